package nl.laslink.reviewimport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Candidate;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Difference;
import nl.laslink.domain.imports.Proposal;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** One staged row as the pages see it, beside the existing record it is or may be. Made for one import and one roster. */
final class RowView {
    private final Roster roster;
    private final LasTypeCode las;
    private final Map<RowId, RecordId> certain;
    private final Map<RowId, String> alreadyThere;
    private final Map<LasKey, DeliveredGroup> groups = new HashMap<>();
    private final Map<LasKey, RecordId> groupRecords;

    RowView(Review review) {
        this.roster = review.roster();
        this.las = review.header().las();
        this.certain = review.certainMatches();
        this.alreadyThere = review.alreadyThere();
        this.groupRecords = Staging.groupRecords(review.rows());
        review.rows().forEach(row -> {
            if (row.delivered() instanceof DeliveredGroup group) {
                groups.put(group.key(), group);
            }
        });
    }

    JsonObject of(Row row) {
        JsonObject json = JsonObject.empty()
                .put("rowId", row.id())
                .put("kind", row.kind())
                .put("version", row.version())
                .put("category", category(row.decision()))
                .put("basis", basis(row.decision()))
                .put("settled", row.settled())
                .put("changed", row.changed())
                .put("lacksEmail", row.lacksEmail())
                .put("certainRecordId", certain(row))
                .put("mayBecome", Review.mayBecome(row))
                .put("alreadyThere", Optional.ofNullable(alreadyThere.get(row.id())))
                .put("name", name(row));
        switch (row.delivered()) {
            case DeliveredGroup group ->
                json.put("yearGroup", group.yearGroup())
                        .put("composite", group.composite())
                        .put("groups", List.of());
            case DeliveredTeacher teacher ->
                json.put("groups", names(teacher.groups().stream()))
                        .put("email", row.email())
                        .put("emailTyped", row.typedEmail().isPresent());
            case DeliveredPupil pupil ->
                json.put("yearGroup", pupil.yearGroup().or(() -> pupil.group()
                                .map(groups::get)
                                .flatMap(DeliveredGroup::yearGroup)))
                        .put("birthDate", pupil.birthDate())
                        .put("startsOn", pupil.startsOn())
                        .put("groups", names(Stream.concat(pupil.group().stream(), pupil.compositeGroups().stream())));
        }
        row.target().flatMap(target -> match(row, target, reasons(row, target))).ifPresent(m -> json.put("record", m));
        List<JsonObject> proposals = Stream.concat(knownButNotLinked(row), row.proposals().stream())
                .flatMap(p -> match(row, p.record(), p.reasons()).stream())
                .toList();
        return json.put("proposals", proposals);
    }

    /** The record to which one press may link this row, together with others. */
    Optional<RecordId> certain(Row row) {
        return Optional.ofNullable(certain.get(row.id()));
    }

    /** A known record that was set aside, so that the row finds its way back. */
    private static Stream<Proposal> knownButNotLinked(Row row) {
        return row.known().filter(known -> !row.target().equals(Optional.of(known))).stream()
                .map(known -> new Proposal(known, Set.of()));
    }

    /** As the LAS sent it. */
    static String name(Row row) {
        return switch (row.delivered()) {
            case DeliveredGroup group -> group.name();
            case DeliveredTeacher teacher -> teacher.name().full();
            case DeliveredPupil pupil -> pupil.name().full();
        };
    }

    private static String category(Decision decision) {
        return switch (decision) {
            case Decision.AddNew _ -> "new";
            case Decision.LinkTo _ -> "existing";
            case Decision.Skip _ -> "skip";
            case Decision.Undecided() -> "undecided";
        };
    }

    private static Optional<Decision.Basis> basis(Decision decision) {
        return switch (decision) {
            case Decision.AddNew(Decision.Basis basis) -> Optional.of(basis);
            case Decision.LinkTo(RecordId _, Decision.Basis basis) -> Optional.of(basis);
            case Decision.Skip(Decision.Basis basis) -> Optional.of(basis);
            case Decision.Undecided() -> Optional.empty();
        };
    }

    private List<String> names(Stream<LasKey> keys) {
        return keys.map(groups::get)
                .filter(java.util.Objects::nonNull)
                .map(DeliveredGroup::name)
                .distinct()
                .limit(Page.MOST_GROUPS)
                .toList();
    }

    private static Set<Proposal.Reason> reasons(Row row, RecordId record) {
        return row.proposals().stream()
                .filter(p -> p.record().equals(record))
                .map(Proposal::reasons)
                .findFirst()
                .orElse(Set.of());
    }

    /** An existing record that this row may be linked to; the year group of a group is its own. */
    JsonObject candidate(Row row, Candidate candidate) {
        RecordId id = candidate.record().id();
        // Of somebody whom nothing proposes the page shows the fields themselves: 5,000 lists of what differs are too
        // much.
        JsonObject json = (candidate.reasons().isEmpty()
                        ? match(id, candidate.reasons())
                        : match(row, id, candidate.reasons()))
                .orElseThrow();
        if (candidate.record() instanceof Group group) {
            json.put("group", group.yearGroup());
        }
        return json.put("takenBy", candidate.takenBy().map(RowView::name));
    }

    /** A record beside the row that may be it: also what differs. */
    private Optional<JsonObject> match(Row row, RecordId id, Set<Proposal.Reason> reasons) {
        return match(id, reasons)
                .map(json -> json.put(
                        "differs",
                        List.copyOf(roster.find(id)
                                .map(existing -> Difference.besides(reasons, row.delivered(), existing, groupOf(row)))
                                .orElse(Set.of()))));
    }

    private Optional<RecordId> groupOf(Row row) {
        return row.delivered() instanceof DeliveredPupil pupil
                ? pupil.group().map(groupRecords::get)
                : Optional.empty();
    }

    /** None when the record is no longer there. */
    private Optional<JsonObject> match(RecordId id, Set<Proposal.Reason> reasons) {
        return roster.find(id).map(existing -> {
            JsonObject json = JsonObject.empty().put("recordId", id);
            describe(json, existing);
            if (isLinked(existing)) {
                json.put("linked", true);
            }
            return json.put("reasons", reasons.stream().sorted().toList());
        });
    }

    private boolean isLinked(RosterRecord existing) {
        return switch (existing) {
            case Group group -> group.isLinkedTo(las);
            case Teacher teacher -> teacher.isLinkedTo(las);
            case Pupil pupil -> pupil.isLinkedTo(las);
            case Choice _, Gone _ -> false;
        };
    }

    private void describe(JsonObject json, RosterRecord existing) {
        switch (existing) {
            case Group group ->
                json.put("name", group.name()).put("active", true).put("testResults", 0);
            case Teacher teacher ->
                json.put("name", teacher.name().full())
                        .put("group", joined(teacher.groups()))
                        .put("email", teacher.email())
                        .put("active", true)
                        .put("testResults", 0);
            case Pupil pupil ->
                json.put("name", pupil.name().full())
                        .put("group", pupil.group().flatMap(roster::group).map(Group::name))
                        .put("birthDate", pupil.birthDate())
                        .put("active", pupil.active())
                        .put("testResults", pupil.tests().results())
                        .put("lastTestOn", pupil.tests().lastOn());
            case Choice _, Gone _ -> throw new IllegalStateException("record " + existing.id() + " is nobody's match");
        }
    }

    private Optional<String> joined(List<RecordId> ids) {
        List<String> names = ids.stream()
                .flatMap(id -> roster.group(id).stream())
                .map(Group::name)
                .limit(Page.MOST_GROUPS)
                .toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }
}
