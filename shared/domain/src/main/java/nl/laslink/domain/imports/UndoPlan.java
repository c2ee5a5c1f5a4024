package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;

/**
 * What an undo of a commit would do: which records go back, and which stay and why. Made from that commit's plan and the roster
 * of today. Immutable.
 *
 * @param entries per record what it is now and what it becomes; what the commit added becomes {@link Gone}
 * @param kept the records that do not go back
 * @param waitAgain per pupil the number of results that were not delivered yet and wait for a link again
 */
public record UndoPlan(List<PlanEntry> entries, List<Kept> kept, Map<RecordId, Integer> waitAgain) {
    public UndoPlan {
        entries = List.copyOf(entries);
        kept = List.copyOf(kept);
        waitAgain = Map.copyOf(waitAgain);
    }

    /** A change of the commit that is not taken back. */
    public record Kept(PlanEntry change, Reason reason) {}

    public enum Reason {
        /** The record is not as the commit left it. */
        CHANGED_SINCE,
        /** The LAS has a result under the link that the commit made. */
        SCORE_DELIVERED,
        /** The commit added this person, who has results now. */
        HAS_RESULTS,
        /** The commit added this group, and it still has members. */
        GROUP_IN_USE,
        /** The person would go back to a group that is gone. */
        GROUP_GONE,
        /** Another record has the ECK iD or LAS key now. */
        IDENTITY_TAKEN
    }

    /** Which records of a commit a person wants back. */
    public sealed interface Selection {
        record Whole() implements Selection {}

        record Chosen(Set<RecordId> records) implements Selection {
            public Chosen {
                records = Set.copyOf(records);
            }
        }

        private boolean includes(PlanEntry change) {
            return switch (this) {
                case Whole() -> true;
                case Chosen(Set<RecordId> records) ->
                    records.contains(change.id())
                            || change.after() instanceof Choice.KeptActive kept && records.contains(kept.pupil());
            };
        }
    }

    /**
     * @param changes the plan of the commit
     * @param ledger the results of the school
     */
    public static UndoPlan of(
            Commit.Header commit,
            List<PlanEntry> changes,
            Roster today,
            Collection<LedgerEntry> ledger,
            Selection selection) {
        Making making = new Making(commit, today, ledger);
        boolean isWhole = making.isOfOnePair();
        changes.stream().filter(change -> isWhole || selection.includes(change)).forEach(making::consider);
        return making.plan();
    }

    public Commit.Undo summary(Commit.Header commit) {
        int removed = Math.toIntExact(
                entries.stream().filter(e -> e.after() instanceof Gone).count());
        return new Commit.Undo(commit.id(), entries.size() - removed, removed, kept.size());
    }

    /** Added are the records that come back, changed all others that stay there. */
    public Import.Receipt receipt(Instant at, Actor by) {
        int deactivated = Math.toIntExact(entries.stream()
                .filter(e -> e.before().orElseThrow() instanceof Pupil before
                        && e.after() instanceof Pupil after
                        && before.active()
                        && !after.active())
                .count());
        return new Import.Receipt(
                at, by, counts(Group.class), counts(Teacher.class), counts(Pupil.class), deactivated, 0);
    }

    private Import.AddedChanged counts(Class<? extends RosterRecord> kind) {
        List<PlanEntry> ofKind =
                entries.stream().filter(e -> kind.isInstance(e.after())).toList();
        int added = Math.toIntExact(ofKind.stream()
                .filter(e -> e.before().orElseThrow() instanceof Gone)
                .count());
        return new Import.AddedChanged(added, ofKind.size() - added);
    }

    private static final class Making {
        private final Commit.Header commit;
        private final Roster today;
        private final Map<RecordId, List<LedgerEntry>> results;
        private final Set<RecordId> responsible;
        private final Map<RecordId, PlanEntry> changes = new LinkedHashMap<>();
        private final LinkedHashMap<RecordId, PlanEntry> back = new LinkedHashMap<>();
        private final List<Kept> kept = new ArrayList<>();

        Making(Commit.Header commit, Roster today, Collection<LedgerEntry> ledger) {
            this.commit = commit;
            this.today = today;
            this.results = ledger.stream().collect(Collectors.groupingBy(LedgerEntry::pupil));
            this.responsible =
                    ledger.stream().flatMap(e -> e.teacher().stream()).collect(Collectors.toSet());
        }

        void consider(PlanEntry change) {
            Optional<RosterRecord> now = today.findStored(change.id());
            if (isBefore(change, now)) {
                return;
            }
            changes.put(change.id(), change);
            RosterRecord before = change.before().orElseGet(() -> new Gone(change.id()));
            Optional<Reason> reason = now.equals(Optional.of(change.after()))
                    ? scoreReason(change, before)
                    : Optional.of(Reason.CHANGED_SINCE);
            reason.ifPresentOrElse(
                    r -> kept.add(new Kept(change, r)),
                    () -> back.put(change.id(), new PlanEntry(Optional.of(change.after()), before)));
        }

        /** Whether the record is already as it was before the commit. */
        private static boolean isBefore(PlanEntry change, Optional<RosterRecord> now) {
            return change.before().isPresent()
                    ? change.before().equals(now)
                    : now.filter(n -> !(n instanceof Gone)).isEmpty();
        }

