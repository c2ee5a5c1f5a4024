package nl.laslink.domain.delivery;

import java.util.Optional;

/**
 * A person's name as UWLR gives it. A person may have a first name alone (the schema's second branch); at least one of
 * first name and surname is there. Immutable.
 */
public record PersonName(Optional<String> firstName, Optional<String> prefix, Optional<String> surname) {
    public PersonName {
        if (firstName.isEmpty() && surname.isEmpty()) {
            throw new IllegalArgumentException("a person has a first name or a surname");
        }
    }

    public static PersonName of(String firstName, String prefix, String surname) {
        return new PersonName(present(firstName), present(prefix), present(surname));
    }

    /** {@code Noor van der Meer}. */
    public String full() {
        return String.join(
                " ",
                java.util.stream.Stream.of(firstName, prefix, surname)
                        .flatMap(Optional::stream)
                        .toList());
    }

    @Override
    public String toString() {
        return "PersonName";
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }
}
