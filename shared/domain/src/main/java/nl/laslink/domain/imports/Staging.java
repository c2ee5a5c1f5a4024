package nl.laslink.domain.imports;

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
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.link.LasTypeCode;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolYear;

/**
 * Turns a delivery into the rows of the open import. Rows are known by their LAS identity: a person's decision stays while
 * the LAS sends the same, and is asked again when it sends something else. Nothing links by itself but by ECK iD or LAS key.
 */
public final class Staging {
    private final ImportId importId;
    private final Roster roster;
    private final LasTypeCode las;
    private final Ids ids;
    private final boolean isLinkedToLas;

    public Staging(ImportId importId, Roster roster, LasTypeCode las, Ids ids) {
        this.importId = importId;
        this.roster = roster;
        this.las = las;
        this.ids = ids;
        this.isLinkedToLas = roster.isLinkedTo(las);
    }

    /** All rows as they are now, those among them that are to be written, and the rows whose record is no longer delivered. */
    public record Staged(List<Row> rows, List<Row> written, List<RowId> gone) {}

    public Staged stage(Delivery delivery, List<Row> previous) {
        Matching matching = new Matching(roster, las, delivery.schoolYear());
        List<Row> rows = new ArrayList<>();
        Map<LasKey, RecordId> groups = new HashMap<>();
        Set<Row> before = new LinkedHashSet<>(previous);

        List<Row> groupRows = rows(RowKind.GROUP, delivery.groups(), matching, before, groups, delivery);
        groupRows.forEach(
                row -> row.target().ifPresent(target -> groups.put(((DeliveredGroup) row.delivered()).key(), target)));
        // A group nobody confirmed yet still says something about its pupils: its best proposal stands in for it.
        groupRows.stream()
                .filter(row -> row.target().isEmpty() && !row.proposals().isEmpty())
                .forEach(row -> groups.put(
                        ((DeliveredGroup) row.delivered()).key(),
                        row.proposals().getFirst().record()));
        rows.addAll(groupRows);
        rows.addAll(rows(RowKind.TEACHER, delivery.teachers(), matching, before, groups, delivery));
        rows.addAll(rows(RowKind.PUPIL, delivery.pupils(), matching, before, groups, delivery));

        Set<RowId> kept = new HashSet<>();
        rows.forEach(row -> kept.add(row.id()));
        return new Staged(
                List.copyOf(rows),
                rows.stream().filter(row -> !before.contains(row)).toList(),
                previous.stream().map(Row::id).filter(id -> !kept.contains(id)).toList());
    }

    /** The active pupils of the school whom these are by ECK iD or LAS key. */
    public Set<RecordId> active(List<DeliveredPupil> left, SchoolYear schoolYear) {
        Matching matching = new Matching(roster, las, schoolYear);
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
        Set<RecordId> taken = new HashSet<>();
        IdentityIndex<Row> before = new IdentityIndex<>(
                previous.stream().filter(row -> row.kind() == kind).toList(),
                row -> row.delivered().identity());
        IdentityIndex<Choice.Skipped> skipped = skipped(kind, delivery.schoolYear());
        for (DeliveredRecord record : delivered) {
            Row row = identified(record, before.first(record.identity()), matching, skipped);
            if (row.target().isPresent() && !taken.add(row.target().get())) {
                row = row.with(new Decision.Undecided(), Optional.empty(), false);
            }
            byIdentity.add(row);
        }
        taken.addAll(Matching.targets(byIdentity));
        List<Row> proposed = byIdentity.stream()
                .map(row -> proposed(row, matching, taken, groups))
                .toList();
        Set<RecordId> claimed = claimedByName(proposed);
        return proposed.stream()
                .map(row -> withoutLookAlikes(row, claimed))
                .map(row -> keepVersion(row, previous))
                .toList();
    }

