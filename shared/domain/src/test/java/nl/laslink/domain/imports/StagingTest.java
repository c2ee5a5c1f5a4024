package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Example.teacher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.testing.FixedIds;
import org.junit.jupiter.api.Test;

class StagingTest {
    private static final ImportId IMPORT = new ImportId("i1");
    private static final FixedIds IDS = new FixedIds();

    private static List<Row> stage(Roster roster, Delivery delivery, Row... previous) {
        return new Staging(roster, LAS, IDS).stage(delivery, List.of(previous));
    }

    private static Delivery pupils(nl.laslink.domain.delivery.DeliveredPupil... pupils) {
        return delivery(List.of(), List.of(), List.of(pupils));
    }

    @Test
    void linksByEckId_whenEckIdIsEqual() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", "eck-1"));

        List<Row> rows = stage(roster, pupils(pupil("L1", "eck-1", "Noor", "Bakkers", "", "")));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.decision()).isEqualTo(new Decision.LinkTo(new RecordId("p1"), Basis.ECK_ID));
            assertThat(row.settled()).isFalse();
            assertThat(row.version()).isEqualTo(1);
        });
    }

    @Test
    void settles_whenKeyOfThisLasIsKnown() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", ""));

        List<Row> rows = stage(roster, pupils(pupil("L1", "", "Noor", "Visser", "2016-04-09", "")));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.decision()).isEqualTo(new Decision.LinkTo(new RecordId("p1"), Basis.LAS_KEY));
            assertThat(row.settled()).isTrue();
        });
    }

    @Test
    void asksAgain_whenKnownPupilIsInactive() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "", "", "L1", "").withActive(false),
                existingPupil("p2", "Sem", "Jansen", "", "", "L2", ""));

        List<Row> rows = stage(roster, pupils(pupil("L1", "", "Noor", "Bakker", "", "")));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.known()).contains(new RecordId("p1"));
            assertThat(row.settled()).isFalse();
            assertThat(row.waits()).isTrue();
        });
    }

    @Test
    void neverMatchesKeyOfAnotherLas() {
        Roster roster = roster(existingTeacher("t1", "Els", "de Wit", "els@school.example", "ParnasSys:T1"));

        List<Row> rows = stage(roster, delivery(List.of(), List.of(teacher("T1", "Joost", "Mulder", "")), List.of()));

        assertThat(rows).singleElement().extracting(Row::decision).isEqualTo(new Decision.AddNew(Basis.DEFAULT));
    }

    @Test
    void proposesWithReasonsAndLinksNobody_whenNameAndGroupAreEqual() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", ""),
                existingPupil("p1", "Sophie", "Peeters", "2016-04-09", "g5", "", ""));

        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(group("G5", "5", "5")),
                        List.of(),
                        List.of(pupil("L1", "", "Sofie", "Peters", "2016-04-09", "G5"))));

        assertThat(rows).allSatisfy(row -> assertThat(row.decision()).isEqualTo(new Decision.Undecided()));
        assertThat(rows.getFirst().proposals())
                .containsExactly(
                        new Proposal(new RecordId("g5"), java.util.Set.of(Reason.SAME_NAME, Reason.SAME_YEAR_GROUP)));
        assertThat(rows.getLast().proposals())
                .containsExactly(new Proposal(
                        new RecordId("p1"),
                        java.util.Set.of(
                                Reason.SIMILAR_SURNAME,
                                Reason.SIMILAR_FIRST_NAME,
                                Reason.SAME_GROUP,
                                Reason.SAME_BIRTH_DATE)));
    }

    @Test
    void proposesTheEqualNameOnly_whenTwinsLookAlike() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", ""),
                existingPupil("p1", "Jelle", "Bakker", "2016-04-09", "g5", "", ""),
                existingPupil("p2", "Jesse", "Bakker", "2016-04-09", "g5", "", ""));

        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(group("G5", "Groep 5", "5")),
                        List.of(),
                        List.of(
                                pupil("L1", "", "Jesse", "Bakker", "2016-04-09", "G5"),
                                pupil("L2", "", "Jelle", "Bakker", "2016-04-09", "G5"))));

        assertThat(rows.get(1).proposals())
                .extracting(p -> p.record().value(), p -> p.isExact(RowKind.PUPIL))
                .containsExactly(tuple("p2", true));
        assertThat(rows.get(2).proposals()).extracting(p -> p.record().value()).containsExactly("p1");
    }

    @Test
    void addsTheOtherTwin_whenOnlyOneIsKnownByName() {
        Roster roster = roster(existingPupil("p1", "Jelle", "Bakker", "2016-04-09", "", "", ""));

        List<Row> rows = stage(
                roster,
                pupils(
                        pupil("L1", "", "Jesse", "Bakker", "2016-04-09", ""),
                        pupil("L2", "", "Jelle", "Bakker", "2016-04-09", "")));

        assertThat(rows.get(0).decision()).isEqualTo(new Decision.AddNew(Basis.DEFAULT));
        assertThat(rows.get(1).proposals()).extracting(p -> p.record().value()).containsExactly("p1");
    }

    @Test
    void tellsInitialAndLookAlikeFromEqual_andCallsNeitherExact() {
        Roster roster = roster(
                existingPupil("p1", "M.", "el Amrani", "2016-04-09", "", "", ""),
                existingPupil("p2", "Mohammed", "el Amrani", "2016-04-09", "", "", ""));

        List<Row> rows = stage(roster, pupils(pupil("L1", "", "Mohamed", "El Amrani", "2016-04-09", "")));

        assertThat(rows.getFirst().proposals())
                .containsExactlyInAnyOrder(
                        new Proposal(
                                new RecordId("p1"),
                                Set.of(Reason.SAME_SURNAME, Reason.SAME_INITIAL, Reason.SAME_BIRTH_DATE)),
                        new Proposal(
                                new RecordId("p2"),
                                Set.of(Reason.SAME_SURNAME, Reason.SIMILAR_FIRST_NAME, Reason.SAME_BIRTH_DATE)))
                .noneMatch(p -> p.isExact(RowKind.PUPIL));
    }

    @Test
    void callsEqualNameExact_onlyWithBirthDateOrElseGroup() {
        Set<Reason> names = Set.of(Reason.SAME_SURNAME, Reason.SAME_FIRST_NAME);

        assertThat(exact(names, Reason.SAME_BIRTH_DATE)).isTrue();
        assertThat(exact(names, Reason.BIRTH_DATE_MISSING, Reason.SAME_GROUP)).isTrue();
        assertThat(exact(names, Reason.BIRTH_DATE_MISSING)).isFalse();
        assertThat(exact(names, Reason.SAME_GROUP)).isFalse(); // the birth dates differ
    }

    private static boolean exact(Set<Reason> names, Reason... more) {
        Set<Reason> reasons = new HashSet<>(names);
        reasons.addAll(List.of(more));
        return new Proposal(new RecordId("p1"), reasons).isExact(RowKind.PUPIL);
    }

    @Test
    void proposesTheGroupOfThatNameOnly_whenOthersHaveTheSameYear() {
        Roster roster = roster(
                existingGroup("g7", "Groep 7 rood", "7", ""),
                existingGroup("g8", "Groep 7B", "7", ""),
                existingGroup("g5", "Groep 5", "5", ""),
                existingGroup("g6", "Groep 5-6", "", ""));

        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(
                                group("A", "Groep 7A", "7"),
                                group("B", "Groep 7B", "7"),
                                group("C", "Groep 5/6", "5"),
                                group("D", "Groep 6/5a", "")),
                        List.of(),
                        List.of()));

        assertThat(rows)
                .extracting(row ->
                        row.proposals().stream().map(p -> p.record().value()).toList())
                .containsExactly(List.of("g7"), List.of("g8"), List.of("g6"), List.of());
    }

    @Test
    void proposesNobody_whenEckIdAndBirthDateDiffer() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", "eck-1"));

        List<Row> rows = stage(roster, pupils(pupil("L1", "eck-2", "Noor", "Bakker", "", "")));

        assertThat(rows).singleElement().extracting(Row::decision).isEqualTo(new Decision.AddNew(Basis.DEFAULT));
    }

    /** Another environment gives every pupil another ECK iD. */
    @Test
    void asks_whenOnlyEckIdDiffers() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "L1", "eck-1"));

        List<Row> rows = stage(roster, pupils(pupil("L1", "eck-2", "Noor", "Bakker", "2016-04-09", "")));

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.decision()).isEqualTo(new Decision.Undecided());
            assertThat(row.proposals())
                    .containsExactly(new Proposal(
                            new RecordId("p1"),
                            Set.of(
                                    Reason.SAME_IDENTITY,
                                    Reason.SAME_FIRST_NAME,
                                    Reason.SAME_SURNAME,
                                    Reason.SAME_BIRTH_DATE)));
        });
    }

    @Test
    void proposesBothNamesakes_whenBirthDateIsMissing() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", ""),
                existingPupil("p2", "Noor", "Bakker", "2017-11-02", "", "", ""));

        List<Row> rows = stage(roster, pupils(pupil("L1", "", "Noor", "Bakker", "", "")));

        assertThat(rows.getFirst().proposals())
                .extracting(p -> p.record().value())
                .containsExactly("p1", "p2");
        assertThat(rows.getFirst().proposals().getFirst().reasons()).contains(Reason.BIRTH_DATE_MISSING);
    }

    @Test
    void leavesConflictToPerson_whenEckIdAndKeyPointAtTwoRecords() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "", "", "", "eck-1"),
                existingPupil("p2", "Sem", "Jansen", "", "", "L1", ""));

        List<Row> rows = stage(roster, pupils(pupil("L1", "eck-1", "Noor", "Bakker", "", "")));

        assertThat(rows.getFirst().decision()).isEqualTo(new Decision.Undecided());
        assertThat(rows.getFirst().proposals())
                .extracting(p -> p.record().value())
                .containsExactly("p1", "p2");
    }

    @Test
    void keepsDecision_whenSameRecordIsDeliveredAgain() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "", "", "", ""));
        Delivery delivery = pupils(pupil("L1", "", "Noor", "Bakker", "", ""));
        Row decided = stage(roster, delivery).getFirst().decided(new Decision.AddNew(Basis.PERSON), Optional.empty());

        List<Row> again = new Staging(roster, LAS, IDS).stage(delivery, List.of(decided));

        assertThat(again).containsExactly(decided);
    }

    @Test
    void asksAgainAndSaysSo_whenDecidedRecordChanged() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "", "", "", ""));
        Row decided = stage(roster, pupils(pupil("L1", "", "Noor", "Bakker", "", "")))
                .getFirst()
                .decided(new Decision.AddNew(Basis.PERSON), Optional.empty());

        Row again = stage(roster, pupils(pupil("L1", "", "Noor", "Bakker", "2016-04-09", "")), decided)
                .getFirst();

        assertThat(again.id()).isEqualTo(decided.id());
        assertThat(again.changed()).isTrue();
        assertThat(again.decision()).isEqualTo(new Decision.Undecided());
        assertThat(again.version()).isEqualTo(decided.version() + 1);
    }

    @Test
    void dropsRow_whenRecordIsNoLongerDelivered() {
        Row row = stage(roster(), pupils(pupil("L1", "", "Noor", "Bakker", "", "")))
                .getFirst();

        List<Row> again =
                new Staging(roster(), LAS, IDS).stage(pupils(pupil("L2", "", "Sem", "Jansen", "", "")), List.of(row));

        assertThat(again).singleElement().extracting(Row::id).isNotEqualTo(row.id());
    }

    @Test
    void skips_whenSkippingIsRemembered() {
        Roster roster = roster(new Choice.Skipped(
                new RecordId("c1"),
                LAS,
                RowKind.GROUP,
                new LasIdentity(Optional.empty(), Optional.of(new LasKey("G1"))),
                YEAR,
                false));

        List<Row> rows = stage(roster, delivery(List.of(group("G1", "Groep 1", "1")), List.of(), List.of()));

        assertThat(rows.getFirst().decision()).isEqualTo(new Decision.Skip(Basis.REMEMBERED));
        assertThat(rows.getFirst().waits()).isFalse();
    }

    private static final Choice.Skipped GROUP_SKIPPED = new Choice.Skipped(
            new RecordId("c1"),
            LAS,
            RowKind.GROUP,
            new LasIdentity(Optional.empty(), Optional.of(new LasKey("G1"))),
            YEAR,
            false);

    @Test
    void skipsPupilWhoJoinsASkippedGroup_butNotWhoIsImportedAlready() {
        Roster roster = roster(GROUP_SKIPPED, existingPupil("p1", "Noor", "Bakker", "", "", "L1", ""));
        Delivery delivery = delivery(
                List.of(group("G1", "Groep 1", "1")),
                List.of(),
                List.of(
                        pupil("L1", "", "Noor", "Bakker", "", "G1"),
                        pupil("L2", "", "Sem", "Jansen", "", "G1"),
                        pupil("L3", "", "Zoë", "Visser", "", "")));

        List<Row> rows = stage(roster, delivery);

        assertThat(rows.get(1).settled()).isTrue();
        assertThat(rows.get(2).decision()).isEqualTo(new Decision.Skip(Basis.GROUP));
        assertThat(rows.get(3).decision()).isEqualTo(new Decision.AddNew(Basis.DEFAULT));
    }

    @Test
    void keepsExceptedPupil_whenTheGroupIsSkippedAndThePupilChanges() {
        Roster roster = roster(GROUP_SKIPPED);
        Row excepted = stage(
                        roster,
                        delivery(
                                List.of(group("G1", "Groep 1", "1")),
                                List.of(),
                                List.of(pupil("L2", "", "Sem", "Jansen", "", "G1"))))
                .get(1)
                .decided(new Decision.AddNew(Basis.PERSON), Optional.empty());

        List<Row> again = stage(
                roster,
                delivery(
                        List.of(group("G1", "Groep 1", "1")),
                        List.of(),
                        List.of(pupil("L2", "", "Sem", "Janssen", "", "G1"))),
                excepted);

        assertThat(again.get(1).isSkipped()).isFalse();
        assertThat(again.get(1).changed()).isTrue();
    }

    @Test
    void remembersNoRow_whenKeyHoldsForOneMessage() {
        Row row = stage(roster(), pupils(pupil("#1", "", "Noor", "Bakker", "", "")))
                .getFirst();

        List<Row> again =
                new Staging(roster(), LAS, IDS).stage(pupils(pupil("#1", "", "Sem", "Jansen", "", "")), List.of(row));

        assertThat(again).singleElement().extracting(Row::id).isNotEqualTo(row.id());
    }

    @Test
    void givesRecordToOneRow_whenTwoRowsAreTheSamePerson() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "", "", "L1", "eck-1"),
                existingPupil("p9", "Sem", "Jansen", "", "", "L9", ""));

        List<Row> rows = stage(
                roster,
                pupils(pupil("L7", "eck-1", "Noor", "Bakker", "", ""), pupil("L1", "", "Noor", "Bakker", "", "")));

        assertThat(rows.get(0).target()).contains(new RecordId("p1"));
        assertThat(rows.get(1).target()).isEmpty();
    }

    @Test
    void keepsLasTypesApart_whenSchoolSwitched() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "", "", "ParnasSys:L1", ""));

        assertThat(roster.isLinkedTo(LAS)).isFalse();
        assertThat(roster.isLinkedTo(new LasTypeCode("ParnasSys"))).isTrue();
        assertThat(stage(roster, pupils(pupil("L1", "", "Noor", "Bakker", "", "")))
                        .getFirst()
                        .decision())
                .isEqualTo(new Decision.Undecided());
    }
}
