package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.Ids;

/**
 * An open import, its rows and the roster they are compared with. It knows what waits, what a row may become, what a commit
 * would do and who would leave. Immutable.
 */
public final class Review {
    /** As many rows as one decision of a person may be about. */
    private static final int MOST_AT_ONCE = 1000;

    private final Import.Open open;
    private final Optional<StagedRows> staged;
    private final Map<RowId, Row> rows;
    private final Roster roster;

    public Review(Import.Open open, StagedRows staged, Roster roster) {
        this(open, Optional.of(staged), byId(staged.rows()), roster);
    }

    /** A review as it would be stored; no decision can be based on it. */
    public static Review of(Import.Open open, List<Row> rows, Roster roster) {
        return new Review(open, Optional.empty(), byId(rows), roster);
    }

    private Review(Import.Open open, Optional<StagedRows> staged, Map<RowId, Row> rows, Roster roster) {
        this.open = open;
        this.staged = staged;
        this.rows = rows;
        this.roster = roster;
    }

    private static Map<RowId, Row> byId(List<Row> rows) {
        Map<RowId, Row> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId;
    }

    public Import.Open open() {
        return open;
    }

    public Import.Header header() {
        return open.header();
    }

    /** The rows as the store gave them, on which a decision is based. */
    public StagedRows staged() {
        return staged.orElseThrow();
    }

    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    public Roster roster() {
        return roster;
    }

    /** What waits for a person's decision. */
    public Waiting waiting() {
        return Waiting.of(rows.values(), roster, header());
    }

    /** The number of rows that need a choice before the import can be confirmed. */
    public int undecided() {
        return Math.toIntExact(rows.values().stream().filter(Row::isUndecided).count());
    }

    /** The pupils who would become inactive, by surname, also those whom a person keeps active. */
    public List<Leavers.Leaver> leavers() {
        return Leavers.of(rows.values(), roster, header());
    }

    /** A group of this LAS whose active pupils would leave because the answer has no such group. Immutable. */
    public record MissingGroup(String name, int pupils) {}

    /** By name. */
    public List<MissingGroup> missingGroups() {
        Map<RecordId, Integer> pupils = new HashMap<>();
        leavers().stream()
                .filter(leaver -> leaver.reason() == Leavers.Reason.GROUP_MISSING)
                .forEach(leaver -> leaver.pupil().group().ifPresent(group -> pupils.merge(group, 1, Integer::sum)));
        return pupils.entrySet().stream()
                .flatMap(missing -> roster.group(missing.getKey()).stream()
                        .map(group -> new MissingGroup(group.name(), missing.getValue())))
                .sorted(Comparator.comparing(MissingGroup::name))
                .toList();
    }

    /** What the press of a person would commit. */
    public ImportPlan plan(Ids ids) {
        return ImportPlan.whole(rows(), stillTrue(), roster, header(), ids);
    }

    /**
     * The rows without those that were linked without a question and that the roster contradicts since: they wait for the next
     * contact. A commit may have changed the roster while the rows were staged.
     */
    private List<Row> stillTrue() {
        if (staged.isEmpty()) {
            return rows();
        }
        Matching matching = new Matching(
                roster,
                header().las(),
                header().schoolYear(),
                rows.values().stream().map(Row::delivered).toList());
        return rows.values().stream()
                .filter(row -> !(row instanceof Row.Settled settled) || isStillTrue(settled, matching))
                .toList();
    }

    private static boolean isStillTrue(Row.Settled row, Matching matching) {
        return switch (matching.known(row.delivered())) {
            case Matching.Known.By(RosterRecord existing, Basis _) ->
                existing.id().equals(row.record());
            // Under a disposable key a person linked it, and nothing names it for good.
            case Matching.Known.Nobody() -> !row.delivered().identity().isLasting();
            case Matching.Known.Conflict _, Matching.Known.Doubted _, Matching.Known.SpelledOtherwise _ -> false;
        };
    }

    /** Why nothing is committed without a person. */
    public Optional<ImportHold> hold() {
        return ImportHold.of(rows.values(), roster, header());
    }

