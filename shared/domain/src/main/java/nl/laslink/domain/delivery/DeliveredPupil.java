package nl.laslink.domain.delivery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A pupil as the LAS sent it: only the fields laslink's purpose needs. {@code group} and {@code compositeGroups} point
 * into the same delivery; {@code yearGroup} is the pupil's own code and overrules the group's (EDEXML 2.1).
 * {@code leavesOn} is {@code uitstroomdatum}: the base set may go on listing who left (EDEXML 2.1), both profiles drop it.
 */
public record DeliveredPupil(
        Optional<EckId> eckId,
        Optional<LasKey> key,
        PersonName name,
        Optional<LocalDate> birthDate,
        Optional<String> yearGroup,
        Optional<LasKey> group,
        List<LasKey> compositeGroups,
        Optional<LocalDate> leavesOn)
        implements DeliveredRecord {
    public DeliveredPupil {
        if (eckId.isEmpty() && key.isEmpty()) {
            throw new IllegalArgumentException("a pupil has an ECK iD or a LAS key");
        }
        compositeGroups = List.copyOf(compositeGroups);
    }

    /** A pupil without a leaving day. */
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

    /** Without the leaving day, which is not needed once the leavers are known. */
    public DeliveredPupil withoutLeavingDay() {
        return new DeliveredPupil(eckId, key, name, birthDate, yearGroup, group, compositeGroups);
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
