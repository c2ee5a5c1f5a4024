package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.request.Uwlr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The product's own rule for leavers over answers that were changed by chance and seed, for a school that knows everybody in the
 * answer and one pupil more. That one is the proof that the rule runs: a valid answer proposes that pupil and nobody else.
 */
class NeverALeaverTest {
    private static final Asked ASKED = Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR);

    /** Complete and plain: each pupil in it is known again. */
    private static final Set<String> ONLY_GONE = Set.of(KnownSchool.GONE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "whole-school.xml",
                "cdata-and-comments.xml",
                "esis-wide-set.xml",
                "magister-2.3-smalle-set.xml",
                "national-numbers.xml",
                "q04-eckid-on-some.xml",
                "q15-vendor-blocks.xml"
            })
    void leavesOneAlone_howeverTheAnswerIsWritten(String answer) throws IOException {
        byte[] original = bytes(answer);
        KnownSchool school = school(original);
        assertThat(school.leavers(judge(original))).isEqualTo(ONLY_GONE);

        for (long seed = 0; seed < 25; seed++) {
            assertThat(school.leavers(judge(MutatedAnswer.of(original, seed))))
                    .as("seed " + seed)
                    .isEqualTo(ONLY_GONE);
        }
    }

    /** Somebody in it could not be known, so that who is missing cannot be told from who was left out. */
    @ParameterizedTest
    @ValueSource(strings = {"without-identity.xml", "without-name.xml", "one-key-two-names.xml", "values-too-long.xml"})
    void leavesNobody_whenPupilsAreLeftOut(String answer) throws IOException {
        KnownSchool school = school(bytes("whole-school.xml"));
        byte[] original = bytes(answer);
        assertThat(judge(original)).isInstanceOf(Judgement.WholeSchool.class);

        for (long seed = 0; seed < 25; seed++) {
            assertThat(school.leavers(judge(MutatedAnswer.of(original, seed))))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    /** Whose name lost a part is still that pupil. */
    @Test
    void leavesOneAlone_whenPartsOfNamesAreTooLong() throws IOException {
        byte[] whole = bytes("whole-school.xml");
        String answer = new String(whole, StandardCharsets.UTF_8)
                .replaceAll("<achternaam>", "<achternaam>" + "a".repeat(200))
                .replaceAll("<voorvoegsel>", "<voorvoegsel>" + "v".repeat(10));

        Judgement judged = judge(answer.getBytes(StandardCharsets.UTF_8));

        assertThat(judged.found().numbers()).containsKey(Delivery.Kind.VALUE_TOO_LONG);
        assertThat(school(whole).leavers(judged)).isEqualTo(ONLY_GONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole-school.xml", "q04-eckid-on-some.xml"})
    void leavesNobody_whereverTheAnswerIsCut(String answer) throws IOException {
        byte[] whole = bytes(answer);
        KnownSchool school = school(whole);
        int end = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('>');

        for (int length = 0; length <= end; length++) {
            assertThat(school.leavers(judge(Arrays.copyOf(whole, length))))
                    .as("cut at " + length)
                    .isEmpty();
        }
    }

    /** A byte is lost, doubled or another one. */
    @ParameterizedTest
    @ValueSource(strings = {"whole-school.xml", "q04-eckid-on-some.xml"})
    void leavesNobodyWhoIsInIt_whateverByteIsDamaged(String answer) throws IOException {
        byte[] whole = bytes(answer);
        KnownSchool school = school(whole);
        Random random = new Random(whole.length);

        for (int at = 0; at < whole.length; at++) {
            assertStays(school, MutatedAnswer.damaged(whole, at, random), answer + " at " + at);
        }
    }

    @Test
    void leavesNobodyWhoIsInIt_whateverPieceIsDamaged() throws IOException {
        byte[] whole = bytes("q04-eckid-on-some.xml");
        KnownSchool school = school(whole);

        for (long seed = 0; seed < 400; seed++) {
            assertStays(school, MutatedAnswer.withDamagedPiece(whole, new Random(seed)), "seed " + seed);
        }
    }

    /** Whom another parser still finds, as they are known; with another key or ECK iD it is somebody else. */
    private static void assertStays(KnownSchool school, byte[] damaged, String how) {
        Judgement judgement = judge(damaged);
        Set<String> leavers = new HashSet<>(school.leavers(judgement));
        if (judgement instanceof Judgement.WholeSchool) {
            leavers.retainAll(pupils(damaged));
        }
        assertThat(leavers).as(how).isEmpty();
    }

    private static Set<String> pupils(byte[] answer) {
        Document document = MutatedAnswer.parse(answer);
        NodeList pupils = document.getElementsByTagNameNS(Uwlr.PUPIL_DATA, "leerling");
        Set<String> known = new HashSet<>();
        for (int i = 0; i < pupils.getLength(); i++) {
            Element pupil = (Element) pupils.item(i);
            known.add(KnownSchool.id(pupil.getAttribute("key"), pupil.getAttribute("eckid")));
        }
        return known;
    }

    private static KnownSchool school(byte[] answer) {
        return new KnownSchool(((Judgement.WholeSchool) judge(answer)).delivery());
    }

    private static Judgement judge(byte[] answer) {
        return new AnswerJudge(ASKED)
                .judge(new ByteArrayInputStream(answer), "text/xml", OutputStream.nullOutputStream());
    }

    private static byte[] bytes(String answer) throws IOException {
        try (InputStream in = NeverALeaverTest.class.getResourceAsStream("/answers/" + answer)) {
            return in.readAllBytes();
        }
    }
}
