package nl.laslink.uwlr;

import static nl.laslink.uwlr.StagedLas.NO_COMPOSITE_GROUP;
import static nl.laslink.uwlr.StagedLas.NO_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.uwlr.request.PupilDataRequest;
import nl.laslink.uwlr.staged.StagedFetch;
import nl.laslink.uwlr.staged.StagedTime;
import nl.laslink.uwlr.staged.Waiting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A school of three groups and one composite group, two pupils in a group each and one without, and two teachers. */
class StagedFetchTest {
    private static final URI ADDRESS = URI.create("https://las.example/getrapt");
    private static final Duration WHOLE = Duration.ofSeconds(90);

    /** The empty group, and the two groups and the composite group of nobody. */
    private static final List<Delivery.Warning> LONELY = List.of(
            warning(Delivery.Kind.GROUP_WITHOUT_PUPILS, place(1, Delivery.Subject.GROUP, 3)),
            warning(
                    Delivery.Kind.GROUP_WITHOUT_TEACHER,
                    place(1, Delivery.Subject.GROUP, 2),
                    place(1, Delivery.Subject.GROUP, 3),
                    place(1, Delivery.Subject.COMPOSITE_GROUP, 1)));

    private final StagedLas las = new StagedLas();
    private final FakeTime time = new FakeTime();

    private static final class FakeTime implements Waiting {
        private Duration passed = Duration.ofDays(3);
        private Duration rested = Duration.ZERO;

        @Override
        public Duration passed() {
            return passed;
        }

        @Override
        public void rest(Duration rest) {
            rested = rested.plus(rest);
            passed = passed.plus(rest);
        }
    }

    @BeforeEach
    void school() {
        las.structure = "<groep key='g1'><naam>1A</naam><jaargroep>1</jaargroep></groep>"
                + "<groep key='g2'><naam>2A</naam><jaargroep>2</jaargroep></groep>"
                + "<groep key='g3'><naam>Leeg</naam><jaargroep>3</jaargroep></groep>"
                + "<samengestelde_groep key='c1'><naam>Plus</naam></samengestelde_groep>";
        String siri = "<leerling key='1' eckid='e1'><roepnaam>Siri</roepnaam><groep key='g1'/>"
                + "<samengestelde_groepen><samengestelde_groep key='c1'/></samengestelde_groepen></leerling>";
        String noor = "<leerling key='2'><roepnaam>Noor</roepnaam><jaargroep>2</jaargroep><groep key='g2'/></leerling>";
        String sem = "<leerling key='3'><roepnaam>Sem</roepnaam></leerling>";
        las.pupils.putAll(Map.of("g1", siri, "g2", noor, NO_GROUP, sem, "c1", siri, NO_COMPOSITE_GROUP, noor + sem));
        String anja = "<leerkracht key='a'><roepnaam>Anja</roepnaam><groepen><groep key='g1'/></groepen></leerkracht>";
        String bert = "<leerkracht key='b'><roepnaam>Bert</roepnaam></leerkracht>";
        las.teachers.putAll(Map.of("g1", anja, NO_GROUP, bert, NO_COMPOSITE_GROUP, anja + bert));
    }

    @Test
    void mergesEverybodyOnce_whenAllStagesFit() {
        Delivery delivery = delivered(fetch(2));

        assertThat(las.calls)
                .containsExactly(
                        "HaalStructuur[]",
                        "HaalLeerlingen[g1, g2]",
                        "HaalLeerlingen[g3]",
                        "HaalLeerlingen[-]",
                        "HaalLeerlingen[c1]",
                        "HaalLeerlingen[+]",
                        "HaalLeerkrachten[g1, g2]",
                        "HaalLeerkrachten[g3]",
                        "HaalLeerkrachten[-]",
                        "HaalLeerkrachten[c1]",
                        "HaalLeerkrachten[+]",
                        "HaalStructuur[]");
        assertThat(delivery)
                .isEqualTo(new Delivery(
                        Messages.YEAR,
                        List.of(
                                group("g1", false, "1A", "1"),
                                group("g2", false, "2A", "2"),
                                group("g3", false, "Leeg", "3"),
                                group("c1", true, "Plus", "")),
                        List.of(teacher("a", "Anja", "g1"), teacher("b", "Bert")),
                        List.of(
                                pupil("1", "e1", "Siri", "", "g1", "c1"),
                                pupil("2", "", "Noor", "2", "g2"),
                                pupil("3", "", "Sem", "", "")),
                        LONELY));
    }