    /** Why the leavers stay active for now. */
    public Optional<LeaverHold> leaverHold() {
        return LeaverHold.of(rows.values(), roster, header());
    }

    /** The open import after this person said that the hold is no mistake of the LAS; none without a hold. */
    public Optional<Import.Open> approvingHold(Actor by, Instant at) {
        return hold().map(hold -> header().approving(
                                Optional.of(new ImportHold.Approval(hold.cause(), hold.kind(), hold.number(), by, at))))
                .map(header -> approved(header, by, at));
    }

    /** The open import after this person said that so many leave; none without a hold of leavers. */
    public Optional<Import.Open> approvingLeavers(Actor by, Instant at) {
        int leaving = Leavers.leaving(rows.values(), roster, header()).size();
        return leaverHold()
                .map(_ -> header().approvingLeavers(Optional.of(new LeaverHold.Approval(leaving, by, at))))
                .map(header -> approved(header, by, at));
    }

    private Import.Open approved(Import.Header header, Actor by, Instant at) {
        return new Import.Open(header.decided(by, at), open.reviewAgain(), open.version() + 1);
    }

    /**
     * Links every undecided row again that only one record can be: by ECK iD when the name fits, else by equal name and birth
     * date. What remains is decided row by row.
     */
    public Decided relinkEverybody(Actor by, Instant at) {
        List<RequestedDecision> links = relinks().entrySet().stream()
                .limit(MOST_AT_ONCE)
                .map(link -> new RequestedDecision(
                        link.getKey(),
                        rows.get(link.getKey()).version(),
                        Optional.of(Category.EXISTING),
                        Optional.of(link.getValue()),
                        Optional.empty()))
                .toList();
        return decide(links, Map.of(), by, at);
    }

    /** The undecided rows that {@link #relinkEverybody} links, with the record of each. */
    public Map<RowId, RecordId> relinks() {
        Map<RowId, RecordId> links = new LinkedHashMap<>(certainMatches());
        Claims claims = Claims.of(rows.values());
        links.forEach((row, record) -> claims.add(record, row));
        for (Row row : rows.values()) {
            if (row.isUndecided() && !links.containsKey(row.id())) {
                row.proposals().stream()
                        .filter(p -> hasEckId(p.record(), row) && p.hasNamesAlike())
                        .map(Proposal::record)
                        .filter(record -> claims.taker(record, row.id()).isEmpty())
                        .findFirst()
                        .ifPresent(record -> {
                            links.put(row.id(), record);
                            claims.add(record, row.id());
                        });
            }
        }
        return Map.copyOf(links);
    }

    private boolean hasEckId(RecordId record, Row row) {
        Optional<EckId> eckId = row.delivered().identity().eckId();
        return eckId.isPresent()
                && roster.find(record)
                        .filter(existing -> KnownRecords.eckIdOf(existing).equals(eckId))
                        .isPresent();
    }

    /** What is committed without a question. */
    public ImportPlan quietPlan() {
        if (hold().isPresent()) {
            return ImportPlan.NOTHING;
        }
        return ImportPlan.quiet(stillTrue(), roster, header().las(), header().schoolYear());
    }

    /** Whether nothing is asked and nothing is left to commit. */
    public boolean isFinished() {
        return rows.values().stream().noneMatch(Row::waits)
                && leavers().isEmpty()
                && stillTrue().size() == rows.size()
                && quietPlan().entries().isEmpty();
    }

    /** The lists into which a person may move this row. */
    public static Set<Category> mayBecome(Row row) {
        return switch (row) {
            case Row.Settled _ -> EnumSet.noneOf(Category.class);
            case Row.Known _ -> EnumSet.of(Category.EXISTING, Category.SKIP);
            case Row.Unknown _ -> EnumSet.of(Category.NEW, Category.EXISTING, Category.SKIP);
        };
    }

