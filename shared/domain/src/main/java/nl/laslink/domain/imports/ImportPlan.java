package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Import.AddedChanged;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Inactivity;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolYear;

/**
 * What a commit would do: per record before and after. Made from the rows and one roster; records that would not change are
 * not in it. Immutable.
 */
public record ImportPlan(
        List<PlanEntry> entries,
        AddedChanged groups,
        AddedChanged teachers,
        AddedChanged pupils,
        List<Leavers.Leaver> deactivated,
        List<Row> teachersLeftOut,
        Import.Counts skipped) {

    private static final AddedChanged NONE = new AddedChanged(0, 0);

    public static final ImportPlan NOTHING =
            new ImportPlan(List.of(), NONE, NONE, NONE, List.of(), List.of(), new Import.Counts(0, 0, 0));

    /** Only what is known by identity and changed: no new records, no leavers. */
    public static ImportPlan quiet(List<Row> rows, Roster roster, LasTypeCode las, SchoolYear schoolYear) {
        return new Making(rows.stream().filter(Row::settled).toList(), roster, las, schoolYear, false)
                .plan(List.of(), List.of());
    }

    /**
     * What a person confirms: everything but skipped rows and new teachers without an address; the leavers are made inactive,
     * but those who are kept active, whom the school is not asked about again this school year. Under a hold nobody leaves.
     */
    public static ImportPlan whole(List<Row> rows, Roster roster, Import.Header header, Ids ids) {
        return whole(rows, rows, roster, header, ids);
    }

    /** @param stillTrue the rows that are committed; the others say only that somebody is no leaver */
    static ImportPlan whole(List<Row> rows, List<Row> stillTrue, Roster roster, Import.Header header, Ids ids) {
        LasTypeCode las = header.las();
        SchoolYear schoolYear = header.schoolYear();
        List<Leavers.Leaver> leavers = Leavers.of(rows, roster, header);
        List<PlanEntry> choices = new ArrayList<>();
        leavers.stream()
                .filter(Leavers.Leaver::kept)
                .forEach(l -> choices.add(new PlanEntry(
                        Optional.empty(),
                        new Choice.KeptActive(
                                new RecordId(ids.next()), l.pupil().id(), schoolYear, false))));
        choices.addAll(skips(rows, roster, las, schoolYear, ids));
        return new Making(stillTrue, roster, las, schoolYear, true)
                .plan(
                        LeaverHold.of(rows, roster, header).isPresent()
                                ? List.of()
                                : leavers.stream().filter(l -> !l.kept()).toList(),
                        choices);
    }

    public Import.Receipt receipt(java.time.Instant at, nl.laslink.domain.event.Actor by) {
        return new Import.Receipt(
                at, by, groups, teachers, pupils, deactivated.size(), teachersLeftOut.size(), skipped);
    }

    /** The same, in which each pupil who becomes inactive and each remembered choice has when, why and by whom. */
    public ImportPlan madeBy(CommitId commit, Instant at, Actor by) {
        Map<RecordId, Leavers.Reason> reasons = new HashMap<>();
        deactivated.forEach(l -> reasons.put(l.pupil().id(), l.reason()));
        List<PlanEntry> made = entries.stream()
                .map(entry -> switch (entry.after()) {
                    case Pupil p
                    when reasons.containsKey(p.id()) ->
                        new PlanEntry(
                                entry.before(),
                                p.madeInactive(
                                        new Inactivity(at, reason(reasons.get(p.id())), Optional.of(commit), by)));
                    case Choice.OfPerson choice
                    when entry.before().isEmpty() -> new PlanEntry(entry.before(), choice.madeBy(by, at));
                    case Pupil _, Group _, Teacher _, Choice _, Gone _ -> entry;
                })
                .toList();
        return new ImportPlan(made, groups, teachers, pupils, deactivated, teachersLeftOut, skipped);
    }

    /** The same, in which each pupil who changes groups remembers the former one, until {@code at}. */
    public ImportPlan withFormerGroups(Instant at) {
        List<PlanEntry> remembered = entries.stream()
                .map(entry ->
                        entry.before().orElse(null) instanceof Pupil before && entry.after() instanceof Pupil after
                                ? new PlanEntry(entry.before(), after.movedFrom(before, at))
                                : entry)
                .toList();
        return new ImportPlan(remembered, groups, teachers, pupils, deactivated, teachersLeftOut, skipped);
    }

    private static Inactivity.Reason reason(Leavers.Reason reason) {
        return switch (reason) {
            case LISTED_AS_LEFT -> Inactivity.Reason.LISTED_AS_LEFT;
            case GONE_FROM_LAS -> Inactivity.Reason.GONE_FROM_LAS;
            case NOT_IN_LAS -> Inactivity.Reason.NOT_IN_LAS;
            case GROUP_MISSING -> Inactivity.Reason.GROUP_MISSING;
            case ADDED_AS_NEW -> Inactivity.Reason.ADDED_AS_NEW;
        };
    }

    /** A new Niet importeren is remembered; one that was taken back is lifted. */
    private static List<PlanEntry> skips(
            List<Row> rows, Roster roster, LasTypeCode las, SchoolYear schoolYear, Ids ids) {
        List<PlanEntry> entries = new ArrayList<>();
        for (Row row : rows) {
            LasIdentity identity = row.delivered().identity();
            Optional<Choice.Skipped> remembered = roster.choices().stream()
                    .filter(Choice.Skipped.class::isInstance)
                    .map(Choice.Skipped.class::cast)
                    .filter(c -> c.las().equals(las)
                            && c.schoolYear().equals(schoolYear)
                            && c.kind() == row.kind()
                            && c.identity().isSameAs(identity))
                    .findFirst();
            boolean isSkipped = row.isSkippedByPerson();
            // A remembered choice that was taken back since the contact is not made again.
            boolean isNew = row.decision().equals(new Decision.Skip(Decision.Basis.PERSON));
            if (isNew && remembered.isEmpty() && identity.isLasting()) {
                LasIdentity lasting = new LasIdentity(identity.eckId(), identity.lastingKey());
                entries.add(new PlanEntry(
                        Optional.empty(),
                        new Choice.Skipped(new RecordId(ids.next()), las, row.kind(), lasting, schoolYear, false)));
            }
            if (!isSkipped && remembered.isPresent()) {
                Choice.Skipped c = remembered.get();
                entries.add(new PlanEntry(Optional.of(c), c.takenBack()));
            }
        }
        return entries;
    }

    /** The work of one plan. */
    private static final class Making {
        private final List<Row> rows;
        private final Roster roster;
        private final LasTypeCode las;
        private final SchoolYear schoolYear;
        private final boolean byPerson;
        private final Map<LasKey, RecordId> groupIds = new HashMap<>();
        private final List<PlanEntry> entries = new ArrayList<>();
        private final List<Row> leftOut = new ArrayList<>();

        Making(List<Row> rows, Roster roster, LasTypeCode las, SchoolYear schoolYear, boolean byPerson) {
            this.rows = rows;
            this.roster = roster;
            this.las = las;
            this.schoolYear = schoolYear;
            this.byPerson = byPerson;
            rows.stream().filter(r -> r.kind() == RowKind.GROUP).forEach(row -> row.recordAfterCommit()
                    .ifPresent(id -> groupIds.put(((DeliveredGroup) row.delivered()).key(), id)));
        }

        ImportPlan plan(List<Leavers.Leaver> deactivated, List<PlanEntry> choices) {
            add(RowKind.GROUP);
            add(RowKind.TEACHER);
            add(RowKind.PUPIL);
            Set<RecordId> ofRows = entries.stream().map(PlanEntry::id).collect(Collectors.toSet());
            deactivated.forEach(l ->
                    entries.add(new PlanEntry(Optional.of(l.pupil()), l.pupil().withActive(false))));
            if (byPerson) {
                new IdentityClaims(rows, las, schoolYear).takeFromOthers(entries, roster);
                // An identity that two records claim was all that would have changed.
                entries.removeIf(Making::changesNothing);
            }
            AddedChanged groups = count(Group.class, ofRows);
            AddedChanged teachers = count(Teacher.class, ofRows);
            AddedChanged pupils = count(Pupil.class, ofRows);
            entries.addAll(choices);
            entries.addAll(formerKeys());
            return new ImportPlan(
                    List.copyOf(entries),
                    groups,
                    teachers,
                    pupils,
                    List.copyOf(deactivated),
                    List.copyOf(leftOut),
                    skipped());
        }

        /** The keys that records lose or exchange for another one, and that no other record gets. */
        private List<PlanEntry> formerKeys() {
            List<PlanEntry> former = new ArrayList<>();
            Set<List<Object>> given = new HashSet<>();
            rows.stream().filter(row -> row.recordAfterCommit().isPresent()).forEach(row -> row.delivered()
                    .identity()
                    .lastingKey()
                    .ifPresent(key -> given.add(List.of(row.kind(), key))));
            for (PlanEntry entry : entries) {
                Optional<LasKey> before = entry.before().flatMap(record -> KnownRecords.keyOf(record, las));
                Optional<RowKind> kind = kindOf(entry.after());
                if (before.isPresent()
                        && kind.isPresent()
                        && !before.equals(KnownRecords.keyOf(entry.after(), las))
                        && !given.contains(List.of(kind.get(), before.get()))) {
                    Choice.FormerKey key = Choice.FormerKey.of(entry.id(), las, kind.get(), before.get(), schoolYear);
                    if (roster.find(key.id()).filter(key::equals).isEmpty()) {
                        former.add(new PlanEntry(roster.find(key.id()), key));
                    }
                }
            }
            return former;
        }

        /** Groups live one school year: their keys are given again. */
        private static Optional<RowKind> kindOf(RosterRecord record) {
            return switch (record) {
                case Teacher _ -> Optional.of(RowKind.TEACHER);
                case Pupil _ -> Optional.of(RowKind.PUPIL);
                case Group _, Choice _, Gone _ -> Optional.empty();
            };
        }

        private Import.Counts skipped() {
            return new Import.Counts(skipped(RowKind.GROUP), skipped(RowKind.TEACHER), skipped(RowKind.PUPIL));
        }

        private int skipped(RowKind kind) {
            return Math.toIntExact(rows.stream()
                    .filter(row -> row.kind() == kind && row.isSkippedByPerson())
                    .count());
        }

        private void add(RowKind kind) {
            for (Row row : rows) {
                if (row.kind() != kind) {
                    continue;
                }
                Optional<RosterRecord> before = row.target().flatMap(roster::find);
                after(row, before)
                        .map(after -> new PlanEntry(before, after))
                        .filter(entry -> !changesNothing(entry))
                        .ifPresent(entries::add);
            }
        }

        private AddedChanged count(Class<? extends RosterRecord> kind, Set<RecordId> ofRows) {
            Map<Boolean, Long> isAdded = entries.stream()
                    .filter(entry -> kind.isInstance(entry.after()) && ofRows.contains(entry.id()))
                    .collect(Collectors.partitioningBy(entry -> entry.before().isEmpty(), Collectors.counting()));
            return new AddedChanged(Math.toIntExact(isAdded.get(true)), Math.toIntExact(isAdded.get(false)));
        }

        private static boolean changesNothing(PlanEntry entry) {
            return entry.before()
                    .filter(before -> isUnchanged(before, entry.after()))
                    .isPresent();
        }

        /** Keys that differ only in spaces are equal, but results go out under the key as the LAS writes it. */
        private static boolean isUnchanged(RosterRecord before, RosterRecord after) {
            return before.equals(after)
                    && KnownRecords.keyOf(before)
                            .map(LasKey::value)
                            .equals(KnownRecords.keyOf(after).map(LasKey::value));
        }

        private Optional<RosterRecord> after(Row row, Optional<RosterRecord> before) {
            if (row.lacksEmail()) {
                leftOut.add(row);
                return Optional.empty();
            }
            return row.recordAfterCommit().map(id -> switch (row.delivered()) {
                case DeliveredGroup g -> group(id, g, before.map(Group.class::cast));
                case DeliveredTeacher t -> teacher(id, t, row, before.map(Teacher.class::cast));
                case DeliveredPupil p -> pupil(id, p, row, before.map(Pupil.class::cast));
            });
        }

        private Group group(RecordId id, DeliveredGroup delivered, Optional<Group> before) {
            return new Group(
                    id,
                    before.filter(_ -> !delivered.named()).map(Group::name).orElse(delivered.name()),
                    delivered.yearGroup().or(() -> before.flatMap(Group::yearGroup)),
                    delivered.composite(),
                    schoolYear,
                    number(delivered, before.flatMap(Group::externalNumber)));
        }

        /** An address once given stays: it is how the teacher signs in. */
        private Teacher teacher(RecordId id, DeliveredTeacher delivered, Row row, Optional<Teacher> before) {
            return new Teacher(
                    id,
                    delivered.name().keptBeside(before.map(Teacher::name)),
                    row.typedEmail().or(() -> before.flatMap(Teacher::email)).or(row::email),
                    groups(delivered.groups(), before.map(Teacher::groups).orElse(List.of())),
                    delivered.eckId().or(() -> before.flatMap(Teacher::eckId)),
                    number(delivered, before.flatMap(Teacher::externalNumber)));
        }

        private Pupil pupil(RecordId id, DeliveredPupil delivered, Row row, Optional<Pupil> before) {
            boolean active =
                    byPerson && !row.settled() || before.map(Pupil::active).orElse(true);
            return new Pupil(
                    id,
                    delivered.name().keptBeside(before.map(Pupil::name)),
                    delivered.birthDate().or(() -> before.flatMap(Pupil::birthDate)),
                    delivered.yearGroup().or(() -> before.flatMap(Pupil::yearGroup)),
                    delivered.group().map(groupIds::get).or(() -> before.flatMap(Pupil::group)),
                    groups(
                            delivered.compositeGroups(),
                            before.map(Pupil::compositeGroups).orElse(List.of())),
                    active,
                    delivered.eckId().or(() -> before.flatMap(Pupil::eckId)),
                    number(delivered, before.flatMap(Pupil::externalNumber)),
                    before.map(Pupil::tests).orElse(Pupil.TestHistory.NONE),
                    before.flatMap(Pupil::inactivity),
                    before.map(Pupil::formerGroups).orElse(List.of()));
        }

        /** The delivered groups that have a record, and those the record is in that this LAS does not speak of. */
        private List<RecordId> groups(List<LasKey> delivered, List<RecordId> before) {
            Set<RecordId> spokenOf = new HashSet<>(groupIds.values());
            Set<RecordId> groups = new LinkedHashSet<>();
            delivered.stream()
                    .map(groupIds::get)
                    .filter(java.util.Objects::nonNull)
                    .forEach(groups::add);
            before.stream().filter(id -> !spokenOf.contains(id)).forEach(groups::add);
            return List.copyOf(groups);
        }

        /** Replaces a key of another LAS; keeps the key of this LAS if the delivery has no permanent one. */
        private Optional<ExternalNumber> number(DeliveredRecord delivered, Optional<ExternalNumber> before) {
            Optional<LasKey> known = before.filter(n -> n.las().equals(las)).flatMap(ExternalNumber::key);
            return Optional.of(
                    new ExternalNumber(las, delivered.identity().lastingKey().or(() -> known)));
        }
    }
}
