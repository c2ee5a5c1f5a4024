package nl.laslink.domain.delivery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A pupil as the LAS sent it: only the fields laslink's purpose needs. {@code group} and {@code compositeGroups} point
 * into the same delivery; {@code yearGroup} is the pupil's own code and overrules the group's (EDEXML 2.1).
 * {@code leavesOn} is {@code uitstroomdatum}: the base set may go on listing who left (EDEXML 2.1), both profiles drop it.
 * {@code startsOn} is {@code instroomdatum}: a LAS may list who comes later in the school year. {@code givenNames} is
 * {@code voornamen} where it is another name than the first name; it only helps to find the pupil.
 */
public record DeliveredPupil(
        Optional<EckId> eckId,
        Optional<LasKey> key,
        PersonName name,
        Optional<LocalDate> birthDate,
        Optional<String> yearGroup,
        Optional<LasKey> group,
        List<LasKey> compositeGroups,
        Optional<LocalDate> leavesOn,
        Optional<LocalDate> startsOn,
        Optional<String> givenNames)
        implements DeliveredRecord {
    public DeliveredPupil {
        if (eckId.isEmpty() && key.isEmpty()) {
            throw new IllegalArgumentException("a pupil has an ECK iD or a LAS key");
        }
        compositeGroups = List.copyOf(compositeGroups);
    }

    /** A pupil without a starting date. */
    public DeliveredPupil(
            Optional<EckId> eckId,
            Optional<LasKey> key,
            PersonName name,
            Optional<LocalDate> birthDate,
            Optional<String> yearGroup,
            Optional<LasKey> group,
            List<LasKey> compositeGroups,
            Optional<LocalDate> leavesOn) {
        this(
                eckId,
                key,
                name,
                birthDate,
                yearGroup,
                group,
                compositeGroups,
                leavesOn,
                Optional.empty(),
                Optional.empty());
    }

    /** A pupil without a leaving date. */
    public DeliveredPupil(
            Optional<EckId> eckId,
            Optional<LasKey> key,
            PersonName name,
            Optional<LocalDate> birthDate,
            Optional<String> yearGroup,
            Optional<LasKey> group,
            List<LasKey> compositeGroups) {
        this(eckId, key, name, birthDate, yearGroup, group, compositeGroups, Optional.empty());
    }

    /** As at school today: without the day on which they leave, and with that on which they start only if it is later. */
    public DeliveredPupil asOf(LocalDate today) {
        Optional<LocalDate> later = startsOn.filter(today::isBefore);
        return leavesOn.isEmpty() && later.equals(startsOn)
                ? this
                : new DeliveredPupil(
                        eckId,
                        key,
                        name,
                        birthDate,
                        yearGroup,
                        group,
                        compositeGroups,
                        Optional.empty(),
                        later,
                        givenNames);
    }

    @Override
    public LasIdentity identity() {
        return new LasIdentity(eckId, key);
    }

    @Override
    public String toString() {
        return "DeliveredPupil";
    }
}
