package nl.laslink.domain.mail;

import nl.laslink.domain.delivery.EmailAddress;

/** One mail to one recipient, with the same words as plain text and as HTML. It may hold an approval token: never printed. Immutable. */
public record Mail(EmailAddress to, String subject, String text, String html) {
    public Mail {
        if (subject.isBlank() || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a subject is one line and not blank");
        }
    }

    @Override
    public String toString() {
        return "Mail";
    }
}
