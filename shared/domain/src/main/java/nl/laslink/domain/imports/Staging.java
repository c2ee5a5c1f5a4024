package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolYear;

/**
 * Turns a delivery into the rows of the open import. Rows are known by their LAS identity: a person's decision stays while
 * the LAS sends the same, and is asked again when it sends something else. Only ECK iD or LAS key link
 * without a question, and only if {@link IdentityCheck} does not doubt them.
 */
public final class Staging {
    private static final Decision STARTS_LATER = new Decision.Skip(Basis.STARTS_LATER);

    private final Roster roster;
    private final LasTypeCode las;
    private final Ids ids;
    private final boolean isLinkedToLas;

    public Staging(Roster roster, LasTypeCode las, Ids ids) {
        this.roster = roster;
        this.las = las;
        this.ids = ids;
        this.isLinkedToLas = roster.isLinkedTo(las);
    }

    /** The rows that this delivery makes of the rows before; a record that is no longer delivered has none. */
    public List<Row> stage(Delivery delivery, List<Row> previous) {
        Matching matching = new Matching(roster, las, delivery.schoolYear(), records(delivery));
        List<Row> rows = new ArrayList<>();
        Map<LasKey, RecordId> groups = new HashMap<>();
        Set<Row> before = new LinkedHashSet<>(previous);

        List<Row> groupRows = rows(RowKind.GROUP, delivery.groups(), matching, before, groups, delivery);
        groups.putAll(groupRecords(groupRows));
        rows.addAll(groupRows);
        rows.addAll(rows(RowKind.TEACHER, delivery.teachers(), matching, before, groups, delivery));
        rows.addAll(rows(RowKind.PUPIL, delivery.pupils(), matching, before, groups, delivery));

        return List.copyOf(rows);
    }

    /** The existing record that each delivered group is; of a group that nobody confirmed yet the best proposal. */
    public static Map<LasKey, RecordId> groupRecords(Collection<Row> rows) {
        Map<LasKey, RecordId> records = new HashMap<>();
        for (Row row : rows) {
            if (row.delivered() instanceof DeliveredGroup group) {
                row.target()
                        .or(() -> row.proposals().stream().findFirst().map(Proposal::record))
                        .ifPresent(record -> records.put(group.key(), record));
            }
        }
        return records;
    }

    private static List<DeliveredRecord> records(Delivery delivery) {
        List<DeliveredRecord> records = new ArrayList<>(delivery.groups());
        records.addAll(delivery.teachers());
        records.addAll(delivery.pupils());
        return records;
    }

    /** The active pupils of the school whom these are by ECK iD or LAS key. */
    public Set<RecordId> active(List<DeliveredPupil> left, SchoolYear schoolYear) {
        Matching matching = new Matching(roster, las, schoolYear, List.of());
        Set<RecordId> active = new HashSet<>();
        for (DeliveredPupil pupil : left) {
            if (matching.known(pupil) instanceof Matching.Known.By(Pupil known, Basis _) && known.active()) {
                active.add(known.id());
            }
        }
        return active;
    }

    private List<Row> rows(
            RowKind kind,
            List<? extends DeliveredRecord> delivered,
            Matching matching,
            Set<Row> previous,
            Map<LasKey, RecordId> groups,
            Delivery delivery) {
        List<Row> byIdentity = new ArrayList<>();
        Claims claims = new Claims();
        IdentityIndex<Row> before = new IdentityIndex<>(
                previous.stream().filter(row -> row.kind() == kind).toList(),
                row -> row.delivered().identity());
        IdentityIndex<Choice.Skipped> skipped = skipped(kind, delivery.schoolYear());
        Set<RowId> used = new HashSet<>();
        for (DeliveredRecord record : delivered) {
            // Two people with one identity keep a row each.
            Optional<Row> earlier = before.all(record.identity())
                    .filter(row -> !used.contains(row.id()))
                    .min(Comparator.comparing(row -> !row.delivered().equals(record)));
            earlier.ifPresent(row -> used.add(row.id()));
            Row row = identified(record, earlier, matching, skipped);
            Row free = row.target().flatMap(t -> claims.taker(t, row.id())).isPresent() ? asking(row, earlier) : row;
            free.target().ifPresent(t -> claims.add(t, free.id()));
            byIdentity.add(free);
        }
        Set<RecordId> taken = Matching.targets(byIdentity);
        List<Row> proposed = byIdentity.stream()
                .map(row -> proposed(row, matching, taken, groups))
                .toList();
        Set<RecordId> claimed = claimedByName(proposed);
        List<Row> narrowed =
                proposed.stream().map(row -> withoutLookAlikes(row, claimed)).toList();
        return new DoubleRegistrations(narrowed, roster)
                .asking().stream().map(row -> keepVersion(row, previous)).toList();
    }