    /**
     * The undecided rows that one press may link together, with the record: their only proposal has an equal name, and no
     * other row is or would be linked to that record.
     */
    public Map<RowId, RecordId> certainMatches() {
        Claims claims = Claims.of(rows.values());
        Map<RowId, RecordId> single = new HashMap<>();
        for (Row row : rows.values()) {
            List<Proposal> proposals = row.proposals();
            if (row.isUndecided()
                    && proposals.size() == 1
                    && proposals.getFirst().isExact(row.kind())) {
                single.put(row.id(), proposals.getFirst().record());
                claims.add(proposals.getFirst().record(), row.id());
            }
        }
        single.entrySet().removeIf(match -> claims.taker(match.getValue(), match.getKey())
                .isPresent());
        return Map.copyOf(single);
    }

    /** Who has the mail address of this row, or its name and birth date, by each undecided row that asks about it. */
    public Map<RowId, String> alreadyThere() {
        Map<RowId, String> holders = new HashMap<>();
        for (RowKind kind : RowKind.values()) {
            List<Row> ofKind =
                    rows.values().stream().filter(row -> row.kind() == kind).toList();
            holders.putAll(new DoubleRegistrations(ofKind, roster).holders());
        }
        return holders;
    }

    public Optional<Row> row(String id) {
        return rows.values().stream().filter(row -> row.id().value().equals(id)).findFirst();
    }

    /** Every existing record of the row's kind: first what is proposed for it, then the others, each by name. */
    public List<Candidate> candidates(Row row) {
        Claims claims = Claims.of(rows.values());
        Map<RecordId, Set<Proposal.Reason>> proposed =
                row.proposals().stream().collect(Collectors.toMap(Proposal::record, Proposal::reasons));
        List<? extends RosterRecord> ofKind =
                switch (row.kind()) {
                    case GROUP -> roster.groups();
                    case TEACHER -> roster.teachers();
                    case PUPIL -> roster.pupils();
                };
        return ofKind.stream()
                .map(record -> new Candidate(
                        record,
                        proposed.getOrDefault(record.id(), Set.of()),
                        claims.taker(record.id(), row.id()).map(rows::get)))
                .sorted(Comparator.comparing((Candidate c) -> c.reasons().isEmpty())
                        .thenComparing(c -> NameForm.plain(nameOf(c.record()))))
                .toList();
    }

    private static String nameOf(RosterRecord record) {
        return switch (record) {
            case Group group -> group.name();
            case Teacher teacher -> teacher.name().full();
            case Pupil pupil -> pupil.name().full();
            case Choice _, Gone _ -> throw new IllegalArgumentException("record " + record.id() + " has no name");
        };
    }

    /** The pupils who were taken along when these groups were skipped. */
    public List<Row> pupilsOfSkipped(Review before, Collection<Row> decided) {
        SkippedGroups skipped = SkippedGroups.of(decided);
        return rows.values().stream()
                .filter(row -> row.decision().equals(SkippedGroups.GOES_ALONG) && skipped.have(row.delivered()))
                .filter(row -> !before.rows.get(row.id()).isSkipped())
                .toList();
    }

    /** The pupils who went along with the groups that this decision brought back, and came back with them. */
    public List<Row> pupilsOfReturned(Review before, Collection<Row> decided) {
        SkippedGroups returned = returned(before, decided);
        return rows.values().stream()
                .filter(row -> !row.isSkipped() && returned.have(row.delivered()))
                .filter(row -> before.rows.get(row.id()).decision().equals(SkippedGroups.GOES_ALONG))
                .toList();
    }

    /** The groups that were skipped before and are not after this decision. */
    private static SkippedGroups returned(Review before, Collection<Row> decided) {
        return SkippedGroups.of(decided.stream()
                .filter(row -> !row.isSkipped())
                .flatMap(row -> Optional.ofNullable(before.rows.get(row.id())).stream())
                .toList());
    }

    public sealed interface Decided {
        /** {@code next} is the review after it; {@code rows} are those that a store writes. */
        record Taken(Review next, List<Row> rows) implements Decided {}

        /** A row is not there, or not in the version that the request was based on. */
        record Moved() implements Decided {}

        /** All or none is taken: nothing was. */
        record Refused(List<Refusal> refusals) implements Decided {}
    }

