package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.Import.AddedChanged;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;

/**
 * A confirmed plan, for a school that changed after the press. What is still true is committed. An entry whose record changed
 * comes back for review, and so does an entry whose ECK iD or LAS key another record has now, and every entry that depends
 * on one: its group comes back, or the two share an ECK iD, a LAS key or an e-mail address. Immutable.
 *
 * @param entries what is still true
 * @param comesBack the records of the other entries
 */
public record Rebase(List<PlanEntry> entries, Set<RecordId> comesBack) {

    public static Rebase of(List<PlanEntry> plan, Roster now) {
        Set<RecordId> back = plan.stream()
                .filter(entry -> !entry.before().equals(now.find(entry.id())) || hasAddressOfAnother(entry, plan, now))
                .map(PlanEntry::id)
                .collect(Collectors.toCollection(HashSet::new));
        Map<Object, Set<RecordId>> identities = identities(plan);
        boolean isGrowing = true;
        while (isGrowing) {
            isGrowing = back.addAll(withIdentityOfAnother(plan, back, now));
            for (PlanEntry entry : plan) {
                boolean depends = groups(entry.after()).anyMatch(back::contains)
                        || identities(entry)
                                .flatMap(i -> identities.get(i).stream())
                                .anyMatch(back::contains);
                isGrowing |= depends && back.add(entry.id());
            }
        }
        return new Rebase(
                plan.stream().filter(entry -> !back.contains(entry.id())).toList(), Set.copyOf(back));
    }

    /** Those of the other entries that would give an ECK iD or LAS key to a second record: an undo can bring one back. */
    private static Set<RecordId> withIdentityOfAnother(List<PlanEntry> plan, Set<RecordId> back, Roster now) {
        Map<RecordId, RosterRecord> result = new HashMap<>();
        now.stored().forEach(record -> result.put(record.id(), record));
        List<PlanEntry> stillTrue =
                plan.stream().filter(entry -> !back.contains(entry.id())).toList();
        stillTrue.forEach(entry -> result.put(entry.id(), entry.after()));
        Map<HeldIdentity, Long> holders = result.values().stream()
                .flatMap(record -> HeldIdentity.of(record).stream())
                .collect(Collectors.groupingBy(identity -> identity, Collectors.counting()));
        return stillTrue.stream()
                .filter(entry -> HeldIdentity.of(entry.after()).stream().anyMatch(i -> holders.get(i) > 1))
                .map(PlanEntry::id)
                .collect(Collectors.toSet());
    }

    /** The address of this teacher was given to another teacher after the confirmation. */
    private static boolean hasAddressOfAnother(PlanEntry entry, List<PlanEntry> plan, Roster now) {
        if (!(entry.after() instanceof Teacher teacher) || teacher.email().isEmpty()) {
            return false;
        }
        return now.teachers().stream()
                .filter(t -> !t.id().equals(teacher.id()) && t.email().equals(teacher.email()))
                .anyMatch(t -> plan.stream().noneMatch(e -> e.id().equals(t.id())));
    }

    private static Stream<RecordId> groups(RosterRecord record) {
        return switch (record) {
            case Group _, Choice _, Gone _ -> Stream.empty();
            case Teacher teacher -> teacher.groups().stream();
            case Pupil pupil -> Stream.concat(pupil.group().stream(), pupil.compositeGroups().stream());
        };
    }

    private record Identity<I>(RowKind kind, I identity) {}

    private static Map<Object, Set<RecordId>> identities(List<PlanEntry> plan) {
        Map<Object, Set<RecordId>> records = new HashMap<>();
        plan.forEach(entry -> identities(entry)
                .forEach(i -> records.computeIfAbsent(i, _ -> new HashSet<>()).add(entry.id())));
        return records;
    }

    /** What the record was known by and will be known by. */
    private static Stream<Object> identities(PlanEntry entry) {
        return Stream.concat(entry.before().stream(), Stream.of(entry.after())).flatMap(Rebase::identities);
    }

    private static Stream<Object> identities(RosterRecord record) {
        return switch (record) {
            case Choice _, Gone _ -> Stream.empty();
            case Group g -> identities(RowKind.GROUP, Optional.empty(), g.externalNumber());
            case Teacher t -> identities(RowKind.TEACHER, t.eckId(), t.externalNumber());
            case Pupil p -> identities(RowKind.PUPIL, p.eckId(), p.externalNumber());
        };
    }

