package nl.laslink.domain.link;

import java.time.Instant;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.school.SchoolId;

/** A token that was mailed to one recipient, who may decide one request with it until {@code expiresAt}. Immutable. */
public record ApprovalToken(
        SchoolId school, LinkRequestId request, TokenHash hash, EmailAddress recipient, Instant expiresAt) {

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
