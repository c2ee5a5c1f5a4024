package nl.laslink.domain.roster;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.id.LasTypeCode;

/** A pupil. An inactive one keeps all test results and can be made active; only an inactive one has an inactivity. Immutable. */
public record Pupil(
        RecordId id,
        PersonName name,
        Optional<LocalDate> birthDate,
        Optional<String> yearGroup,
        Optional<RecordId> group,
        List<RecordId> compositeGroups,
        boolean active,
        Optional<EckId> eckId,
        Optional<ExternalNumber> externalNumber,
        TestHistory tests,
        Optional<Inactivity> inactivity)
        implements RosterRecord {
    public Pupil {
        compositeGroups = List.copyOf(compositeGroups);
        if (active) {
            inactivity = Optional.empty();
        }
    }

    /** An active one, or one of whom nobody knows since when he is inactive. */
    public Pupil(
            RecordId id,
            PersonName name,
            Optional<LocalDate> birthDate,
            Optional<String> yearGroup,
            Optional<RecordId> group,
            List<RecordId> compositeGroups,
            boolean active,
            Optional<EckId> eckId,
            Optional<ExternalNumber> externalNumber,
            TestHistory tests) {
        this(
                id,
                name,
                birthDate,
                yearGroup,
                group,
                compositeGroups,
                active,
                eckId,
                externalNumber,
                tests,
                Optional.empty());
    }

    /** What hangs on a pupil from before the link: number of test results and the day of the last. */
    public record TestHistory(int results, Optional<LocalDate> lastOn) {
        public static final TestHistory NONE = new TestHistory(0, Optional.empty());
    }

    public boolean isLinkedTo(LasTypeCode las) {
        return externalNumber.filter(n -> n.las().equals(las)).isPresent();
    }

    public Pupil withActive(boolean nowActive) {
        return new Pupil(
                id,
                name,
                birthDate,
                yearGroup,
                group,
                compositeGroups,
                nowActive,
                eckId,
                externalNumber,
                tests,
                inactivity);
    }

    public Pupil madeInactive(Inactivity since) {
        return new Pupil(
                id,
                name,
                birthDate,
                yearGroup,
                group,
                compositeGroups,
                false,
                eckId,
                externalNumber,
                tests,
                Optional.of(since));
    }

    public Pupil withoutExternalNumber() {
        return new Pupil(
                id,
                name,
                birthDate,
                yearGroup,
                group,
                compositeGroups,
                active,
                eckId,
                Optional.empty(),
                tests,
                inactivity);
    }

    @Override
    public String toString() {
        return "Pupil " + id;
    }
}
