package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Kind;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.request.Uwlr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * Valid answers, changed by chance and seed: what means the same is judged the same; what is cut or damaged is no full set; no
 * answer ends in an exception; no national number comes out. The seed is in the failure's text.
 */
class MutatedAnswersTest {
    private static final Asked ASKED = Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR);
    private static final Set<Kind> LEFT_OUT = Set.of(
            Kind.PERSON_WITHOUT_IDENTITY,
            Kind.PERSON_WITHOUT_NAME,
            Kind.DUPLICATE_PERSON,
            Kind.CONFLICTING_PERSON,
            Kind.DUPLICATE_ECK_ID);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whole-school.xml",
                "cdata-and-comments.xml",
                "esis-wide-set.xml",
                "magister-2.3-smalle-set.xml",
                "national-numbers.xml",
                "q04-eckid-on-some.xml",
                "q15-vendor-blocks.xml",
                "same-person-twice.xml",
                "values-out-of-range.xml",
                "values-too-long.xml",
                "without-identity.xml"
            })
    void isJudgedTheSame_howeverItIsWritten(String answer) throws IOException {
        byte[] original = bytes(answer);
        Delivery meant = meaning(((Judgement.WholeSchool) judge(original).judgement).delivery());
        for (long seed = 0; seed < 100; seed++) {
            Judged mutated = judge(MutatedAnswer.of(original, seed));

            assertThat(mutated.judgement).as("seed " + seed).isInstanceOf(Judgement.WholeSchool.class);
            assertThat(meaning(((Judgement.WholeSchool) mutated.judgement).delivery()))
                    .as("seed " + seed)
                    .isEqualTo(meant);
            assertHoldsNoNationalNumber(mutated, seed);
            assertThat(judge(mutated.copy.getBytes(StandardCharsets.UTF_8)).judgement)
                    .as("the copy, seed " + seed)
                    .isInstanceOfSatisfying(Judgement.WholeSchool.class, again -> assertThat(meaning(again.delivery()))
                            .isEqualTo(meant));
        }
    }

    /** Without what a mutation changes on purpose: the lines on which things stand, and national numbers that it adds. */
    private static Delivery meaning(Delivery d) {
        List<Delivery.Warning> warnings = d.warnings().stream()
                .filter(w ->
                        w.kind() != Delivery.Kind.NATIONAL_NUMBER && w.kind() != Delivery.Kind.NATIONAL_NUMBER_PART)
                .map(w -> new Delivery.Warning(w.kind(), w.count()))
                .toList();
        return new Delivery(d.schoolYear(), d.groups(), d.teachers(), d.pupils(), warnings);
    }

    @Test
    void isNothingButRejected_whereverItIsCut() throws IOException {
        List<String> charsets = List.of("UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1");
        for (String charset : charsets) {
            String encoded = small().replace("UTF-8", charset);
            byte[] whole = encoded.getBytes(Charset.forName(charset));
            assertThat(judge(whole).judgement).isInstanceOf(Judgement.WholeSchool.class);
            for (int length = 0; length < whole.length; length++) {
                assertThat(judge(Arrays.copyOf(whole, length)).judgement)
                        .as(charset + " cut at " + length)
                        .isInstanceOf(Judgement.Rejected.class);
            }
        }
    }

    @Test
    void isNothingButRejected_whereverItIsCutWhilePacked() throws IOException {
        byte[] whole = packed(small().getBytes(StandardCharsets.UTF_8));
        assertThat(judge(whole).judgement).isInstanceOf(Judgement.WholeSchool.class);

        for (int length = 0; length < whole.length; length++) {
            assertThat(judge(Arrays.copyOf(whole, length)).judgement)
                    .as("cut at " + length)
                    .isInstanceOf(Judgement.Rejected.class);
        }
    }

    @Test
    void isNothingButRejected_whereverAnotherAnswerIsCut() {
        List<String> answers = List.of(
                Messages.pupilData("<geenwijzigingen/>"),
                Messages.pupilData("<geengegevens/>"),
                Messages.fault("soap:Client.AutorisatieOngeldig"),
                Messages.answer("<r:leerresultaten_bevestiging xmlns:r='" + Uwlr.RESULTS + "'/>"));
        for (String answer : answers) {
            byte[] whole = answer.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < whole.length; length++) {
                assertThat(judge(Arrays.copyOf(whole, length), anything()).judgement)
                        .as("cut at " + length)
                        .isInstanceOf(Judgement.Rejected.class);
            }
        }
    }

    /** Each byte that is in the answer is lost, doubled or another one. */
    @Test
    void losesNoPupilSilently_whateverByteIsDamaged() throws IOException {
        List<String> answers = List.of("whole-school.xml", "national-numbers.xml", "q04-eckid-on-some.xml");
        for (String answer : answers) {
            byte[] whole = bytes(answer);
            Random random = new Random(whole.length);
            for (int at = 0; at < whole.length; at++) {
                byte[] damaged = MutatedAnswer.damaged(whole, at, random);
                assertExplains(damaged, answer + " at " + at);
                Judged judged = judge(damaged);
                if (!(judged.judgement instanceof Judgement.Rejected)) {
                    assertThat(judged.copy).as(answer + " at " + at).doesNotContain("123456", "456782");
                }
            }
        }
    }

    @Test
    void losesNoPupilSilently_whateverPieceIsDamaged() throws IOException {
        byte[] original = bytes("q04-eckid-on-some.xml");
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            byte[] whole = MutatedAnswer.of(original, seed % 50);
            byte[] damaged = MutatedAnswer.withDamagedPiece(whole, random);
            assertExplains(damaged, "seed " + seed);
        }
    }

    @Test
    void isRejected_whenOneOfTwoSchoolsIsAnother() {
        String other = Messages.SCHOOL_XML.replace("99XX", "98YY");
        String pupils = "<leerlingen>" + Messages.PUPIL_XML + "</leerlingen>";

        assertThat(judge(Messages.school(other + pupils).getBytes(StandardCharsets.UTF_8)).judgement)
                .isInstanceOfSatisfying(
                        Judgement.Rejected.class, r -> assertThat(r.flaws()).containsExactly(AnswerFlaw.OTHER_SCHOOL));
        assertThat(judge(Messages.school(pupils + other).getBytes(StandardCharsets.UTF_8)).judgement)
                .isInstanceOf(Judgement.Rejected.class);
    }

    /** A full set is well-formed for another parser too, and tells of each pupil in it. */
    private static void assertExplains(byte[] damaged, String how) throws IOException {
        Judged judged = judge(damaged);
        if (!(judged.judgement instanceof Judgement.WholeSchool whole)) {
            return;
        }
        Document document = MutatedAnswer.parse(unpacked(damaged));
        NodeList pupils = document.getElementsByTagNameNS(Uwlr.PUPIL_DATA, "leerling");
        long leftOut = whole.found().findings().stream()
                .filter(f -> f.place().subject() == Delivery.Subject.PUPIL && LEFT_OUT.contains(f.kind()))
                .count();
        assertThat(whole.delivery().pupils().size() + leftOut).as(how).isEqualTo(pupils.getLength());
    }

    private static void assertHoldsNoNationalNumber(Judged judged, long seed) {
        String all = judged.copy + told(judged.judgement);
        assertThat(MutatedAnswer.NATIONAL_NUMBERS).as("seed " + seed).noneMatch(all::contains);
        assertThat(all).as("seed " + seed).doesNotContain(MutatedAnswer.IN_COMMENTS);
    }

    /** The records' own texts hide what they hold. */
    private static String told(Judgement judgement) {
        if (!(judgement instanceof Judgement.WholeSchool whole)) {
            return judgement.toString();
        }
        Delivery delivery = whole.delivery();
        Stream<String> groups =
                delivery.groups().stream().map((DeliveredGroup g) -> g.key().value() + g.name() + g.yearGroup());
        Stream<String> teachers = delivery.teachers().stream()
                .map((DeliveredTeacher t) -> t.eckId().map(e -> e.value()).orElse("")
                        + t.key().map(k -> k.value()).orElse("")
                        + t.name().full()
                        + t.email().map(e -> e.value()).orElse(""));
        Stream<String> pupils = delivery.pupils().stream()
                .map((DeliveredPupil p) -> p.eckId().map(e -> e.value()).orElse("")
                        + p.key().map(k -> k.value()).orElse("")
                        + p.name().full()
                        + p.birthDate()
                        + p.yearGroup());
        return whole.found()
                + Stream.of(groups, teachers, pupils).flatMap(s -> s).collect(Collectors.joining(" "));
    }

    private record Judged(Judgement judgement, String copy) {}

    private static Judged judge(byte[] answer) {
        return judge(answer, ASKED);
    }

    private static Judged judge(byte[] answer, Asked asked) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Judgement judgement = new AnswerJudge(asked).judge(new ByteArrayInputStream(answer), "text/xml", copy);
        return new Judged(judgement, copy.toString(StandardCharsets.UTF_8));
    }

    private static Asked anything() {
        return new Asked(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A whole school of one pupil, with no byte behind its end. */
    private static String small() {
        return Messages.school("<leerlingen>" + Messages.PUPIL_XML + "</leerlingen>");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        boolean isPacked = bytes.length > 1 && bytes[0] == 0x1f;
        return isPacked ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
    }

    private static byte[] bytes(String answer) throws IOException {
        try (InputStream in = MutatedAnswersTest.class.getResourceAsStream("/answers/" + answer)) {
            return in.readAllBytes();
        }
    }
}
