package nl.laslink.domain.link;

import nl.laslink.domain.delivery.EmailAddress;

/** A person who manages a school and gets its mails. {@code subject} is the sign-in's {@code sub}. */
public record Beheerder(String subject, String name, EmailAddress email, Language language) {
    public enum Language {
        DUTCH,
        ENGLISH
    }
}
