package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;

/**
 * So much of a delivery is different that the LAS has probably changed its codes or its data. Nothing is committed without a
 * person while it lasts: somebody links everybody again, or approves it by name.
 *
 * @param number how many rows or pupils have the cause
 * @param total all of that kind
 * @param limit the most of them without a hold
 */
public record ImportHold(Cause cause, RowKind kind, int number, int total, int limit) {

    public enum Cause {
        /** Known ECK iDs and LAS keys came with another person. */
        DOUBTED,
        /** So many are new while as many known ones are missing. */
        REPLACED,
        /** Names or birth dates of nearly all of them are different. */
        CHANGED,
        /** Pupils of two groups changed places. */
        EXCHANGED
    }

    /** Who said that this hold is no mistake of the LAS. */
    public record Approval(Cause cause, RowKind kind, int number, Actor by, Instant at) {
        boolean covers(ImportHold hold) {
            return cause == hold.cause && kind == hold.kind && hold.number <= number;
        }
    }

    private static final int DOUBTED_ALWAYS_ALLOWED = 3;
    private static final int DOUBTED_PERCENT = 5;
    private static final int REPLACED_ALWAYS_ALLOWED = 5;
    private static final int REPLACED_PERCENT = 20;
    private static final int CHANGED_ALWAYS_ALLOWED = 5;
    private static final int CHANGED_PERCENT = 75;
    private static final int EXCHANGED_ALLOWED = 19;

    /** The unapproved hold with the highest number. */
    static Optional<ImportHold> of(Collection<Row> rows, Roster roster, Import.Header header) {
        Judge judge = new Judge(rows, roster, header);
        return Arrays.stream(RowKind.values())
                .flatMap(judge::of)
                .filter(hold -> hold.number > hold.limit)
                .filter(hold -> header.approval()
                        .filter(approval -> approval.covers(hold))
                        .isEmpty())
                .max(Comparator.comparingInt(ImportHold::number));
    }

    private static final class Judge {
        private final Collection<Row> rows;
        private final Roster roster;
        private final Import.Header header;
        private final KnownRecords known;
        private final Set<RecordId> linked = new HashSet<>();

        Judge(Collection<Row> rows, Roster roster, Import.Header header) {
            this.rows = rows;
            this.roster = roster;
            this.header = header;
            this.known = new KnownRecords(roster, header.las(), header.schoolYear());
            rows.forEach(row -> row.target().ifPresent(linked::add));
        }

        Stream<ImportHold> of(RowKind kind) {
            List<Row> ofKind = rows.stream().filter(row -> row.kind() == kind).toList();
            int total = ofKind.size();
            List<ImportHold> holds = new ArrayList<>();
            holds.add(new ImportHold(
                    Cause.DOUBTED,
                    kind,
                    count(ofKind.stream().filter(this::isDoubted)),
                    total,
                    Math.max(DOUBTED_ALWAYS_ALLOWED, total * DOUBTED_PERCENT / 100)));
            holds.add(new ImportHold(
                    Cause.REPLACED,
                    kind,
                    Math.min(count(ofKind.stream().filter(this::isUnknown)), missing(kind)),
                    total,
                    Math.max(REPLACED_ALWAYS_ALLOWED, total * REPLACED_PERCENT / 100)));
            holds.add(new ImportHold(
                    Cause.CHANGED,
                    kind,
                    count(ofKind.stream().filter(this::isChanged)),
                    total,
                    Math.max(CHANGED_ALWAYS_ALLOWED, total * CHANGED_PERCENT / 100)));
            if (kind == RowKind.PUPIL) {
                holds.add(new ImportHold(Cause.EXCHANGED, kind, exchanged(ofKind), total, EXCHANGED_ALLOWED));
            }
            return holds.stream();
        }

        private boolean isDoubted(Row row) {
            return row.isUndecided() && known.any(row.delivered()).isPresent();
        }

        private boolean isUnknown(Row row) {
            return row.target().isEmpty()
                    && !row.isSkipped()
                    && known.any(row.delivered()).isEmpty();
        }

        /** Records of this LAS that no row is linked to. */
        private int missing(RowKind kind) {
            return count(
                    switch (kind) {
                        case GROUP ->
                            roster.groups().stream()
                                    .filter(g -> g.isLinkedTo(header.las())
                                            && g.schoolYear().equals(header.schoolYear()))
                                    .filter(g -> !linked.contains(g.id()));
                        case TEACHER ->
                            roster.teachers().stream()
                                    .filter(t -> t.isLinkedTo(header.las()) && !linked.contains(t.id()));
                        case PUPIL ->
                            roster.pupils().stream()
                                    .filter(p -> p.active() && p.isLinkedTo(header.las()))
                                    .filter(p -> !linked.contains(p.id()));
                    });
        }

        private boolean isChanged(Row row) {
            return row.target()
                    .flatMap(roster::find)
                    .filter(record -> isChanged(row, record))
                    .isPresent();
        }

        private static boolean isChanged(Row row, RosterRecord record) {
            return switch (row.delivered()) {
                case DeliveredGroup group ->
                    record instanceof Group before
                            && group.named()
                            && !group.name().equals(before.name());
                case DeliveredTeacher teacher ->
                    record instanceof Teacher before && isChanged(teacher.name(), before.name());
                case DeliveredPupil pupil ->
                    record instanceof Pupil before
                            && (isChanged(pupil.name(), before.name())
                                    || pupil.birthDate().isPresent()
                                            && !pupil.birthDate().equals(before.birthDate()));
            };
        }

        private static boolean isChanged(PersonName now, PersonName before) {
            return !now.keptBeside(Optional.of(before)).full().equals(before.full());
        }

        /** Of each two groups as many as went from one to the other and back. */
        private int exchanged(List<Row> pupils) {
            Map<LasKey, RecordId> groups = new HashMap<>();
            rows.stream().filter(row -> row.kind() == RowKind.GROUP).forEach(row -> row.target()
                    .ifPresent(id -> groups.put(((DeliveredGroup) row.delivered()).key(), id)));
            Map<List<RecordId>, Integer> moves = new HashMap<>();
            for (Row row : pupils) {
                Optional<RecordId> before = row.target().flatMap(roster::pupil).flatMap(Pupil::group);
                Optional<RecordId> now = row.delivered() instanceof DeliveredPupil pupil
                        ? pupil.group().map(groups::get)
                        : Optional.empty();
                if (before.isPresent() && now.isPresent() && !before.equals(now)) {
                    moves.merge(List.of(before.get(), now.get()), 1, Integer::sum);
                }
            }
            return moves.entrySet().stream()
                    .mapToInt(move -> Math.min(
                            move.getValue(), moves.getOrDefault(move.getKey().reversed(), 0)))
                    .sum();
        }

        private static int count(Stream<?> all) {
            return Math.toIntExact(all.count());
        }
    }
}