    /** {@link StagedTime} counts on it. */
    @Test
    void makesAsManyCallsAsWereCounted() {
        for (int groupsPerCall = 1; groupsPerCall <= 4; groupsPerCall++) {
            las.calls.clear();
            delivered(fetch(groupsPerCall));

            assertThat(las.calls).hasSize(StagedTime.calls(3, 1, groupsPerCall));
        }
    }

    @Test
    void keepsEveryAnswer_asOneDocument() {
        FetchOutcome.Delivered outcome = (FetchOutcome.Delivered) fetch(2);

        assertThat(new String(outcome.rawXml(), StandardCharsets.UTF_8))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><answers><s:Envelope")
                .endsWith("</s:Envelope></answers>")
                .containsOnlyOnce("<?xml");
    }

    /** With its ECK iD in one answer and without in another, under one key. */
    @Test
    void mergesOnKey_whenEckIdIsNotInEveryAnswer() {
        las.pupils.computeIfPresent("c1", (_, siri) -> siri.replace(" eckid='e1'", ""));

        assertThat(delivered(fetch(10)).pupils()).hasSize(3).contains(pupil("1", "e1", "Siri", "", "g1", "c1"));
    }

    /** A LAS that writes only the group it was asked for, each time. */
    @Test
    void unitesGroups_whenEachAnswerNamesOne() {
        las.pupils.put("g1", "<leerling key='1'><roepnaam>Siri</roepnaam><groep key='g1'/></leerling>");

        assertThat(delivered(fetch(10)).pupils().getFirst()).isEqualTo(pupil("1", "e1", "Siri", "", "g1", "c1"));
    }

    /** One stage alone cannot tell 1 to 6 of a secondary school from a primary one's. */
    @Test
    void readsYearGroups_withTheWholeSchoolInSight() {
        las.structure = las.structure.replace("<jaargroep>3<", "<jaargroep>13<");

        Delivery delivery = delivered(fetch(10));

        assertThat(delivery.groups()).extracting(g -> g.yearGroup().orElse("")).containsExactly("11", "12", "13", "");
        assertThat(delivery.pupils().get(1).yearGroup()).contains("12");
    }

    @Test
    void warnsOnce_whenReferenceLeadsNowhere_orSomebodyHasNoIdentity() {
        String lost = "<leerling><roepnaam>Bo</roepnaam></leerling>";
        las.pupils.computeIfPresent(NO_GROUP, (_, people) -> people + lost);
        las.pupils.computeIfPresent(NO_COMPOSITE_GROUP, (_, people) -> people.replace("key='g2'", "key='g9'") + lost);

        assertThat(delivered(fetch(10)).warnings())
                .contains(
                        warning(Delivery.Kind.PERSON_WITHOUT_IDENTITY, place(3, Delivery.Subject.PUPIL, 2)),
                        new Delivery.Warning(Delivery.Kind.PUPIL_LEFT_OUT, 1),
                        warning(Delivery.Kind.UNKNOWN_GROUP, place(5, Delivery.Subject.PUPIL, 1)));
    }

    @Test
    void warnsOfGroupsOfTheOtherKind_asOneAnswerDoes() {
        las.pupils.computeIfPresent(
                NO_COMPOSITE_GROUP, (_, people) -> people.replace("<groep key='g2'/>", "<groep key='c1'/>"));
        las.teachers.computeIfPresent(
                NO_COMPOSITE_GROUP,
                (_, people) -> people.replace("<groep key='g1'/>", "<samengestelde_groep key='g1'/>"));

        Delivery delivery = delivered(fetch(10));

        assertThat(delivery.warnings())
                .contains(
                        warning(Delivery.Kind.GROUP_OF_OTHER_KIND, place(5, Delivery.Subject.PUPIL, 1)),
                        warning(Delivery.Kind.TEACHER_GROUP_OF_OTHER_KIND, place(9, Delivery.Subject.TEACHER, 1)));
        assertThat(delivery.pupils().get(1).group()).isEmpty();
        assertThat(delivery.teachers().getFirst().groups()).containsExactly(new LasKey("g1"));
    }

