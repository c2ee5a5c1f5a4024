package nl.laslink.local.lassimulator.school;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A pupil in the pretend LAS. The LAS key never changes; group and composite groups are keys of the same school. */
public record Pupil(
        String key,
        PersonName name,
        Optional<LocalDate> born,
        Gender gender,
        YearGroup year,
        Optional<String> group,
        List<String> compositeGroups,
        Optional<String> eckId) {
    public Pupil {
        key = Texts.key(key);
        eckId = eckId.map(Texts::key);
        compositeGroups = List.copyOf(compositeGroups);
    }

    Pupil corrected(PersonName newName, Optional<LocalDate> newBorn) {
        return new Pupil(key, newName, newBorn, gender, year, group, compositeGroups, eckId);
    }

    Pupil movedTo(Optional<String> newGroup, YearGroup newYear) {
        return new Pupil(key, name, born, gender, newYear, newGroup, compositeGroups, eckId);
    }

    Pupil outOf(String gone) {
        return new Pupil(
                key,
                name,
                born,
                gender,
                year,
                group.filter(g -> !g.equals(gone)),
                compositeGroups.stream().filter(g -> !g.equals(gone)).toList(),
                eckId);
    }

    Pupil withEckId(Optional<String> newEckId) {
        return new Pupil(key, name, born, gender, year, group, compositeGroups, newEckId);
    }
}
