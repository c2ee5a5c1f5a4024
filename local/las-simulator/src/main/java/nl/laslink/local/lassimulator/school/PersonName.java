package nl.laslink.local.lassimulator.school;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name as EDEXML allows it: a surname (at most 200 characters) with an optional prefix (10) and first name (64), or
 * a first name alone.
 */
public record PersonName(Optional<String> firstName, Optional<String> prefix, Optional<String> surname) {
    public PersonName {
        firstName = filled(firstName, 64);
        prefix = filled(prefix, 10);
        surname = filled(surname, 200);
        if (firstName.isEmpty() && surname.isEmpty()) {
            throw new IllegalArgumentException("a person has a first name or a surname");
        }
        if (surname.isEmpty() && prefix.isPresent()) {
            throw new IllegalArgumentException("a prefix stands before a surname");
        }
    }

    private static Optional<String> filled(Optional<String> text, int max) {
        return text.filter(t -> !t.isBlank()).map(t -> Texts.limited("a part of a name", t, max));
    }

    /** As people read it: first name, prefix, surname; {@code d'} stands against its surname. */
    public String full() {
        String glue = prefix.filter(p -> p.endsWith("'") && !p.endsWith(" '")).isPresent() ? "" : " ";
        String family = prefix.map(p -> p + glue).orElse("") + surname.orElse("");
        return Stream.of(firstName.orElse(""), family)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    /** What lists are sorted on: surname first, or the first name of who has none. */
    public String sortKey() {
        return surname.map(s -> s + ", ").orElse("") + firstName.orElse("");
    }
}
