package nl.laslink.domain.roster;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.id.LasTypeCode;

/**
 * A pupil. An inactive one keeps all test results and can be made active; only an inactive one has an inactivity.
 * {@code formerGroups} has the earliest first. Immutable.
 */
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
        Optional<Inactivity> inactivity,
        List<FormerGroup> formerGroups)
        implements RosterRecord {
    public Pupil {
        compositeGroups = List.copyOf(compositeGroups);
        formerGroups = List.copyOf(formerGroups);
        if (active) {
            inactivity = Optional.empty();
        }
    }

    /** Without former groups; active, or inactive since an unknown time. */
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
                Optional.empty(),
                List.of());
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
                inactivity,
                formerGroups);
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
                Optional.of(since),
                formerGroups);
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
                inactivity,
                formerGroups);
    }

    /** The same, who remembers the group that he was in as {@code before} until {@code at}; the same when he stays in it. */
    public Pupil movedFrom(Pupil before, Instant at) {
        if (before.group.isEmpty() || before.group.equals(group)) {
            return this;
        }
        List<FormerGroup> all = new ArrayList<>(formerGroups);
        all.add(FormerGroup.leftAt(at, before.group.get()));
        return withFormerGroups(all);
    }

    public Pupil withFormerGroups(List<FormerGroup> former) {
        return new Pupil(
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
                inactivity,
                former);
    }

    @Override
    public String toString() {
        return "Pupil " + id;
    }
}
