package nl.laslink.domain.mail;

/** Port to the service that sends our mails. */
public interface Mailbox {

    Outcome send(Mail mail);

    sealed interface Outcome {

        /** It is on its way; {@code id} is the service's own. */
        record Sent(String id) implements Outcome {}

        /** The service will never take this mail: sending it again is no use. {@code code} is the service's word for why. */
        record Rejected(String code) implements Outcome {}

        /** The service does not take it now. {@code code} is the service's word for why. */
        record TryLater(String code) implements Outcome {}
    }
}
