package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;

/**
 * The choices that hold until the end of the school year, by name. A choice keeps no name: it is that of the existing record, or
 * of what the LAS sent last. Immutable.
 */
public final class ChoiceList {
    private final Roster roster;
    private final List<Row> latest;
    private final Map<RowKind, IdentityIndex<Row>> rows = new EnumMap<>(RowKind.class);
    private final Map<RowKind, IdentityIndex<RosterRecord>> records = new EnumMap<>(RowKind.class);

    /** One choice; {@code name} is none when neither the school nor the LAS has the record any more. */
    public record Item(Choice.OfPerson choice, RowKind kind, Optional<String> name, Optional<String> group) {
        public RecordId id() {
            return choice.id();
        }
    }

    /** @param latest the rows of the last contact, as long as their names may be used */
    public ChoiceList(Roster roster, List<Row> latest) {
        this.roster = roster;
        this.latest = List.copyOf(latest);
    }

    /** Those of this school year and later ones: groups, teachers, pupils, each the newest first. */
    public List<Item> since(SchoolYear schoolYear) {
        List<Item> items = new ArrayList<>();
        for (Choice choice : roster.choices()) {
            if (choice.schoolYear().compareTo(schoolYear) >= 0) {
                switch (choice) {
                    case Choice.Skipped skipped -> items.add(skipped(skipped));
                    case Choice.KeptActive kept -> items.add(kept(kept));
                    case Choice.FormerKey _ -> {} // laslink keeps it, nobody chose it
                }
            }
        }
        items.sort(Comparator.comparing(Item::kind)
                .thenComparing(
                        item -> item.choice().made().map(Choice.Made::at).orElse(Instant.EPOCH),
                        Comparator.reverseOrder())
                .thenComparing(item -> item.name().orElse(""))
                .thenComparing(item -> item.id().value()));
        return List.copyOf(items);
    }

    private Item kept(Choice.KeptActive kept) {
        Optional<Pupil> pupil = roster.pupil(kept.pupil());
        return new Item(kept, RowKind.PUPIL, pupil.map(p -> p.name().full()), pupil.flatMap(this::groupOf));
    }

    private Item skipped(Choice.Skipped skipped) {
        RowKind kind = skipped.kind();
        Optional<RosterRecord> record =
                records.computeIfAbsent(kind, this::recordsOf).first(skipped.identity());
        Optional<DeliveredRecord> delivered = rows.computeIfAbsent(kind, this::rowsOf)
                .first(skipped.identity())
                .map(Row::delivered);
        return new Item(
                skipped,
                kind,
                record.map(ChoiceList::nameOf).or(() -> delivered.map(ChoiceList::nameOf)),
                delivered.flatMap(this::groupOf).or(() -> record.filter(Pupil.class::isInstance)
                        .map(Pupil.class::cast)
                        .flatMap(this::groupOf)));
    }

    private IdentityIndex<Row> rowsOf(RowKind kind) {
        return new IdentityIndex<>(
                latest.stream().filter(row -> row.kind() == kind).toList(),
                row -> row.delivered().identity());
    }

    private IdentityIndex<RosterRecord> recordsOf(RowKind kind) {
        List<? extends RosterRecord> ofKind =
                switch (kind) {
                    case GROUP -> roster.groups();
                    case TEACHER -> roster.teachers();
                    case PUPIL -> roster.pupils();
                };
        List<RosterRecord> identified = new ArrayList<>();
        ofKind.stream().filter(record -> identityOf(record).isPresent()).forEach(identified::add);
        return new IdentityIndex<>(identified, record -> identityOf(record).orElseThrow());
    }

    private static Optional<LasIdentity> identityOf(RosterRecord record) {
        return KnownRecords.eckIdOf(record).isEmpty()
                        && KnownRecords.keyOf(record).isEmpty()
                ? Optional.empty()
                : Optional.of(new LasIdentity(KnownRecords.eckIdOf(record), KnownRecords.keyOf(record)));
    }

    private Optional<String> groupOf(Pupil pupil) {
        return pupil.group().flatMap(roster::group).map(Group::name);
    }

    private Optional<String> groupOf(DeliveredRecord delivered) {
        return delivered instanceof DeliveredPupil pupil
                ? pupil.group().flatMap(key -> latest.stream()
                        .flatMap(row -> row.delivered() instanceof DeliveredGroup group
                                        && group.key().equals(key)
                                ? Optional.of(group.name()).stream()
                                : Optional.<String>empty().stream())
                        .findFirst())
                : Optional.empty();
    }

    private static String nameOf(RosterRecord record) {
        return switch (record) {
            case Group group -> group.name();
            case Teacher teacher -> teacher.name().full();
            case Pupil pupil -> pupil.name().full();
            case Choice _, Gone _ -> throw new IllegalArgumentException("record " + record.id() + " has no name");
        };
    }

    private static String nameOf(DeliveredRecord delivered) {
        return switch (delivered) {
            case DeliveredGroup group -> group.name();
            case DeliveredTeacher teacher -> teacher.name().full();
            case DeliveredPupil pupil -> pupil.name().full();
        };
    }
}
