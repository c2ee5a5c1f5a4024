package nl.laslink.domain.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.FormerGroup;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.Pupil.TestHistory;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;

/** A correction in Leerlingen beheren, as the plan of a commit. */
public final class PupilCorrection {
    private PupilCorrection() {}

    public sealed interface Wanted {
        /** Both are one pupil: {@code gone} goes, with all results to {@code stays}. */
        record Merge(RecordId gone, RecordId stays) implements Wanted {}

        /** The link of {@code from} with the LAS belongs to {@code to}. */
        record MoveLink(RecordId from, RecordId to) implements Wanted {}
    }

    public enum Refusal {
        NO_SUCH_PUPIL,
        SAME_PUPIL,
        NOT_LINKED,
        /** The LAS has two pupils: each has its own key or ECK iD. */
        TWO_IN_LAS
    }

    public sealed interface Outcome {
        record Planned(List<PlanEntry> entries) implements Outcome {}

        record Refused(Refusal reason) implements Outcome {}
    }

    /**
     * @param beforeLink {@code from} as he was before he got his link; none when nobody knows any more
     * @param now when a pupil leaves the group that he is in no longer
     */
    public static Outcome plan(Wanted wanted, Roster roster, Optional<Pupil> beforeLink, Instant now) {
        return switch (wanted) {
            case Wanted.Merge(RecordId gone, RecordId stays) ->
                of(roster, gone, stays, (from, to) -> merge(from, to, now));
            case Wanted.MoveLink(RecordId from, RecordId to) ->
                of(roster, from, to, (one, other) -> moveLink(one, other, beforeLink, now));
        };
    }

    @FunctionalInterface
    private interface Work {
        Outcome on(Pupil from, Pupil to);
    }

    private static Outcome of(Roster roster, RecordId from, RecordId to, Work work) {
        if (from.equals(to)) {
            return new Outcome.Refused(Refusal.SAME_PUPIL);
        }
        return roster.find(from).orElse(null) instanceof Pupil one
                        && roster.find(to).orElse(null) instanceof Pupil other
                ? work.on(one, other)
                : new Outcome.Refused(Refusal.NO_SUCH_PUPIL);
    }

    private static Outcome merge(Pupil gone, Pupil stays, Instant now) {
        if (gone.active() && stays.active() && areTwo(gone, stays)) {
            return new Outcome.Refused(Refusal.TWO_IN_LAS);
        }
        // An inactive one is not in the LAS any more: its key is old.
        Pupil first = gone.active() && !stays.active() ? gone : stays;
        Pupil second = first == gone ? stays : gone;
        Pupil merged = new Pupil(
                stays.id(),
                first.name(),
                first.birthDate().or(second::birthDate),
                first.yearGroup().or(second::yearGroup),
                first.group().or(second::group),
                first.compositeGroups(),
                first.active(),
                first.eckId().or(second::eckId),
                hasKey(first) ? first.externalNumber() : second.externalNumber().or(first::externalNumber),
                sum(gone.tests(), stays.tests()),
                first.inactivity(),
                formerGroups(first, second));
        return new Outcome.Planned(List.of(
                new PlanEntry(Optional.of(stays), merged.movedFrom(second, now)),
                new PlanEntry(Optional.of(gone), new Gone(gone.id(), Optional.of(stays.id())))));
    }

    private static Outcome moveLink(Pupil from, Pupil to, Optional<Pupil> beforeLink, Instant now) {
        if (from.eckId().isEmpty() && from.externalNumber().isEmpty()) {
            return new Outcome.Refused(Refusal.NOT_LINKED);
        }
        if (to.active() && areTwo(from, to)) {
            return new Outcome.Refused(Refusal.TWO_IN_LAS);
        }
        Pupil known = beforeLink.orElse(from);
        Pupil unlinked = new Pupil(
                from.id(),
                known.name(),
                known.birthDate(),
                known.yearGroup(),
                known.group(),
                known.compositeGroups(),
                from.active(),
                Optional.empty(),
                Optional.empty(),
                from.tests(),
                from.inactivity(),
                known.formerGroups());
        Pupil linked = new Pupil(
                to.id(),
                from.name(),
                from.birthDate().or(to::birthDate),
                from.yearGroup().or(to::yearGroup),
                from.group().or(to::group),
                from.compositeGroups(),
                true,
                from.eckId(),
                from.externalNumber(),
                to.tests(),
                Optional.empty(),
                to.formerGroups());
        return new Outcome.Planned(List.of(
                new PlanEntry(Optional.of(from), unlinked), new PlanEntry(Optional.of(to), linked.movedFrom(to, now))));
    }

    private static List<FormerGroup> formerGroups(Pupil one, Pupil other) {
        return Stream.of(one, other)
                .flatMap(pupil -> pupil.formerGroups().stream())
                .sorted(Comparator.comparing(FormerGroup::until))
                .toList();
    }

    private static boolean areTwo(Pupil one, Pupil other) {
        boolean otherEckId = one.eckId().isPresent()
                && other.eckId().isPresent()
                && !one.eckId().equals(other.eckId());
        return otherEckId || hasKey(one) && hasKey(other);
    }

    private static boolean hasKey(Pupil pupil) {
        return pupil.externalNumber().flatMap(ExternalNumber::key).isPresent();
    }

    private static TestHistory sum(TestHistory one, TestHistory other) {
        Optional<LocalDate> last = Stream.of(one.lastOn(), other.lastOn())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
        return new TestHistory(one.results() + other.results(), last);
    }

    /** {@code pupil} as he was before a commit gave him his link. */
    public static Optional<Pupil> beforeLink(Pupil pupil, List<PlanEntry> changes) {
        return changes.stream()
                .filter(change -> change.id().equals(pupil.id()))
                .flatMap(change -> change.before().stream())
                .filter(Pupil.class::isInstance)
                .map(Pupil.class::cast)
                .filter(before -> !before.eckId().equals(pupil.eckId())
                        || !before.externalNumber().equals(pupil.externalNumber()))
                .findFirst();
    }
}
