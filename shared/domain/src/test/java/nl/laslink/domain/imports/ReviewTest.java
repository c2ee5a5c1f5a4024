package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Imports.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Review.Decided;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.testing.FixedIds;
import org.junit.jupiter.api.Test;

class ReviewTest {
    private static Review review(Roster roster, Delivery delivery) {
        List<Row> rows = new Staging(roster, LAS, new FixedIds()).stage(delivery, List.of());
        Import.Header header = new Import.Header(
                SCHOOL, new ImportId("i1"), LAS, YEAR, NOW, NOW.plusSeconds(60), new Import.Counts(0, 0, 0), List.of());
        return Review.of(new Import.Open(header, false, 3), rows, roster);
    }

    private static Review twoGroupsOfOneName() {
        return review(
                roster(),
                delivery(
                        List.of(group("A", "Groep 5", "5"), group("B", "Groep 5", "5")),
                        List.of(),
                        List.of(
                                pupil("L1", "", "Noor", "Bakker", "", "A"),
                                pupil("L2", "", "Sem", "Jansen", "", "B"))));
    }

    private static RequestedDecision skip(Row row) {
        return new RequestedDecision(
                row.id(), row.version(), Optional.of(Category.SKIP), Optional.empty(), Optional.empty());
    }

    private static Decided.Taken taken(Review review, RequestedDecision... requests) {
        return (Decided.Taken) review.decide(List.of(requests), Map.of(), Actor.LASLINK, NOW);
    }

    /** Twins exchanged their keys after the rows were staged, for instance by an undo. */
    @Test
    void leavesRowOut_whenRosterContradictsItSinceItWasStaged() {
        Pupil jelle = existingPupil("p1", "Jelle", "Bakker", "2016-04-09", "", "L1", "");
        List<Row> rows = new Staging(roster(jelle), LAS, new FixedIds())
                .stage(
                        delivery(List.of(), List.of(), List.of(pupil("L1", "", "Jelle", "Bakkers", "2016-04-09", ""))),
                        List.of());
        Import.Open open =
                review(roster(), delivery(List.of(), List.of(), List.of())).open();
        StagedRows staged = new StagedRows(rows, 3, new StagedRows.Position() {});
        Roster now = roster(
                existingPupil("p1", "Jelle", "Bakker", "2016-04-09", "", "", ""),
                existingPupil("p2", "Noor", "Visser", "2015-01-12", "", "L1", ""));

        Review before = new Review(open, staged, roster(jelle));
        Review after = new Review(open, staged, now);

        assertThat(before.quietPlan().entries()).hasSize(1);
        assertThat(after.quietPlan().entries()).isEmpty();
        assertThat(after.plan(new FixedIds()).pupils().changed()).isZero();
        assertThat(after.isFinished()).isFalse();
    }

    @Test
    void takesPupilsAlongByTheirGroup_whenTwoGroupsHaveOneName() {
        Review review = twoGroupsOfOneName();

        Decided.Taken taken = taken(review, skip(review.rows().getFirst()));

        assertThat(taken.next().pupilsOfSkipped(review, taken.rows()))
                .singleElement()
                .extracting(
                        row -> row.delivered().identity().key().orElseThrow().value())
                .isEqualTo("L1");
    }

    @Test
    void findsPupilsWhoWentAlong_whenTheirGroupComesBack() {
        Review review = twoGroupsOfOneName();
        Row group = review.rows().getFirst();
        Row pupil = review.rows().get(2);
        Review skipped = taken(review, skip(group)).next();

        Decided.Taken taken = taken(skipped, of(skipped.rows().getFirst(), Category.UNDECIDED));

        assertThat(taken.next().pupilsOfReturned(skipped, taken.rows()))
                .extracting(Row::id)
                .containsExactly(pupil.id());
    }

    @Test
    void namesNoPupil_whenThePupilsAreSkippedToo() {
        Review review = twoGroupsOfOneName();
        Row group = review.rows().getFirst();
        Row pupil = review.rows().get(2);

        Decided.Taken taken = taken(review, skip(group), skip(pupil));

        assertThat(taken.next().pupilsOfSkipped(review, taken.rows())).isEmpty();
    }

