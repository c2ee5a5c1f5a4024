package nl.laslink.domain.delivery;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's name as UWLR gives it. A person may have a first name alone (the schema's second branch); at least one of
 * first name and surname is there. {@code unread} are the parts that the LAS did send, but that cannot be used: unlike a part
 * that it does not send, such a part says nothing about the name that is known. Immutable.
 */
public record PersonName(
        Optional<String> firstName, Optional<String> prefix, Optional<String> surname, Set<Part> unread) {
    public PersonName {
        if (firstName.isEmpty() && surname.isEmpty()) {
            throw new IllegalArgumentException("a person has a first name or a surname");
        }
        unread = Set.copyOf(unread);
    }

    public enum Part {
        /** Unread: what is there instead was made of other fields. */
        FIRST_NAME,
        PREFIX,
        SURNAME
    }

    /** A name whose parts were all readable. */
    public PersonName(Optional<String> firstName, Optional<String> prefix, Optional<String> surname) {
        this(firstName, prefix, surname, Set.of());
    }

    public static PersonName of(String firstName, String prefix, String surname) {
        return new PersonName(present(firstName), present(prefix), present(surname));
    }

    /** This name over a known one: an unread part keeps the known value. */
    public PersonName keptBeside(Optional<PersonName> known) {
        return new PersonName(
                kept(Part.FIRST_NAME, firstName, known.flatMap(PersonName::firstName)),
                kept(Part.PREFIX, prefix, known.flatMap(PersonName::prefix)),
                kept(Part.SURNAME, surname, known.flatMap(PersonName::surname)));
    }

    private Optional<String> kept(Part part, Optional<String> read, Optional<String> known) {
        return unread.contains(part) ? known.or(() -> read) : read;
    }

    /** {@code Noor van der Meer}. */
    public String full() {
        return Stream.of(firstName, prefix, surname).flatMap(Optional::stream).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "PersonName";
    }

    private static Optional<String> present(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(t -> !t.isEmpty());
    }
}
