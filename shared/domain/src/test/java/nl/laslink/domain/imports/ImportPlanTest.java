package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Example.teacher;
import static nl.laslink.domain.testing.Imports.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.delivery.PersonName.Part;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.imports.Import.AddedChanged;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.FormerGroup;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.testing.FixedIds;
import org.junit.jupiter.api.Test;

class ImportPlanTest {
    private static final ImportId IMPORT = new ImportId("i1");
    private static final Set<Part> ALL = Set.of(Part.values());
    private final FixedIds ids = new FixedIds();

    private List<Row> stage(Roster roster, Delivery delivery) {
        return new Staging(roster, LAS, ids).stage(delivery, List.of());
    }

    private ImportPlan whole(Roster roster, List<Row> rows, String... keepActive) {
        Set<RecordId> keep =
                java.util.Arrays.stream(keepActive).map(RecordId::new).collect(java.util.stream.Collectors.toSet());
        return ImportPlan.whole(rows, roster, header(keep), ids);
    }

    private static Import.Header header(Set<RecordId> keptActive) {
        return new Import.Header(
                        SCHOOL, IMPORT, LAS, YEAR, NOW, NOW.plusSeconds(60), new Import.Counts(0, 0, 0), List.of())
                .keepingActive(keptActive);
    }

    private static Row skip(Row row) {
        if (row instanceof Row.Settled r) {
            // As a person decided before the school was linked to this LAS.
            Decision chosen = new Decision.Skip(Basis.PERSON);
            return new Row.Known(r.id(), r.delivered(), r.record(), chosen, Optional.empty(), false, r.version());
        }
        return row.decided(new Decision.Skip(Basis.PERSON), Optional.empty());
    }