    @Test
    void bringsPupilsBackWithTheirGroup_butNotWhoseOwnChoiceItWas() {
        Review review = review(
                roster(),
                delivery(
                        List.of(group("A", "Groep 5", "5")),
                        List.of(),
                        List.of(
                                pupil("L1", "", "Noor", "Bakker", "", "A"),
                                pupil("L2", "", "Sem", "Jansen", "", "A"),
                                pupil("L3", "", "Zoë", "Visser", "", "A"))));
        Review own = taken(review, skip(review.rows().get(1))).next();
        Review skipped = taken(own, skip(own.rows().getFirst())).next();
        Review excepted =
                taken(skipped, of(skipped.rows().get(2), Category.NEW)).next();

        Decided.Taken taken = taken(excepted, of(excepted.rows().getFirst(), Category.NEW));

        assertThat(excepted.rows())
                .extracting(Row::decision)
                .containsExactly(
                        new Decision.Skip(Decision.Basis.PERSON),
                        new Decision.Skip(Decision.Basis.PERSON),
                        new Decision.AddNew(Decision.Basis.PERSON),
                        new Decision.Skip(Decision.Basis.GROUP));
        assertThat(taken.next().rows().subList(1, 4))
                .extracting(Row::decision)
                .containsExactly(
                        new Decision.Skip(Decision.Basis.PERSON),
                        new Decision.AddNew(Decision.Basis.PERSON),
                        new Decision.AddNew(Decision.Basis.DEFAULT));
    }

    @Test
    void countsTheDecision_inTheNextVersion() {
        Review review = twoGroupsOfOneName();

        Decided.Taken taken = taken(review, skip(review.rows().getFirst()));

        assertThat(taken.next().open().version()).isEqualTo(4);
        assertThat(taken.next().header().decided()).contains(new Import.Decided(Actor.LASLINK, NOW));
        assertThat(taken.rows()).hasSize(2).extracting(Row::version).containsOnly(2L);
        assertThat(taken.next().waiting().toDecide()).isEqualTo(review.waiting().toDecide() - 2);
    }

    private static RequestedDecision of(Row row, Category category) {
        return new RequestedDecision(
                row.id(), row.version(), Optional.of(category), Optional.empty(), Optional.empty());
    }

    @Test
    void isAsItWasStaged_whenPersonTakesAChoiceBack() {
        Review review = review(
                roster(
                        existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", ""),
                        existingPupil("p2", "Sem", "Jansen", "", "", "", "eck-2")),
                delivery(
                        List.of(),
                        List.of(),
                        List.of(
                                pupil("L1", "", "Noor", "Bakker", "2016-04-09", ""),
                                pupil("L2", "eck-2", "Sem", "Jansen", "", ""),
                                pupil("L3", "", "Zoë", "Visser", "", ""))));
        RequestedDecision[] skip = review.rows().stream().map(ReviewTest::skip).toArray(RequestedDecision[]::new);
        Review skipped = taken(review, skip).next();
        RequestedDecision[] back =
                skipped.rows().stream().map(row -> of(row, Category.UNDECIDED)).toArray(RequestedDecision[]::new);

        Review next = taken(skipped, back).next();

        assertThat(next.rows())
                .extracting(Row::decision)
                .containsExactlyElementsOf(
                        review.rows().stream().map(Row::decision).toList());
    }

    @Test
    void namesMissingGroupOnce_withItsPupils() {
        Review review = review(
                roster(
                        existingGroup("g5", "Groep 5", "5", "G5"),
                        existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""),
                        existingPupil("p2", "Sem", "Jansen", "", "g5", "L2", "")),
                delivery(List.of(), List.of(), List.of()));