    /** The records whose name exactly one row has. */
    private static Set<RecordId> claimedByName(List<Row> rows) {
        Map<RecordId, Integer> claims = new HashMap<>();
        rows.stream().filter(Row::isUndecided).forEach(row -> row.proposals().stream()
                .filter(p -> p.isExact(row.kind()))
                .forEach(p -> claims.merge(p.record(), 1, Integer::sum)));
        return claims.entrySet().stream()
                .filter(claim -> claim.getValue() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whose name is exactly that of another row is not proposed for one that is only alike: twins look alike. */
    private static Row withoutLookAlikes(Row row, Set<RecordId> claimed) {
        if (!(row instanceof Row.Unknown unknown) || !row.isUndecided()) {
            return row;
        }
        return undecided(
                unknown,
                unknown.proposals().stream()
                        .filter(p -> !p.isLookAlike(row.kind()) || !claimed.contains(p.record()))
                        .toList());
    }

    /** A row that asks which of these it is; without any it is new. */
    private static Row undecided(Row.Unknown row, List<Proposal> proposals) {
        return row.with(decisionOn(proposals), proposals);
    }

    static Decision decisionOn(List<Proposal> proposals) {
        return proposals.isEmpty() ? new Decision.AddNew(Basis.DEFAULT) : new Decision.Undecided();
    }

    /** The row with what identity, an earlier decision or a remembered choice says about it. */
    private Row identified(
            DeliveredRecord record, Optional<Row> before, Matching matching, IdentityIndex<Choice.Skipped> skipped) {
        boolean isDecided = before.map(Row::decision)
                .filter(Staging::isOfPerson)
                .filter(this::stillPossible)
                .isPresent();
        boolean isSame = before.filter(b -> b.delivered().equals(record)).isPresent();
        if (isDecided && isSame) {
            return before.get();
        }
        Draft draft = new Draft(
                before.map(Row::id).orElseGet(() -> new RowId(ids.next())),
                record,
                before.flatMap(Row::typedEmail),
                isDecided || before.filter(Row::changed).isPresent(),
                before.map(Row::version).orElse(0L),
                before.flatMap(Staging::newRecord));
        Optional<Decision> skip = skip(record, skipped);
        return switch (matching.known(record)) {
            case Matching.Known.By(RosterRecord existing, Basis basis) -> {
                boolean isActive = !(existing instanceof Pupil pupil) || pupil.active();
                if (skip.isPresent() && !(isActive && skip.get().equals(STARTS_LATER))) {
                    yield draft.known(existing.id(), skip.get());
                }
                yield settles(existing)
                        ? new Row.Settled(draft.id, record, existing.id(), basis, draft.version)
                        : draft.known(existing.id(), new Decision.LinkTo(existing.id(), basis));
            }
            case Matching.Known.Conflict(RosterRecord byEckId, RosterRecord byKey) ->
                draft.unknown(
                        new Decision.Undecided(),
                        List.of(
                                new Proposal(byEckId.id(), Set.of(Proposal.Reason.SAME_IDENTITY)),
                                new Proposal(byKey.id(), Set.of(Proposal.Reason.SAME_IDENTITY))));
            case Matching.Known.Doubted(RosterRecord existing) ->
                draft.unknown(
                        skip.orElseGet(Decision.Undecided::new),
                        List.of(new Proposal(existing.id(), Set.of(Proposal.Reason.SAME_IDENTITY))));
            case Matching.Known.SpelledOtherwise(RosterRecord existing) ->
                draft.known(existing.id(), new Decision.LinkTo(existing.id(), Basis.LAS_KEY));
            case Matching.Known.Nobody() -> draft.unknown(skip.orElseGet(Decision.Undecided::new), List.of());
        };
    }

    private static Optional<Decision> skip(DeliveredRecord record, IdentityIndex<Choice.Skipped> skipped) {
        if (skipped.first(record.identity()).isPresent()) {
            return Optional.of(new Decision.Skip(Basis.REMEMBERED));
        }
        return record instanceof DeliveredPupil pupil && pupil.startsOn().isPresent()
                ? Optional.of(STARTS_LATER)
                : Optional.empty();
    }

    /** The warnings about these rows that only a comparison with the roster gives. */
    public List<Delivery.Warning> warnings(List<Row> rows) {
        int spelledOtherwise = Math.toIntExact(
                rows.stream().filter(this::isKeySpelledOtherwise).count());
        return spelledOtherwise == 0
                ? List.of()
                : List.of(new Delivery.Warning(Delivery.Kind.KEY_SPELLED_OTHERWISE, spelledOtherwise));
    }

    private boolean isKeySpelledOtherwise(Row row) {
        Optional<LasKey> delivered = row.delivered().identity().lastingKey();
        return row instanceof Row.Known known
                && roster.find(known.record())
                        .flatMap(KnownRecords::keyOf)
                        .filter(key -> delivered
                                .filter(d -> !d.equals(key) && d.loosely().equals(key.loosely()))
                                .isPresent())
                        .isPresent();
    }

    private static Optional<RecordId> newRecord(Row row) {
        return row instanceof Row.Unknown unknown ? Optional.of(unknown.newRecord()) : Optional.empty();
    }

    /** What a row keeps of the row before it, whatever case it becomes. */
    private final class Draft {
        private final RowId id;
        private final DeliveredRecord delivered;
        private final Optional<EmailAddress> typedEmail;
        private final boolean changed;
        private final long version;
        private final RecordId newRecord;

        Draft(
                RowId id,
                DeliveredRecord delivered,
                Optional<EmailAddress> typedEmail,
                boolean changed,
                long version,
                Optional<RecordId> newRecord) {
            this.id = id;
            this.delivered = delivered;
            this.typedEmail = typedEmail;
            this.changed = changed;
            this.version = version;
            // Taken for every row, so that the ids of a delivery do not depend on what is known of it.
            this.newRecord = newRecord.orElseGet(() -> new RecordId(ids.next()));
        }

        Row known(RecordId record, Decision decision) {
            return new Row.Known(id, delivered, record, decision, typedEmail, changed, version);
        }

        Row unknown(Decision decision, List<Proposal> proposals) {
            return new Row.Unknown(id, delivered, newRecord, proposals, decision, typedEmail, changed, version);
        }
    }

    /** A row whose record another row took: a person must look. */
    private Row asking(Row row, Optional<Row> earlier) {
        return new Draft(
                        row.id(),
                        row.delivered(),
                        row.typedEmail(),
                        row.changed(),
                        row.version(),
                        earlier.flatMap(Staging::newRecord))
                .unknown(new Decision.Undecided(), row.proposals());
    }

    private static Row proposed(Row row, Matching matching, Set<RecordId> taken, Map<LasKey, RecordId> groups) {
        if (!(row instanceof Row.Unknown unknown) || !(row.isUndecided() || row.isSkipped())) {
            return row;
        }
        List<RecordId> identified =
                row.proposals().stream().map(Proposal::record).toList();
        List<Proposal> proposals = identified.isEmpty()
                ? matching.proposals(row.delivered(), taken, groups)
                : matching.doubtedProposals(identified, row.delivered(), taken, groups);
        // Skipped people keep their proposals, so that skipping makes no record a leaver.
        return row.isSkipped() ? unknown.with(row.decision(), proposals) : undecided(unknown, proposals);
    }

    /**
     * In a school that was imported from this LAS before, what is known by identity asks nothing, unless the pupil was made
     * inactive: then a person says whether the pupil is back.
     */
    private boolean settles(RosterRecord existing) {
        boolean isActive = !(existing instanceof Pupil pupil) || pupil.active();
        return isActive && isLinkedToLas;
    }

    private IdentityIndex<Choice.Skipped> skipped(RowKind kind, SchoolYear schoolYear) {
        List<Choice.Skipped> skipped = roster.choices().stream()
                .filter(Choice.Skipped.class::isInstance)
                .map(Choice.Skipped.class::cast)
                .filter(c -> c.las().equals(las) && c.schoolYear().equals(schoolYear) && c.kind() == kind)
                .toList();
        return new IdentityIndex<>(skipped, Choice.Skipped::identity);
    }

    private boolean stillPossible(Decision decision) {
        return !(decision instanceof Decision.LinkTo link)
                || roster.find(link.target()).isPresent();
    }

    private static boolean isOfPerson(Decision decision) {
        return switch (decision) {
            case Decision.AddNew(Basis basis) -> basis == Basis.PERSON;
            case Decision.LinkTo(RecordId _, Basis basis) -> basis == Basis.PERSON;
            case Decision.Skip(Basis basis) -> basis == Basis.PERSON;
            case Decision.Undecided() -> false;
        };
    }

    /** A row that came out as it was is not written again; any other gets the next version. */
    private static Row keepVersion(Row row, Set<Row> previous) {
        return previous.contains(row) ? row : row.withVersion(row.version() + 1);
    }
}
