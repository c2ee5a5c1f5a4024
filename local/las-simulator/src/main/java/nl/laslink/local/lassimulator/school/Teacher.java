package nl.laslink.local.lassimulator.school;

import java.util.List;
import java.util.Optional;

/** A teacher in the pretend LAS. The e-mail is whatever someone typed there: it may be absent, or no address at all. */
public record Teacher(
        String key,
        PersonName name,
        Optional<String> email,
        List<String> groups,
        List<String> compositeGroups,
        Optional<String> eckId) {
    public Teacher {
        key = Texts.key(key);
        eckId = eckId.map(Texts::key);
        email = email.map(e -> Texts.limited("an e-mail address", e, 256));
        groups = List.copyOf(groups);
        compositeGroups = List.copyOf(compositeGroups);
    }

    Teacher corrected(PersonName newName, Optional<String> newEmail) {
        return new Teacher(key, newName, newEmail, groups, compositeGroups, eckId);
    }

    Teacher outOf(String gone) {
        return new Teacher(
                key,
                name,
                email,
                groups.stream().filter(g -> !g.equals(gone)).toList(),
                compositeGroups.stream().filter(g -> !g.equals(gone)).toList(),
                eckId);
    }
}