    /** @param keep the pupils who stay active although the LAS does not send them, or who do so no longer */
    public Decided decide(List<RequestedDecision> requests, Map<RecordId, Boolean> keep, Actor by, Instant at) {
        boolean isMoved = requests.stream()
                .anyMatch(r -> !rows.containsKey(r.row()) || rows.get(r.row()).version() != r.version());
        if (isMoved) {
            return new Decided.Moved();
        }
        List<Refusal> refusals = new ArrayList<>();
        Map<RowId, Row> decided = new LinkedHashMap<>();
        for (RequestedDecision request : requests) {
            Row row = rows.get(request.row());
            Refusals.of(row, request, roster)
                    .ifPresentOrElse(
                            reason -> refusals.add(new Refusal(row.id().value(), reason)),
                            () -> decided.put(row.id(), apply(row, request)));
        }
        keep.keySet().stream()
                .filter(pupil -> !(roster.find(pupil).orElse(null) instanceof Pupil))
                .forEach(pupil -> refusals.add(new Refusal(pupil.value(), Refusal.Reason.RECORD_UNKNOWN)));
        Map<RowId, Row> after = new LinkedHashMap<>(rows);
        decided.putAll(pupilsAlong(decided));
        after.putAll(decided);
        refusals.addAll(Refusals.ofDoubles(after.values(), decided.values(), roster));
        if (!refusals.isEmpty()) {
            return new Decided.Refused(List.copyOf(refusals));
        }
        Import.Header header = header().keepingActive(kept(keep)).decided(by, at);
        Import.Open next = new Import.Open(header, open.reviewAgain(), open.version() + 1);
        return new Decided.Taken(new Review(next, Optional.empty(), after, roster), List.copyOf(decided.values()));
    }

    /** The other pupils of the decided groups: they go along with one that is skipped, and come back with one that is not. */
    private Map<RowId, Row> pupilsAlong(Map<RowId, Row> decided) {
        SkippedGroups skipped = SkippedGroups.of(decided.values());
        SkippedGroups returned = returned(this, decided.values());
        Map<RowId, Row> along = new LinkedHashMap<>();
        for (Row row : rows.values()) {
            if (decided.containsKey(row.id()) || row.settled()) {
                continue;
            }
            if (skipped.have(row.delivered()) && !row.isSkipped()) {
                along.put(row.id(), row.decided(SkippedGroups.GOES_ALONG, row.typedEmail()));
            }
            if (returned.have(row.delivered()) && row.decision().equals(SkippedGroups.GOES_ALONG)) {
                along.put(row.id(), row.decided(asStaged(row), row.typedEmail()));
            }
        }
        return along;
    }

    private Set<RecordId> kept(Map<RecordId, Boolean> keep) {
        Set<RecordId> kept = new HashSet<>(header().keptActive());
        keep.forEach((pupil, isKept) -> {
            if (isKept) {
                kept.add(pupil);
            } else {
                kept.remove(pupil);
            }
        });
        return kept;
    }

    private Row apply(Row row, RequestedDecision request) {
        Decision decision = request.category()
                .<Decision>map(category -> switch (category) {
                    case NEW -> new Decision.AddNew(Basis.PERSON);
                    case EXISTING -> new Decision.LinkTo(request.record().orElseThrow(), Basis.PERSON);
                    case SKIP -> new Decision.Skip(Basis.PERSON);
                    case UNDECIDED -> asStaged(row);
                })
                .orElse(row.decision());
        Optional<EmailAddress> email = request.email().isPresent()
                ? request.email().map(String::strip).filter(e -> !e.isEmpty()).map(EmailAddress::new)
                : row.typedEmail();
        return row.decided(decision, email);
    }

    private Decision asStaged(Row row) {
        return switch (row) {
            case Row.Settled settled -> settled.decision();
            case Row.Known known ->
                new Decision.LinkTo(
                        known.record(),
                        roster.find(known.record())
                                        .filter(record -> KnownRecords.hasEckIdOf(record, known.delivered()))
                                        .isPresent()
                                ? Basis.ECK_ID
                                : Basis.LAS_KEY);
            case Row.Unknown unknown -> Staging.decisionOn(unknown.proposals());
        };
    }
}