    private static Stream<Object> identities(RowKind kind, Optional<EckId> eckId, Optional<ExternalNumber> number) {
        Optional<LasKey> key = number.flatMap(ExternalNumber::key);
        return Stream.concat(
                eckId.stream().map(e -> new Identity<>(kind, e)), key.stream().map(k -> new Identity<>(kind, k)));
    }

    /** The rows as they wait after the commit: those that come back ask to be looked at, those that were committed ask nothing. */
    List<Row> rows(Collection<Row> confirmed) {
        return confirmed.stream()
                .map(row -> row.recordAfterCommit()
                        .filter(_ -> !row.lacksEmail())
                        .map(record -> comesBack.contains(record) ? again(row) : committed(row, record))
                        .orElse(row))
                .toList();
    }

    private static Row again(Row row) {
        return switch (row) {
            case Row.Settled r ->
                new Row.Known(r.id(), r.delivered(), r.record(), r.decision(), Optional.empty(), true, r.version() + 1);
            case Row.Known r ->
                new Row.Known(r.id(), r.delivered(), r.record(), r.decision(), r.typedEmail(), true, r.version() + 1);
            case Row.Unknown r ->
                new Row.Unknown(
                        r.id(),
                        r.delivered(),
                        r.newRecord(),
                        r.proposals(),
                        r.decision(),
                        r.typedEmail(),
                        true,
                        r.version() + 1);
        };
    }

    private static Row committed(Row row, RecordId record) {
        Decision.Basis basis =
                switch (row.decision()) {
                    case Decision.LinkTo(RecordId _, Decision.Basis b) -> b;
                    case Decision.AddNew _, Decision.Skip _, Decision.Undecided _ -> Decision.Basis.PERSON;
                };
        return new Row.Settled(row.id(), row.delivered(), record, basis, row.version() + 1);
    }

    /** The rows that come back. */
    Set<RowId> rowsBack(Collection<Row> confirmed) {
        return confirmed.stream()
                .filter(row -> !row.lacksEmail()
                        && row.recordAfterCommit().filter(comesBack::contains).isPresent())
                .map(Row::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The receipt without what comes back. */
    Import.Receipt receipt(Import.Receipt whole, List<PlanEntry> plan, Collection<Row> confirmed) {
        Set<RowId> back = rowsBack(confirmed);
        Map<RecordId, Row> byRecord = new HashMap<>();
        confirmed.stream().filter(row -> back.contains(row.id())).forEach(row -> row.recordAfterCommit()
                .ifPresent(record -> byRecord.put(record, row)));
        List<PlanEntry> lost = new ArrayList<>();
        int stayed = 0;
        for (PlanEntry entry : plan) {
            if (comesBack.contains(entry.id()) && byRecord.containsKey(entry.id())) {
                lost.add(entry);
            } else if (comesBack.contains(entry.id()) && isLeaver(entry)) {
                stayed++;
            }
        }
        return new Import.Receipt(
                whole.at(),
                whole.by(),
                without(whole.groups(), lost, Group.class),
                without(whole.teachers(), lost, Teacher.class),
                without(whole.pupils(), lost, Pupil.class),
                whole.deactivated() - stayed,
                whole.teachersLeftOut(),
                whole.skipped(),
                new Import.Counts(
                        count(byRecord, RowKind.GROUP),
                        count(byRecord, RowKind.TEACHER),
                        count(byRecord, RowKind.PUPIL)));
    }

    private static int count(Map<RecordId, Row> rows, RowKind kind) {
        return Math.toIntExact(
                rows.values().stream().filter(row -> row.kind() == kind).count());
    }

    private static AddedChanged without(AddedChanged whole, List<PlanEntry> lost, Class<?> kind) {
        List<PlanEntry> ofKind =
                lost.stream().filter(entry -> kind.isInstance(entry.after())).toList();
        int added = Math.toIntExact(
                ofKind.stream().filter(entry -> entry.before().isEmpty()).count());
        return new AddedChanged(whole.added() - added, whole.changed() - (ofKind.size() - added));
    }

    private static boolean isLeaver(PlanEntry entry) {
        return entry.before().orElse(null) instanceof Pupil before
                && before.active()
                && entry.after() instanceof Pupil after
                && !after.active();
    }

    /** Whether a leaver was changed and is still active: then the question comes back. */
    boolean leaverIsBack(List<PlanEntry> plan, Roster now) {
        return plan.stream()
                .filter(entry -> comesBack.contains(entry.id()) && isLeaver(entry))
                .anyMatch(entry -> now.pupil(entry.id()).filter(Pupil::active).isPresent());
    }
}
