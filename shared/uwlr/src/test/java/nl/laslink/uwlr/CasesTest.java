package nl.laslink.uwlr;

import static nl.laslink.uwlr.SchoolOfCases.row;
import static nl.laslink.uwlr.SchoolOfCases.thatImported;
import static nl.laslink.uwlr.SchoolOfCases.undecided;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Kind;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.uwlr.answer.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of ../shared/cases, each with the result that its README or its steps.md gives. */
class CasesTest {
    private static final String FIELD = "field/";
    private static final String RECYCLED = FIELD + "01-recycled-key/";
    private static final String NEW_KEY = FIELD + "02-same-child-new-key/";
    private static final String NAMES = FIELD + "04-names/";
    private static final String ADDRESS = FIELD + "05-teacher-address-twice/";
    private static final String PLACEHOLDERS = FIELD + "10-placeholders/";

    /** Results of tests: they are for the sending of scores. */
    private static final List<String> OF_SCORES =
            List.of("field/11-norm-corrected/events.json", "field/11-norm-corrected/norm-corrected.json");

    private static final List<String> HERE = List.of(
            "00-base-8-pupils.xml",
            "01a-key-only.xml",
            "01b-one-key-two-children-wrong-one-last.xml",
            "01c-every-key-handed-to-another-child.xml",
            "02a-hash-keys-no-eckid.xml",
            "04a-capital-Leerling.xml",
            "04b-half-in-a-wrapper.xml",
            "04d-one-inside-the-one-before.xml",
            "05-one-key-two-eckids.xml",
            "06-edexml-file-export.xml",
            "07-lvs-bsn-ondwnr-4.xml",
            RECYCLED + "a-answer-1.xml",
            RECYCLED + "a-answer-2.xml",
            RECYCLED + "c-eckids-swapped-answer-1.xml",
            RECYCLED + "c-eckids-swapped-answer-2.xml",
            NEW_KEY + "answer-1.xml",
            NEW_KEY + "answer-2.xml",
            NEW_KEY + "case-answer-1.xml",
            NEW_KEY + "case-answer-2.xml",
            NEW_KEY + "eck-answer-1.xml",
            NEW_KEY + "eck-answer-2.xml",
            NEW_KEY + "groups-answer-2.xml",
            NEW_KEY + "nbsp-answer-1.xml",
            NEW_KEY + "nbsp-answer-2.xml",
            NEW_KEY + "teachers-answer-2.xml",
            NEW_KEY + "zeros-answer-1.xml",
            NEW_KEY + "zeros-answer-2.xml",
            NAMES + "dates-answer-1.xml",
            NAMES + "dates-answer-2.xml",
            NAMES + "nodates-answer-1.xml",
            NAMES + "nodates-answer-2.xml",
            ADDRESS + "answer-1.xml",
            ADDRESS + "answer-2.xml",
            ADDRESS + "answer-3-new-address.xml",
            FIELD + "07-brin-with-suffix/answer-98YY00-dep.xml",
            FIELD + "07-brin-with-suffix/answer-98YY00.xml",
            FIELD + "08-double-registration/answer-1.xml",
            FIELD + "08-double-registration/answer-2.xml",
            FIELD + "09-starts-in-future/answer-1.xml",
            FIELD + "09-starts-in-future/answer-2.xml",
            PLACEHOLDERS + "answer-1.xml",
            PLACEHOLDERS + "answer-2.xml");