        assertThat(review.missingGroups()).containsExactly(new Review.MissingGroup("Groep 5", 2));
    }

    @Test
    void namesNoMissingGroup_whenSkippedRowProposesIt() {
        Review review = review(
                roster(
                        existingGroup("g5", "Groep 5", "5", "G4"),
                        existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", "")),
                delivery(List.of(group("G5", "Groep 5", "5")), List.of(), List.of()));

        Review skipped = taken(review, skip(review.rows().getFirst())).next();

        assertThat(skipped.missingGroups()).isEmpty();
        assertThat(skipped.leavers()).extracting(Leavers.Leaver::reason).containsExactly(Leavers.Reason.GONE_FROM_LAS);
    }

    @Test
    void isMoved_whenRowHasAnotherVersion() {
        Review review = twoGroupsOfOneName();
        RequestedDecision late = new RequestedDecision(
                review.rows().getFirst().id(), 0, Optional.of(Category.SKIP), Optional.empty(), Optional.empty());

        assertThat(review.decide(List.of(late), Map.of(), Actor.LASLINK, NOW)).isEqualTo(new Decided.Moved());
    }

    @Test
    void isCertain_whenOneRowAloneHasTheOneExactProposal() {
        Review review = review(
                roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", "")),
                delivery(List.of(), List.of(), List.of(pupil("L1", "", "Noor", "Bakker", "2016-04-09", ""))));

        assertThat(review.certainMatches())
                .isEqualTo(Map.of(review.rows().getFirst().id(), new RecordId("p1")));
    }

    @Test
    void isNotCertain_whenTwoRowsHaveTheSameProposalOrOneIsOnlyAlike() {
        Review twins = review(
                roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", "")),
                delivery(
                        List.of(),
                        List.of(),
                        List.of(
                                pupil("L1", "", "Noor", "Bakker", "2016-04-09", ""),
                                pupil("L2", "", "Noor", "Bakker", "2016-04-09", ""))));
        Review alike = review(
                roster(existingPupil("p1", "Sophie", "Peeters", "2016-04-09", "", "", "")),
                delivery(List.of(), List.of(), List.of(pupil("L1", "", "Sofie", "Peters", "2016-04-09", ""))));

        assertThat(twins.rows()).allMatch(row -> row.proposals().size() == 1);
        assertThat(twins.certainMatches()).isEmpty();
        assertThat(alike.rows()).allMatch(row -> row.proposals().size() == 1);
        assertThat(alike.certainMatches()).isEmpty();
    }

    @Test
    void refusesBoth_whenOneRecordWouldTakeTwoRows() {
        Review twins = review(
                roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", "")),
                delivery(
                        List.of(),
                        List.of(),
                        List.of(
                                pupil("L1", "", "Noor", "Bakker", "2016-04-09", ""),
                                pupil("L2", "", "Noor", "Bakker", "2016-04-09", ""))));
        List<RequestedDecision> both = twins.rows().stream()
                .map(row -> new RequestedDecision(
                        row.id(),
                        row.version(),
                        Optional.of(Category.EXISTING),
                        Optional.of(new RecordId("p1")),
                        Optional.empty()))
                .toList();

        Decided decided = twins.decide(both, Map.of(), Actor.LASLINK, NOW);

        assertThat(decided).isInstanceOfSatisfying(Decided.Refused.class, refused -> assertThat(refused.refusals())
                .extracting(Refusal::reason)
                .containsExactly(Refusal.Reason.RECORD_TAKEN, Refusal.Reason.RECORD_TAKEN));
    }

    @Test
    void mayNotBecomeNew_whenIdentityNamesARecord() {
        Review review = review(
                roster(existingPupil("p1", "Noor", "Bakker", "", "", "", "eck-1")),
                delivery(
                        List.of(),
                        List.of(),
                        List.of(
                                pupil("L1", "eck-1", "Noor", "Bakker", "", ""),
                                pupil("L2", "", "Sem", "Jansen", "", ""))));

        assertThat(review.rows())
                .extracting(Review::mayBecome)
                .containsExactly(
                        java.util.Set.of(Category.EXISTING, Category.SKIP),
                        java.util.Set.of(Category.NEW, Category.EXISTING, Category.SKIP));
    }
}