    /** A LAS that counts from 1 in each answer. */
    @Test
    void warnsOfNoDoubleKey_whenKeysHoldForOneAnswerOnly() {
        String siri = las.pupils.get("g1").replace("key='1'", "key='#1'");
        String noor = las.pupils.get("g2").replace("key='2'", "key='#1' eckid='e2'");
        String sem = las.pupils.get(NO_GROUP).replace("key='3'", "key='#1' eckid='e3'");
        las.pupils.putAll(Map.of("g1", siri, "g2", noor, NO_GROUP, sem));
        las.pupils.put("c1", siri.replace("#1", "#7"));
        las.pupils.put(NO_COMPOSITE_GROUP, noor + sem.replace("#1", "#2"));

        Delivery delivery = delivered(fetch(1));

        assertThat(delivery.pupils()).hasSize(3);
        assertThat(delivery.warnings())
                .extracting(Delivery.Warning::kind)
                .containsOnly(
                        Delivery.Kind.KEY_OF_ONE_MESSAGE,
                        Delivery.Kind.GROUP_WITHOUT_PUPILS,
                        Delivery.Kind.GROUP_WITHOUT_TEACHER);
    }

    @Test
    void saysNotWarned_whenSomebodyStandsTwiceInOneAnswer() {
        las.pupils.computeIfPresent("g1", (_, siri) -> siri + siri);

        assertThat(delivered(fetch(10)).warnings()).isEqualTo(LONELY);
    }

    /** It is not known which of the two the LAS means, so no pupil is proposed as a leaver. */
    @Test
    void saysThatAPupilIsLeftOut_whenTwoAnswersGiveOneKeyToTwoNames() {
        las.pupils.computeIfPresent(NO_COMPOSITE_GROUP, (_, people) -> people.replace("Sem", "Bas"));

        assertThat(delivered(fetch(10)).warnings())
                .contains(
                        warning(Delivery.Kind.CONFLICTING_PERSON, place(5, Delivery.Subject.PUPIL, 2)),
                        new Delivery.Warning(Delivery.Kind.PUPIL_LEFT_OUT, 1));
    }

    @Test
    void warnsOfTheGroups_asOfThePeople() {
        las.structure += "<groep><naam>Zonder sleutel</naam></groep>";

        assertThat(delivered(fetch(10)).warnings())
                .contains(warning(Delivery.Kind.GROUP_WITHOUT_KEY, place(1, Delivery.Subject.GROUP, 4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"g1", "g2", NO_GROUP, "c1", NO_COMPOSITE_GROUP})
    void isIncomplete_whenOneAnswerLacksItsPupils(String group) {
        las.pupils.remove(group);

        assertThat(fetch(1)).isEqualTo(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));
    }

    /** Moves from the second group to the first, whose pupils were already asked for, and is in neither answer. */
    @Test
    void isIncomplete_whenPupilMovesMeanwhile() {
        las.before.put(3, () -> las.pupils.put("g1", las.pupils.get("g1") + las.pupils.remove("g2")));

        assertThat(fetch(1)).isEqualTo(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<groep key='g4'><naam>4A</naam><jaargroep>4</jaargroep></groep>", "<groep key='g1'/>"})
    void isIncomplete_whenGroupsAreOthersAtTheEnd(String group) {
        las.before.put(10, () -> las.structure += group);

        assertThat(fetch(10)).isEqualTo(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));
        assertThat(las.calls).hasSize(10);
    }

    @Test
    void isIncomplete_whenKeysHoldForOneAnswerOnly() {
        las.pupils.replaceAll((_, people) -> people.replace("key='3'", "key='#3'"));
        assertThat(fetch(10)).isEqualTo(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));

        las.structure = las.structure.replace("key='g3'", "key='#g3'");
        las.calls.clear();
        assertThat(fetch(10)).isEqualTo(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));
        assertThat(las.calls).hasSize(1);
    }