    @Test
    void namesEveryFileOfTheFolder() throws IOException {
        Path folder = SchoolOfCases.folder();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .filter(file -> !file.endsWith(".md")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(HERE.stream(), OF_SCORES.stream()).toList());
        }
    }

    @Test
    void case00_findsNothing_inASoundAnswer() {
        Delivery delivery = SchoolOfCases.delivery("00-base-8-pupils.xml");

        assertThat(delivery.pupils()).hasSize(8);
        assertThat(toDo(delivery)).isEmpty();
    }

    @Test
    void case01b_asksAboutBothChildren_whenOneKeyHasTwo() {
        SchoolOfCases school = thatImported("01a-key-only.xml");
        List<String> before = school.pupils();

        Review review = school.next("01b-one-key-two-children-wrong-one-last.xml");

        assertThat(undecided(review)).containsExactlyInAnyOrder("Aiko van Dijk", "Sanne von Müller");
        assertThat(review.leavers()).isEmpty();
        assertThat(kinds(review)).contains(Kind.CONFLICTING_PERSON);
        assertThat(school.night(review).pupils()).isEqualTo(before);
    }

    @Test
    void case01c_holds_whenEveryKeyIsOfAnotherChild() {
        SchoolOfCases school = thatImported("01a-key-only.xml");
        List<String> before = school.pupils();

        Review review = school.next("01c-every-key-handed-to-another-child.xml");

        assertThat(review.hold()).isPresent();
        assertThat(review.undecided()).isEqualTo(8);
        assertEverybodyIsFoundByName(school, review, 8);
        assertThat(review.leavers()).isEmpty();
        assertThat(school.night(review).pupils()).isEqualTo(before);
    }

    @Test
    void case02a_proposesEverybody_whenKeysAreDisposable() {
        SchoolOfCases school = thatImported("02a-hash-keys-no-eckid.xml");

        Review review = school.next("02a-hash-keys-no-eckid.xml");

        assertThat(undecided(review)).hasSize(8);
        assertEverybodyIsFoundByName(school, review, 8);
        assertThat(review.leavers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"04a-capital-Leerling.xml", "04b-half-in-a-wrapper.xml", "04d-one-inside-the-one-before.xml"})
    void case04_findsPupilLeftOut_andNobodyLeaves(String file) {
        Review review = thatImported("00-base-8-pupils.xml").next(file);

        assertThat(kinds(review)).contains(Kind.PUPIL_LEFT_OUT);
        assertThat(review.leavers()).isEmpty();
    }

    @Test
    void case05_doubtsBoth_whenOneKeyHasTwoEckIds() {
        Review review = thatImported("00-base-8-pupils.xml").next("05-one-key-two-eckids.xml");

        assertThat(undecided(review)).containsExactlyInAnyOrder("Sanne von Müller", "Aiko van Dijk");
        assertThat(kinds(review)).contains(Kind.DUPLICATE_KEY);
    }

    @Test
    void case06_isToldAsAFile_notAsATechnicalFault() {
        assertThat(SchoolOfCases.judge("06-edexml-file-export.xml"))
                .isInstanceOfSatisfying(Judgement.Rejected.class, rejected -> assertThat(rejected.flaws())
                        .containsExactly(AnswerFlaw.EDEXML_FILE));
    }

    @Test
    void case07_dropsFourDigitsQuietly_inTheLvsSet() {
        assertThat(toDo(SchoolOfCases.delivery("07-lvs-bsn-ondwnr-4.xml"))).isEmpty();
    }

    @Test
    void field01a_asksAndRenamesNobody_whenAKeyIsRecycled() {
        SchoolOfCases school = thatImported(RECYCLED + "a-answer-1.xml");
        List<String> before = school.pupils();

        Review review = school.next(RECYCLED + "a-answer-2.xml");

        assertThat(undecided(review)).containsExactly("Veerle Roosen");
        assertThat(Review.mayBecome(row(review, "Veerle Roosen"))).hasSize(3);
        assertThat(school.night(review).pupils()).isEqualTo(before);
    }

    @Test
    void field01c_asksAboutBoth_whenTwoEckIdsAreExchanged() {
        SchoolOfCases school = thatImported(RECYCLED + "c-eckids-swapped-answer-1.xml");
        List<String> before = school.pupils();

        Review review = school.next(RECYCLED + "c-eckids-swapped-answer-2.xml");

        assertThat(undecided(review)).containsExactlyInAnyOrder("Cas Dekker", "Dina Wolters");
        assertThat(review.leavers()).isEmpty();
        assertThat(school.night(review).pupils()).isEqualTo(before);
    }

    @Test
    void field02_proposesTheSameChild_whenOneKeyIsNew() {
        SchoolOfCases school = thatImported(NEW_KEY + "answer-1.xml");

        Review review = school.next(NEW_KEY + "answer-2.xml");

        assertThat(undecided(review)).containsExactly("Abel Postma");
        assertEverybodyIsFoundByName(school, review, 1);
        assertThat(review.leavers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"case", "zeros"})
    void field02_isOneFindingForAll_whenKeysDifferOnlyInCaseOrZeros(String how) {
        SchoolOfCases school = thatImported(NEW_KEY + how + "-answer-1.xml");

        Review review = school.next(NEW_KEY + how + "-answer-2.xml");

        assertThat(review.header().warnings()).contains(new Delivery.Warning(Kind.KEY_SPELLED_OTHERWISE, 18));
        assertThat(review.undecided()).isZero();
        assertThat(review.leavers()).isEmpty();
        assertThat(review.rows()).filteredOn(row -> row.kind() == RowKind.PUPIL).allSatisfy(row -> {
            assertThat(row.settled()).isFalse();
            assertThat(school.name(row.target().orElseThrow())).isEqualTo(SchoolOfCases.name(row.delivered()));
        });
    }

    @Test
    void field02_knowsEverybody_whenKeysDifferInAUnicodeSpace() {
        SchoolOfCases school = thatImported(NEW_KEY + "nbsp-answer-1.xml");

        Review review = school.next(NEW_KEY + "nbsp-answer-2.xml");

        assertThat(review.rows()).allMatch(Row::settled);
        assertThat(school.night(review).roster().pupils()).allSatisfy(pupil -> assertThat(pupil.externalNumber()
                        .flatMap(number -> number.key())
                        .orElseThrow()
                        .value())
                .endsWith("\u00a0"));
    }

    @Test
    void field02_holdsAndProposesEverybody_whenEveryEckIdChanged() {
        SchoolOfCases school = thatImported(NEW_KEY + "eck-answer-1.xml");

        Review review = school.next(NEW_KEY + "eck-answer-2.xml");

        assertThat(review.hold()).isPresent();
        assertEverybodyIsFoundByName(school, review, 18);
        assertThat(review.leavers()).isEmpty();
    }

    @Test
    void field02_proposesGroupsAndTeachers_whenTheirKeysChanged() {
        SchoolOfCases school = thatImported(NEW_KEY + "answer-1.xml");

        assertEverybodyIsFoundByName(school, school.next(NEW_KEY + "groups-answer-2.xml"), 3);
        assertEverybodyIsFoundByName(school, school.next(NEW_KEY + "teachers-answer-2.xml"), 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dates", "nodates"})
    void field04_proposesEverybody_howeverTheNameIsWritten(String which) {
        SchoolOfCases school = thatImported(NAMES + which + "-answer-1.xml");
        Map<String, RecordId> byNumber = new java.util.HashMap<>();
        school.roster()
                .pupils()
                .forEach(p -> byNumber.put(
                        p.externalNumber()
                                .flatMap(n -> n.key())
                                .orElseThrow()
                                .value()
                                .substring(1),
                        p.id()));

        Review review = school.next("ParnasSys", NAMES + which + "-answer-2.xml");

        List<String> missed = new ArrayList<>();
        for (Row row : review.rows()) {
            if (row.delivered() instanceof DeliveredPupil pupil) {
                RecordId own = byNumber.get(pupil.key().orElseThrow().value().substring(1));
                if (row.proposals().stream().noneMatch(p -> p.record().equals(own))) {
                    missed.add(SchoolOfCases.name(pupil) + " / " + school.name(own));
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(review.certainMatches().values())
                .contains(byNumber.get("7002"), byNumber.get("7005"), byNumber.get("7006"), byNumber.get("7007"));
    }

    @Test
    void field05_addsNoTeacherByItself_whoseAddressSomebodyHas() {
        Review review = thatImported(ADDRESS + "answer-1.xml").next(ADDRESS + "answer-2.xml");

        assertThat(undecided(review)).containsExactlyInAnyOrder("Loes Nijs", "Job Riem", "Kim Zomer");
        assertThat(kinds(review)).contains(Kind.REGISTERED_TWICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer-98YY00-dep.xml", "answer-98YY00.xml"})
    void field07_readsBrinAndDependance_fromOneCode(String file) {
        assertThat(SchoolOfCases.delivery(FIELD + "07-brin-with-suffix/" + file).pupils())
                .hasSize(4);
    }

    @Test
    void field08_findsOneChildTwice_andTheSecondIsNotNewByItself() {
        Review review = thatImported(FIELD + "08-double-registration/answer-1.xml")
                .next(FIELD + "08-double-registration/answer-2.xml");

        assertThat(undecided(review)).containsExactly("Tobi Sluis");
        assertThat(review.header().warnings())
                .filteredOn(w -> w.kind() == Kind.REGISTERED_TWICE)
                .singleElement()
                .satisfies(w -> assertThat(w.places()).hasSize(2));
    }

    @Test
    void field09_stagesThePupilForTheDay_whenTheStartIsInTheFuture() {
        SchoolOfCases school = thatImported(FIELD + "09-starts-in-future/answer-1.xml");

        Review review = school.next(FIELD + "09-starts-in-future/answer-2.xml");

        assertThat(row(review, "Ziva Roelofs")).satisfies(row -> {
            assertThat(row.waits()).isFalse();
            assertThat(((DeliveredPupil) row.delivered()).startsOn())
                    .isEqualTo(Optional.of(java.time.LocalDate.of(2027, 3, 10)));
        });
        assertThat(review.isFinished()).isTrue();
    }

    @Test
    void field10_overwritesNothing_withPlaceholders() {
        SchoolOfCases school = thatImported(PLACEHOLDERS + "answer-1.xml");

        Review review = school.next(PLACEHOLDERS + "answer-2.xml");

        assertThat(kinds(review)).contains(Kind.UNUSABLE_BIRTH_DATE, Kind.PLACEHOLDER_NAME);
        assertThat(review.leavers()).isEmpty();
        assertThat(school.night(review).pupils())
                .contains(
                        "Abel Postma 2017-01-05",
                        "Cas Dekker 2017-03-07",
                        "Dina Wolters 2017-04-08",
                        "Eef van den Berg 2017-05-09");
    }

    private static void assertEverybodyIsFoundByName(SchoolOfCases school, Review review, int number) {
        assertThat(review.certainMatches()).hasSize(number);
        review.certainMatches().forEach((row, record) -> assertThat(school.name(record))
                .isEqualTo(
                        SchoolOfCases.name(review.row(row.value()).orElseThrow().delivered())));
    }

    private static TreeSet<Kind> kinds(Review review) {
        TreeSet<Kind> kinds = new TreeSet<>();
        review.header().warnings().forEach(w -> kinds.add(w.kind()));
        return kinds;
    }

    /** What a person must act on. */
    private static List<Kind> toDo(Delivery delivery) {
        return delivery.warnings().stream()
                .map(Delivery.Warning::kind)
                .filter(kind -> kind.advice() != Advice.NOTHING)
                .toList();
    }
}
