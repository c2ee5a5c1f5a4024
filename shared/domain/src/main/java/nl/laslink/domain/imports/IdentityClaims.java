package nl.laslink.domain.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;
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
import nl.laslink.domain.school.SchoolYear;

/**
 * Which record has each ECK iD and LAS key after a commit. One identity is on one record: another record that had it loses it
 * and is not linked any more, so that no result goes out under a key of somebody else.
 */
final class IdentityClaims {
    private record Claimed<I>(RowKind kind, I identity) {}

    private static final RecordId NOBODY = new RecordId("nobody");

    private final LasTypeCode las;
    private final SchoolYear schoolYear;
    private final Map<Claimed<LasKey>, RecordId> byKey = new HashMap<>();
    private final Map<Claimed<EckId>, RecordId> byEckId = new HashMap<>();

    IdentityClaims(List<Row> rows, LasTypeCode las, SchoolYear schoolYear) {
        this.las = las;
        this.schoolYear = schoolYear;
        for (Row row : rows) {
            row.recordAfterCommit().ifPresent(record -> {
                row.delivered().identity().lastingKey().ifPresent(k -> claim(byKey, row.kind(), k, record));
                row.delivered().identity().eckId().ifPresent(e -> claim(byEckId, row.kind(), e, record));
            });
        }
    }

    /** What two records claim, neither has. */
    private static <I> void claim(Map<Claimed<I>, RecordId> claims, RowKind kind, I identity, RecordId record) {
        claims.merge(new Claimed<>(kind, identity), record, (one, other) -> one.equals(other) ? one : NOBODY);
    }

    /** Changes the entries of records that lose an identity, and adds one for each such record without an entry. */
    void takeFromOthers(List<PlanEntry> entries, Roster roster) {
        Map<RecordId, Integer> places = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            PlanEntry entry = entries.get(i);
            places.put(entry.after().id(), i);
            entries.set(i, new PlanEntry(entry.before(), remaining(entry.after())));
        }
        Stream.of(roster.groups(), roster.teachers(), roster.pupils())
                .flatMap(List::stream)
                .map(RosterRecord.class::cast)
                .filter(record -> !places.containsKey(record.id()))
                .forEach(record -> {
                    RosterRecord remaining = remaining(record);
                    if (!remaining.equals(record)) {
                        entries.add(new PlanEntry(Optional.of(record), remaining));
                    }
                });
    }

    private RosterRecord remaining(RosterRecord record) {
        return switch (record) {
            // A LAS may give a group the key of a group of last year.
            case Group g when !g.schoolYear().equals(schoolYear) -> g;
            case Group g ->
                new Group(
                        g.id(),
                        g.name(),
                        g.yearGroup(),
                        g.composite(),
                        g.schoolYear(),
                        number(RowKind.GROUP, g.id(), g.externalNumber()));
            case Teacher t ->
                new Teacher(
                        t.id(),
                        t.name(),
                        t.email(),
                        t.groups(),
                        eckId(RowKind.TEACHER, t.id(), t.eckId()),
                        number(RowKind.TEACHER, t.id(), t.externalNumber()));
            case Pupil p ->
                new Pupil(
                        p.id(),
                        p.name(),
                        p.birthDate(),
                        p.yearGroup(),
                        p.group(),
                        p.compositeGroups(),
                        p.active(),
                        eckId(RowKind.PUPIL, p.id(), p.eckId()),
                        number(RowKind.PUPIL, p.id(), p.externalNumber()),
                        p.tests(),
                        p.inactivity(),
                        p.formerGroups());
            case Choice _, Gone _ -> record;
        };
    }

    private Optional<EckId> eckId(RowKind kind, RecordId record, Optional<EckId> eckId) {
        return eckId.filter(e -> isFree(byEckId.get(new Claimed<>(kind, e)), record));
    }

    private Optional<ExternalNumber> number(RowKind kind, RecordId record, Optional<ExternalNumber> number) {
        return number.map(n -> n.las().equals(las)
                ? new ExternalNumber(las, n.key().filter(k -> isFree(byKey.get(new Claimed<>(kind, k)), record)))
                : n);
    }

    private static boolean isFree(RecordId claimed, RecordId record) {
        return claimed == null || claimed.equals(record);
    }
}
