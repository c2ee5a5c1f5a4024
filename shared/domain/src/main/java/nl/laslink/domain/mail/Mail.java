package nl.laslink.domain.mail;

import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;

/**
 * One mail about one school to one recipient, with the same words as plain text and as HTML. It may hold an approval token: never
 * printed. Immutable.
 */
public record Mail(
        SchoolId school,
        Recipient recipient,
        EmailAddress to,
        CorrelationId correlation,
        String subject,
        String text,
        String html) {
    public Mail {
        if (subject.isBlank() || !PlainText.isOnOneLine(subject)) {
            throw new IllegalArgumentException("a subject is one line and not blank");
        }
    }

    @Override
    public String toString() {
        return "Mail";
    }
}