    private static <T> T after(ImportPlan plan, Class<T> type) {
        return plan.entries().stream()
                .map(PlanEntry::after)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void addsPupilToItsNewGroup_whenBothAreNew() {
        Roster roster = roster();
        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(group("G5", "Groep 5", "5")),
                        List.of(),
                        List.of(pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"))));

        ImportPlan plan = whole(roster, rows);

        Group group = after(plan, Group.class);
        Pupil pupil = after(plan, Pupil.class);
        assertThat(plan.groups()).isEqualTo(new AddedChanged(1, 0));
        assertThat(plan.pupils()).isEqualTo(new AddedChanged(1, 0));
        assertThat(pupil.group()).contains(group.id());
        assertThat(pupil.active()).isTrue();
        assertThat(pupil.externalNumber()).contains(new ExternalNumber(LAS, Optional.of(new LasKey("L1"))));
    }

    @Test
    void remembersTheFormerGroup_whenThePupilMoves() {
        Group last = new Group(
                new RecordId("g4"), "Groep 4", Optional.of("4"), false, new SchoolYear(2025), Optional.empty());
        Roster roster = roster(last, existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g4", "L1", "eck-1"));
        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(group("G5", "Groep 5", "5")),
                        List.of(),
                        List.of(pupil("L1", "eck-1", "Noor", "Bakker", "2016-04-09", "G5"))));

        Pupil moved = after(whole(roster, rows).withFormerGroups(NOW), Pupil.class);

        assertThat(moved.group()).isNotEqualTo(Optional.of(last.id()));
        assertThat(moved.formerGroups())
                .containsExactly(new FormerGroup(last.id(), LocalDate.ofInstant(NOW, ZoneId.of("Europe/Amsterdam"))));
    }

    @Test
    void leavesTeacherOutAndCounts_whenAddressIsMissing() {
        Roster roster = roster();
        List<Row> rows = stage(roster, delivery(List.of(), List.of(teacher("T1", "Els", "de Wit", "")), List.of()));

        ImportPlan plan = whole(roster, rows);

        assertThat(plan.entries()).isEmpty();
        assertThat(plan.teachersLeftOut()).hasSize(1);
        assertThat(plan.teachers()).isEqualTo(new AddedChanged(0, 0));
    }

    @Test
    void addsTeacherWithTypedAddress() {
        Roster roster = roster();
        Row row = stage(roster, delivery(List.of(), List.of(teacher("T1", "Els", "de Wit", "")), List.of()))
                .getFirst();

        ImportPlan plan = whole(
                roster, List.of(row.decided(row.decision(), Optional.of(new EmailAddress("els@school.example")))));

        assertThat(after(plan, Teacher.class).email()).contains(new EmailAddress("els@school.example"));
    }

    @Test
    void keepsAddressOfTeacher_whenLasSendsAnother() {
        Roster roster = roster(
                existingTeacher("t1", "Els", "de Wit", "els@school.example", "T1"),
                existingPupil("p1", "Noor", "Bakker", "", "", "L1", ""));
        List<Row> rows = stage(
                roster,
                delivery(List.of(), List.of(teacher("T1", "Els", "de Witt", "anders@school.example")), List.of()));

        ImportPlan plan = ImportPlan.quiet(rows, roster, LAS, YEAR);

        assertThat(after(plan, Teacher.class).email()).contains(new EmailAddress("els@school.example"));
        assertThat(after(plan, Teacher.class).name().full()).isEqualTo("Els de Witt");
    }

    /** Dropped for its length, for one: the LAS has a name there, which is not read. */
    @Test
    void keepsThePartsOfANameThatCouldNotBeRead() {
        PersonName known = PersonName.of("Noor", "van der", "Meer");

        assertThat(nameAfter(known, new PersonName(Optional.of("N."), Optional.empty(), Optional.of("Meer"), ALL)))
                .isEqualTo(known);
        assertThat(nameAfter(known, new PersonName(Optional.of("Noor"), Optional.empty(), Optional.empty(), ALL)))
                .isEqualTo(known);
        assertThat(nameAfter(
                        known,
                        new PersonName(
                                Optional.of("Nora"), Optional.empty(), Optional.of("Smit"), Set.of(Part.PREFIX))))
                .isEqualTo(PersonName.of("Nora", "van der", "Smit"));
    }

    @Test
    void clearsThePartsOfANameThatTheLasDoesNotSend() {
        assertThat(nameAfter(PersonName.of("Noor", "van der", "Meer"), PersonName.of("Noor", "", "Meer")))
                .isEqualTo(PersonName.of("Noor", "", "Meer"));
    }

    @Test
    void namesSomebodyNewByWhatCouldBeRead() {
        PersonName partly = new PersonName(Optional.of("Noor"), Optional.empty(), Optional.empty(), ALL);
        Roster roster = roster();

        ImportPlan plan = whole(roster, stage(roster, delivery(List.of(), List.of(), List.of(named(partly)))));

        assertThat(after(plan, Pupil.class).name()).isEqualTo(PersonName.of("Noor", "", ""));
    }

    private PersonName nameAfter(PersonName known, PersonName delivered) {
        Roster roster = roster(new Pupil(
                new RecordId("p1"),
                known,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                true,
                Optional.empty(),
                Optional.of(new ExternalNumber(LAS, Optional.of(new LasKey("L1")))),
                Pupil.TestHistory.NONE));
        Row row = stage(roster, delivery(List.of(), List.of(), List.of(named(delivered))))
                .getFirst();
        Row confirmed = row.settled()
                ? row
                : row.decided(new Decision.LinkTo(new RecordId("p1"), Basis.PERSON), Optional.empty());
        ImportPlan plan = whole(roster, List.of(confirmed));
        return plan.entries().isEmpty() ? known : after(plan, Pupil.class).name();
    }

    private static DeliveredPupil named(PersonName name) {
        return new DeliveredPupil(
                Optional.empty(),
                Optional.of(new LasKey("L1")),
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @Test
    void keepsNameOfGroup_whenTheLasSendsNoneThatCanBeUsed() {
        Roster roster = roster(existingGroup("g5", "Groep 5", "5", "G5"));
        DeliveredGroup nameless = DeliveredGroup.withoutName(new LasKey("G5"), false, Optional.of("6"));

        ImportPlan plan =
                ImportPlan.quiet(stage(roster, delivery(List.of(nameless), List.of(), List.of())), roster, LAS, YEAR);

        assertThat(after(plan, Group.class).name()).isEqualTo("Groep 5");
        assertThat(after(plan, Group.class).yearGroup()).contains("6");
    }

    @Test
    void changesKnownRecordsOnly_whenQuiet() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "", "g5", "L2", ""));
        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(group("G5", "Groep 5 blauw", "5")),
                        List.of(),
                        List.of(
                                pupil("L1", "", "Noor", "Visser", "2016-04-09", "G5"),
                                pupil("L3", "", "Mila", "Smit", "", "G5"))));

        ImportPlan plan = ImportPlan.quiet(rows, roster, LAS, YEAR);

        assertThat(plan.entries()).extracting(e -> e.id().value()).containsExactly("g5", "p1");
        assertThat(plan.deactivated()).isEmpty();
        assertThat(Leavers.of(rows, roster, header(Set.of())))
                .extracting(l -> l.pupil().id().value())
                .containsExactly("p2");
    }

    @Test
    void keepsGroupOfPupil_whenNewGroupIsNotDecidedYet() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", ""));
        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(group("G5", "Groep 5", "5"), group("G9", "Plusgroep", "")),
                        List.of(),
                        List.of(pupil("L1", "", "Nora", "Bakker", "2016-04-09", "G9"))));

        ImportPlan plan = ImportPlan.quiet(rows, roster, LAS, YEAR);

        assertThat(after(plan, Pupil.class).group()).contains(new RecordId("g5"));
        assertThat(after(plan, Pupil.class).name().full()).isEqualTo("Nora Bakker");
    }

    @Test
    void deactivatesPupilOfImportedGroup_whenPupilIsNotDelivered() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "", "g5", "", ""),
                existingPupil("p2", "Sem", "Jansen", "", "", "", ""));
        List<Row> rows = stage(roster, delivery(List.of(group("G5", "Groep 5", "5")), List.of(), List.of()));

        ImportPlan plan = whole(roster, rows);

        assertThat(plan.deactivated()).extracting(l -> l.pupil().id().value()).containsExactly("p1");
        assertThat(after(plan, Pupil.class).active()).isFalse();
    }

    @Test
    void deactivatesNobody_whenPupilIsSkipped() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "2016-01-01", "g5", "", ""));
        List<Row> rows = stage(
                        roster,
                        delivery(
                                List.of(group("G5", "Groep 5", "5")),
                                List.of(),
                                List.of(
                                        pupil("L1", "", "Noor", "Bakker", "", "G5"),
                                        pupil("L2", "", "Sem", "Jansen", "2016-01-01", "G5"))))
                .stream()
                .map(row -> row.kind() == RowKind.PUPIL ? skip(row) : row)
                .toList();

        ImportPlan plan = whole(roster, rows);

        assertThat(plan.deactivated()).isEmpty();
        assertThat(plan.entries())
                .extracting(PlanEntry::after)
                .allMatch(Choice.Skipped.class::isInstance)
                .hasSize(2);
    }

    @Test
    void keepsPupilActiveAndRemembers_whenPersonSaysSo() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"), existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""));
        List<Row> rows = stage(roster, delivery(List.of(group("G5", "Groep 5", "5")), List.of(), List.of()));

        ImportPlan plan = whole(roster, rows, "p1");

        assertThat(plan.deactivated()).isEmpty();
        Choice kept = after(plan, Choice.class);
        Roster next = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""),
                kept);
        assertThat(Leavers.of(rows, next, header(Set.of()))).isEmpty();
    }

    @Test
    void saysNotInLas_whenPupilWasNeverTiedToIt() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "", "g5", "", ""),
                existingPupil("p2", "Sem", "Jansen", "", "g5", "L2", ""));
        List<Row> rows = stage(roster, delivery(List.of(group("G5", "Groep 5", "5")), List.of(), List.of()));

        assertThat(Leavers.of(rows, roster, header(Set.of())))
                .extracting(Leavers.Leaver::reason)
                .containsExactly(Leavers.Reason.NOT_IN_LAS, Leavers.Reason.GONE_FROM_LAS);
    }

    @Test
    void saysAddedAsNew_whenPersonAddsTheRowThatProposesThePupil() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", ""));
        List<Row> rows = stage(
                        roster,
                        delivery(
                                List.of(group("G5", "Groep 5", "5")),
                                List.of(),
                                List.of(pupil("L9", "", "Noor", "Bakker", "2016-04-09", "G5"))))
                .stream()
                .map(row -> row.isUndecided()
                        ? row.decided(new Decision.AddNew(Decision.Basis.PERSON), Optional.empty())
                        : row)
                .toList();

        assertThat(Leavers.of(rows, roster, header(Set.of())))
                .extracting(Leavers.Leaver::reason)
                .containsExactly(Leavers.Reason.ADDED_AS_NEW);
    }

    @Test
    void saysListedAsLeft_alsoOfPupilOfAnotherLasInAGroupThatIsNotImported() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingGroup("g6", "Groep 6", "6", ""),
                existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "", "g6", "ParnasSys:L2", "eck-2"));
        Import.Header header = header(Set.of()).listingAsLeft(Set.of(new RecordId("p1"), new RecordId("p2")));
        List<Row> rows = stage(roster, delivery(List.of(group("G5", "Groep 5", "5")), List.of(), List.of()));

        assertThat(Leavers.of(rows, roster, header))
                .extracting(l -> l.pupil().id().value(), Leavers.Leaver::reason)
                .containsExactly(
                        tuple("p1", Leavers.Reason.LISTED_AS_LEFT), tuple("p2", Leavers.Reason.LISTED_AS_LEFT));
    }

    @Test
    void namesNoLeaver_whenSomebodyListedAsLeftIsAlsoThere() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"), existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""));
        List<Row> rows = stage(
                roster,
                delivery(
                        List.of(group("G5", "Groep 5", "5")),
                        List.of(),
                        List.of(pupil("L1", "", "Noor", "Bakker", "", "G5"))));

        assertThat(Leavers.of(rows, roster, header(Set.of()).listingAsLeft(Set.of(new RecordId("p1")))))
                .isEmpty();
    }

    @Test
    void namesNoLeaver_whileTheDeliveryLeftPupilsOut() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"), existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""));
        List<Row> rows = stage(roster, delivery(List.of(group("G5", "Groep 5", "5")), List.of(), List.of()));
        Import.Header leftOut = new Import.Header(
                        SCHOOL,
                        IMPORT,
                        LAS,
                        YEAR,
                        NOW,
                        NOW.plusSeconds(60),
                        new Import.Counts(1, 0, 0),
                        List.of(
                                new Delivery.Warning(Delivery.Kind.PERSON_WITHOUT_IDENTITY, 2),
                                new Delivery.Warning(Delivery.Kind.PUPIL_LEFT_OUT, 1)))
                .listingAsLeft(Set.of(new RecordId("p1")));

        assertThat(Leavers.of(rows, roster, leftOut)).isEmpty();
        assertThat(ImportPlan.whole(rows, roster, leftOut, ids).deactivated()).isEmpty();
    }

    @Test
    void keepsWhoWasKeptActive_untilTheLasSendsThePupilAgain() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"),
                existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "", "g5", "L2", ""));
        Import.Header before = header(Set.of(new RecordId("p1"), new RecordId("p2")));

        Set<RecordId> kept = Leavers.stillKept(
                before,
                stage(
                        roster,
                        delivery(
                                List.of(group("G5", "Groep 5", "5")),
                                List.of(),
                                List.of(pupil("L2", "", "Sem", "Jansen", "", "G5")))));

        assertThat(kept).containsExactly(new RecordId("p1"));
    }

    @Test
    void proposesLeaverAgain_whenItWasKeptActiveInAnotherSchoolYear() {
        Roster roster = roster(
                existingPupil("p1", "Noor", "Bakker", "", "", "L1", ""),
                existingPupil("p2", "Sem", "Jansen", "", "", "L2", ""),
                kept("k1", "p1", YEAR),
                kept("k2", "p2", new SchoolYear(YEAR.startYear() - 1)));

        List<Leavers.Leaver> leavers =
                Leavers.of(stage(roster, delivery(List.of(), List.of(), List.of())), roster, header(Set.of()));

        assertThat(leavers).extracting(l -> l.pupil().id().value()).containsExactly("p2");
    }

    @Test
    void namesWhoMadeANewChoice_andWhen() {
        Roster roster = roster(existingPupil("p1", "Noor", "Bakker", "", "", "L1", ""));
        ImportPlan plan = whole(roster, stage(roster, delivery(List.of(), List.of(), List.of())), "p1");
        Instant at = Instant.parse("2026-11-24T10:00:00Z");

        ImportPlan made = plan.madeBy(new CommitId("c1"), at, Actor.LASLINK);

        assertThat(after(made, Choice.KeptActive.class).made()).contains(new Choice.Made(Actor.LASLINK, at));
    }

    @Test
    void makesNoChoiceAgain_whenItWasTakenBackSinceTheContact() {
        Choice.Skipped skipped = new Choice.Skipped(
                new RecordId("k1"),
                LAS,
                RowKind.PUPIL,
                new LasIdentity(Optional.empty(), Optional.of(new LasKey("L1"))),
                YEAR,
                false);
        List<Row> rows = stage(
                roster(skipped), delivery(List.of(), List.of(), List.of(pupil("L1", "", "Noor", "Bakker", "", ""))));

        assertThat(rows).extracting(Row::decision).containsExactly(new Decision.Skip(Basis.REMEMBERED));
        assertThat(whole(roster(skipped.takenBack()), rows).entries()).isEmpty();
    }

    private static Choice.KeptActive kept(String id, String pupil, SchoolYear year) {
        return new Choice.KeptActive(new RecordId(id), new RecordId(pupil), year, false);
    }

    @Test
    void namesMissingGroupAsReason_whenWholeGroupIsGone() {
        Roster roster = roster(
                existingGroup("g5", "Groep 5", "5", "G5"), existingPupil("p1", "Noor", "Bakker", "", "g5", "L1", ""));
        List<Row> rows = stage(roster, delivery(List.of(), List.of(), List.of()));

        assertThat(Leavers.of(rows, roster, header(Set.of())))
                .extracting(Leavers.Leaver::reason)
                .containsExactly(Leavers.Reason.GROUP_MISSING);
    }

    @Test
    void replacesKeyOfAnotherLas_whenTeacherIsLinked() {
        Teacher before = existingTeacher("t1", "Els", "de Wit", "els@school.example", "ParnasSys:T9");
        Roster roster = roster(before);
        Row row = stage(
                        roster,
                        delivery(List.of(), List.of(teacher("T1", "Els", "de Wit", "els@school.example")), List.of()))
                .getFirst();
        assertThat(row.decision()).isEqualTo(new Decision.Undecided());

        ImportPlan plan =
                whole(roster, List.of(row.decided(new Decision.LinkTo(before.id(), Basis.PERSON), Optional.empty())));

        assertThat(after(plan, Teacher.class).externalNumber())
                .contains(new ExternalNumber(LAS, Optional.of(new LasKey("T1"))));
        assertThat(before.isLinkedTo(new LasTypeCode("ParnasSys"))).isTrue();
    }

    @Test
    void storesNoKey_whenKeyHoldsForOneMessage() {
        Roster roster = roster();
        List<Row> rows =
                stage(roster, delivery(List.of(), List.of(), List.of(pupil("#7", "eck-1", "Noor", "Bakker", "", ""))));

        ImportPlan plan = whole(roster, rows);

        assertThat(after(plan, Pupil.class).externalNumber()).contains(new ExternalNumber(LAS, Optional.empty()));
    }

    @Test
    void makesReturningPupilActive_whenPersonConfirms() {
        Roster roster =
                roster(existingPupil("p1", "Noor", "Bakker", "", "", "L1", "").withActive(false));
        List<Row> rows =
                stage(roster, delivery(List.of(), List.of(), List.of(pupil("L1", "", "Noor", "Bakker", "", ""))));

        assertThat(ImportPlan.quiet(rows, roster, LAS, YEAR).entries()).isEmpty();
        assertThat(after(whole(roster, rows), Pupil.class).active()).isTrue();
    }
}