    @Test
    void isIncomplete_whenNobodyComes() {
        las.pupils.clear();

        assertThat(fetch(10)).isEqualTo(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));
    }

    @Test
    void hasNoData_onlyWhenTheStructureSaysSo() {
        las.instead.put(1, _ -> StagedLas.noData("structuur"));

        assertThat(fetch(10)).isEqualTo(new FetchOutcome.NoData());
        assertThat(las.calls).hasSize(1);
    }

    @Test
    void takesListWithoutPupils_asGroupWithoutPupils() {
        las.instead.put(4, _ -> StagedLas.stage("leerlingen", "<leerlingen></leerlingen>"));

        assertThat(delivered(fetch(1)).pupils()).hasSize(3);
    }

    @Test
    void stopsAtOnce_whenAnyStageCannotBeUsed() {
        for (int stage = 1; stage <= 10; stage++) {
            las.calls.clear();
            las.instead.clear();
            las.instead.put(stage, _ -> Messages.fault("soap:Client.AutorisatieOngeldig"));

            assertThat(fetch(10)).isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
            assertThat(las.calls).hasSize(stage);

            las.calls.clear();
            las.instead.put(stage, answer -> answer.substring(0, answer.length() - 40));
            assertThat(fetch(10)).isEqualTo(new Failed.Unreadable(AnswerFlaw.CUT_SHORT));

            las.calls.clear();
            las.instead.put(
                    stage,
                    answer -> answer.replaceAll(
                            "<leerlinggegevens-.*</leerlinggegevens-[a-z]*>|<geengegevens/>", "<geenwijzigingen/>"));
            assertThat(fetch(10)).isEqualTo(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));

            las.calls.clear();
            las.instead.put(stage, answer -> answer.replaceAll("<geengegevens/>", "<leerlinggegevens-x/>")
                    .replace("99XX", "98YY"));
            assertThat(fetch(10)).isInstanceOf(Failed.Unreadable.class);
        }
    }

    /** One of each operation, and the groups at the end. Nobody is missing then: only a school that was delivered is staged. */
    @Test
    void deliversNothing_whereverAnAnswerIsCut() {
        for (int stage : List.of(1, 2, 6, 10)) {
            int whole = 1;
            for (int length = 0; length < whole; length++) {
                int cut = length;
                int[] seen = {0};
                las.calls.clear();
                las.instead.clear();
                las.instead.put(stage, answer -> {
                    seen[0] = answer.length();
                    return answer.substring(0, cut);
                });

                assertThat(fetch(10)).as(stage + " cut at " + cut).isInstanceOf(Failed.Unreadable.class);
                whole = seen[0];
            }
            assertThat(whole).isGreaterThan(100);
        }
    }

    @Test
    void restsBetweenCalls_andCountsTheRestAsTime() {
        delivered(fetch(10, Duration.ofSeconds(2)));

        assertThat(time.rested).isEqualTo(Duration.ofSeconds(18));
        assertThat(las.left.getFirst()).isEqualTo(WHOLE);
        assertThat(las.left.getLast()).isEqualTo(WHOLE.minusSeconds(18));
    }

    @Test
    void givesUp_whenTheTimeForAllIsUp() {
        las.before.put(5, () -> time.passed = time.passed.plusSeconds(89));

        assertThat(fetch(10, Duration.ofSeconds(1))).isEqualTo(new Failed.Unanswered(NoAnswer.TIMEOUT));
        assertThat(las.calls).hasSize(5);
    }

    private FetchOutcome fetch(int groupsPerCall) {
        return fetch(groupsPerCall, Duration.ZERO);
    }

    private FetchOutcome fetch(int groupsPerCall, Duration pace) {
        LasHabits.Staged staged = new LasHabits.Staged(ADDRESS, groupsPerCall);
        LasHabits habits = new LasHabits(
                LasHabits.Profile.BASE, Optional.of(staged), Optional.empty(), true, pace, false, Optional.empty());
        PupilDataRequest request = new PupilDataRequest(
                new LasEndpoint(ADDRESS, ADDRESS, "2.2", Map.of(), habits),
                Messages.CREDENTIALS,
                Messages.SCHOOL,
                Messages.YEAR);
        return new StagedFetch(request, staged, las, time, WHOLE).fetch();
    }

    private static Delivery delivered(FetchOutcome outcome) {
        assertThat(outcome).isInstanceOf(FetchOutcome.Delivered.class);
        return ((FetchOutcome.Delivered) outcome).delivery();
    }

    private static Delivery.Warning warning(Delivery.Kind kind, Delivery.Place... places) {
        return new Delivery.Warning(kind, places.length, List.of(places));
    }

    private static Delivery.Place place(int answer, Delivery.Subject subject, int ordinal) {
        return new Delivery.Place(answer, subject, ordinal, 1);
    }

    private static DeliveredGroup group(String key, boolean composite, String name, String yearGroup) {
        return new DeliveredGroup(new LasKey(key), composite, name, text(yearGroup));
    }

    private static DeliveredTeacher teacher(String key, String name, String... groups) {
        return new DeliveredTeacher(
                Optional.empty(),
                Optional.of(new LasKey(key)),
                PersonName.of(name, "", ""),
                Optional.empty(),
                List.of(groups).stream().map(LasKey::new).toList());
    }

    private static DeliveredPupil pupil(
            String key, String eckId, String name, String yearGroup, String group, String... composite) {
        return new DeliveredPupil(
                text(eckId).map(EckId::new),
                Optional.of(new LasKey(key)),
                PersonName.of(name, "", ""),
                Optional.empty(),
                text(yearGroup),
                text(group).map(LasKey::new),
                List.of(composite).stream().map(LasKey::new).toList());
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }
}
