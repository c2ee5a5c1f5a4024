package nl.laslink.domain.mail;

import java.time.Instant;
import nl.laslink.domain.school.SchoolId;

/** The delivery status of the last mail about a school to one recipient, from the events of SES. Immutable. */
public record DeliveryStatus(SchoolId school, Recipient recipient, Outcome outcome, Instant at) {

    public enum Outcome {
        /** The recipient's server took it. */
        DELIVERED,
        /** It came back: the address does not exist or takes nothing. */
        BOUNCED,
        /** The recipient called it spam; the mail service sends nothing to that address any more. */
        COMPLAINED
    }
}