        private Optional<Reason> scoreReason(PlanEntry change, RosterRecord before) {
            return switch (change.after()) {
                case Pupil after -> scoreReason(after, before);
                case Teacher after ->
                    before instanceof Gone && responsible.contains(after.id())
                            ? Optional.of(Reason.HAS_RESULTS)
                            : Optional.empty();
                case Group _, Choice _, Gone _ -> Optional.empty();
            };
        }

        private Optional<Reason> scoreReason(Pupil after, RosterRecord before) {
            if (!isOtherLink(after, before)) {
                return Optional.empty();
            }
            List<LedgerEntry> own = results.getOrDefault(after.id(), List.of());
            if (own.stream().anyMatch(this::isDeliveredSince)) {
                return Optional.of(Reason.SCORE_DELIVERED);
            }
            boolean hasResults = !own.isEmpty() || after.tests().results() > 0;
            return before instanceof Gone && hasResults ? Optional.of(Reason.HAS_RESULTS) : Optional.empty();
        }

        /** Also when no answer of the LAS came: it may have the result. */
        private boolean isDeliveredSince(LedgerEntry entry) {
            return Stream.concat(
                            Stream.of(new Reached(entry.state(), entry.at())),
                            entry.history().stream().map(step -> new Reached(step.state(), step.at())))
                    .anyMatch(reached -> reached.isDelivery() && !reached.at().isBefore(commit.at()));
        }

        private record Reached(ScoreState state, Instant at) {
            boolean isDelivery() {
                return state instanceof ScoreState.Accepted || state instanceof ScoreState.Sent;
            }
        }

        private static boolean isOtherLink(Pupil after, RosterRecord before) {
            return !(before instanceof Pupil p)
                    || !p.eckId().equals(after.eckId())
                    || !p.externalNumber().equals(after.externalNumber());
        }

        UndoPlan plan() {
            // A record that stays may be the reason why another one cannot go back.
            while (keepConflicts()) {}
            Map<RecordId, Integer> waitAgain = new HashMap<>();
            back.values().forEach(entry -> {
                if (entry.before().orElseThrow() instanceof Pupil now && isOtherLink(now, entry.after())) {
                    int waiting = Math.toIntExact(results.getOrDefault(now.id(), List.of()).stream()
                            .filter(e -> e.state().isDue())
                            .count());
                    if (waiting > 0) {
                        waitAgain.put(now.id(), waiting);
                    }
                }
            });
            return new UndoPlan(List.copyOf(back.values()), kept, waitAgain);
        }

        private boolean keepConflicts() {
            Map<RecordId, RosterRecord> result = new HashMap<>();
            today.stored().forEach(record -> result.put(record.id(), record));
            back.values().forEach(entry -> result.put(entry.id(), entry.after()));
            Set<RecordId> usedGroups =
                    result.values().stream().flatMap(Making::groupsOf).collect(Collectors.toSet());
            Map<HeldIdentity, Long> holders = result.values().stream()
                    .flatMap(record -> HeldIdentity.of(record).stream())
                    .collect(Collectors.groupingBy(identity -> identity, Collectors.counting()));
            Map<RecordId, Reason> conflicts = new LinkedHashMap<>();
            if (isOfOnePair() && back.size() == 1 && !kept.isEmpty()) {
                conflicts.put(back.firstEntry().getKey(), kept.getFirst().reason());
            }
            back.values().forEach(entry -> conflict(entry, result, usedGroups, holders)
                    .ifPresent(reason -> conflicts.putIfAbsent(entry.id(), reason)));
            conflicts.forEach((id, reason) -> {
                back.remove(id);
                kept.add(new Kept(changes.get(id), reason));
            });
            return !conflicts.isEmpty();
        }

        /** Both pupils of a correction go back or none: one alone would have the results or the link twice. */
        private boolean isOfOnePair() {
            return switch (commit.kind()) {
                case MERGE, LINK_MOVE -> true;
                case IMPORT, QUIET, EXTERNAL_NUMBERS_REMOVAL, UNDO -> false;
            };
        }

        private static Optional<Reason> conflict(
                PlanEntry entry,
                Map<RecordId, RosterRecord> result,
                Set<RecordId> usedGroups,
                Map<HeldIdentity, Long> holders) {
            RosterRecord now = entry.before().orElseThrow();
            if (now instanceof Group && entry.after() instanceof Gone && usedGroups.contains(entry.id())) {
                return Optional.of(Reason.GROUP_IN_USE);
            }
            if (groupsOf(entry.after()).anyMatch(group -> result.get(group) instanceof Gone)) {
                return Optional.of(Reason.GROUP_GONE);
            }
            Set<HeldIdentity> gained = HeldIdentity.of(entry.after());
            gained.removeAll(HeldIdentity.of(now));
            return gained.stream().anyMatch(identity -> holders.get(identity) > 1)
                    ? Optional.of(Reason.IDENTITY_TAKEN)
                    : Optional.empty();
        }

        private static Stream<RecordId> groupsOf(RosterRecord record) {
            return switch (record) {
                case Pupil p -> Stream.concat(p.group().stream(), p.compositeGroups().stream());
                case Teacher t -> t.groups().stream();
                case Group _, Choice _, Gone _ -> Stream.empty();
            };
        }
    }
}