    /** The records of which exactly one row has the name. */
    private static Set<RecordId> claimedByName(List<Row> rows) {
        Map<RecordId, Integer> claims = new HashMap<>();
        rows.stream()
                .filter(row -> row.decision() instanceof Decision.Undecided)
                .forEach(row -> row.proposals().stream()
                        .filter(p -> p.isExact(row.kind()))
                        .forEach(p -> claims.merge(p.record(), 1, Integer::sum)));
        return claims.entrySet().stream()
                .filter(claim -> claim.getValue() == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Whose name is exactly that of another row is not proposed for one that is only alike: twins look alike. */
    private static Row withoutLookAlikes(Row row, Set<RecordId> claimed) {
        if (!(row.decision() instanceof Decision.Undecided)) {
            return row;
        }
        List<Proposal> left = row.proposals().stream()
                .filter(p -> !p.isLookAlike() || !claimed.contains(p.record()))
                .toList();
        Row kept = row.withProposals(left);
        return left.isEmpty() ? kept.with(new Decision.AddNew(Basis.DEFAULT), Optional.empty(), false) : kept;
    }

    /** The row with what identity, an earlier decision or a remembered choice says about it. */
    private Row identified(
            DeliveredRecord record, Optional<Row> before, Matching matching, IdentityIndex<Choice.Skipped> skipped) {
        Row row = before.map(b -> new Row(
                        b.id(),
                        importId,
                        record,
                        new Decision.Undecided(),
                        Optional.empty(),
                        List.of(),
                        b.newRecord(),
                        b.typedEmail(),
                        false,
                        b.changed(),
                        b.version()))
                .orElseGet(() -> new Row(
                        new RowId(ids.next()),
                        importId,
                        record,
                        new Decision.Undecided(),
                        Optional.empty(),
                        List.of(),
                        new RecordId(ids.next()),
                        Optional.empty(),
                        false,
                        false,
                        0));
        Optional<Decision> decided =
                before.map(Row::decision).filter(Staging::isOfPerson).filter(this::stillPossible);
        boolean sameAsDecided = before.filter(b -> b.delivered().equals(record)).isPresent();
        if (decided.isPresent() && sameAsDecided) {
            return before.get();
        }
        Row asked = decided.isPresent() ? row.asChanged() : row;
        return switch (matching.known(record)) {
            case Matching.Known.By(RosterRecord existing, Basis basis) ->
                skipped.first(record.identity()).isPresent()
                        ? asked.with(new Decision.Skip(Basis.REMEMBERED), Optional.of(existing.id()), false)
                        : asked.with(
                                new Decision.LinkTo(existing.id(), basis),
                                Optional.of(existing.id()),
                                settles(existing));
            case Matching.Known.Conflict(RosterRecord byEckId, RosterRecord byKey) ->
                asked.withProposals(List.of(new Proposal(byEckId.id(), Set.of()), new Proposal(byKey.id(), Set.of())));
            case Matching.Known.Nobody() ->
                skipped.first(record.identity()).isPresent()
                        ? asked.with(new Decision.Skip(Basis.REMEMBERED), Optional.empty(), false)
                        : asked;
        };
    }

    private Row proposed(Row row, Matching matching, Set<RecordId> taken, Map<LasKey, RecordId> groups) {
        if (!(row.decision() instanceof Decision.Undecided)) {
            // Skipped people keep their proposals, so that skipping never makes somebody a leaver.
            return row.decision() instanceof Decision.Skip
                            && row.known().isEmpty()
                            && row.proposals().isEmpty()
                    ? row.withProposals(matching.proposals(row.delivered(), taken, groups))
                    : row;
        }
        List<Proposal> proposals =
                row.proposals().isEmpty() ? matching.proposals(row.delivered(), taken, groups) : row.proposals();
        return proposals.isEmpty()
                ? row.with(new Decision.AddNew(Basis.DEFAULT), Optional.empty(), false)
                : row.withProposals(proposals);
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
        return previous.contains(row) ? row : row.nextVersion();
    }
}
