package nl.laslink.uwlr;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.secret.Secret;
import nl.laslink.uwlr.request.Uwlr;

/** Fictional messages, in and out. */
final class Messages {
    static final SchoolIdentification SCHOOL = new SchoolIdentification.ByBrin(SchoolId.parse("99XX-00"));
    static final SchoolYear YEAR = new SchoolYear(2026);
    static final String KEY = "geheime-sleutel<&>";
    static final LasCredentials CREDENTIALS =
            new LasCredentials(Secret.of(KEY), Secret.of("geheime-klantcode"), "laslink");

    static final String SCHOOL_XML = "<school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode></school>";
    static final String PUPIL_XML = "<leerling key='1'><roepnaam>Siri</roepnaam></leerling>";

    private Messages() {}

    static String answer(String payload) {
        return "<?xml version='1.0' encoding='UTF-8'?><s:Envelope xmlns:s='" + Uwlr.SOAP + "'><s:Header/><s:Body>"
                + payload + "</s:Body></s:Envelope>";
    }

    static String pupilData(String content) {
        return answer("<leerlinggegevens_antwoord xmlns='" + Uwlr.PUPIL_DATA + "'>" + content
                + "</leerlinggegevens_antwoord>");
    }

    /** A whole school with these children of {@code leerlinggegevens} beside the school itself. */
    static String school(String content) {
        return pupilData("<leerlinggegevens>" + SCHOOL_XML + content + "</leerlinggegevens>");
    }

    static String fault(String code) {
        return answer("<s:Fault><faultcode>" + code + "</faultcode><faultstring xml:lang='nl'>Siri van Nergens mag niet"
                + "</faultstring><detail><x>123456782</x></detail></s:Fault>");
    }

    static ScoreMessage scores() {
        return scores(SCHOOL);
    }

    static ScoreMessage scores(SchoolIdentification school) {
        ScoreMessage.Result whole = result("z1", Optional.empty(), new ScoreValue.Plain(34));
        ScoreMessage.Result part = result("z1.L", Optional.of("L"), new ScoreValue.Plain(0));
        ScoreMessage.Result oso = result("z2", Optional.empty(), oso());
        ScoreMessage.Result bare = result("z3", Optional.empty(), emptyOso());
        return new ScoreMessage(
                school,
                YEAR,
                OffsetDateTime.parse("2026-11-24T03:30:00+01:00"),
                List.of(
                        new ScoreMessage.PupilResults(
                                new LasKey("100420"),
                                Optional.of(new EckId("eckid_L1")),
                                Optional.of(new LasKey("9")),
                                List.of(whole, part)),
                        new ScoreMessage.PupilResults(new LasKey("100427"), Optional.empty(), List.of(oso, bare))),
                List.of(test()));
    }

    private static ScoreMessage.Result result(String key, Optional<String> part, ScoreValue value) {
        return new ScoreMessage.Result(
                new ResultKey(key),
                LocalDate.parse("2026-11-20"),
                new TestCode("RW-M5"),
                Optional.of("2"),
                part,
                value,
                Optional.of("https://toetscentrum.example/" + key));
    }

    private static ScoreValue oso() {
        return new ScoreValue.Oso(
                Optional.of(40),
                Optional.of(31),
                Optional.of(9),
                Optional.of(40),
                Optional.of(new BigDecimal("1E+3")),
                Optional.of(new BigDecimal("212.5")),
                Optional.of("RW"),
                Optional.of(new ScoreValue.Interval(new BigDecimal("200"), new BigDecimal("225.25"))),
                List.of(
                        new ScoreValue.Reference("IV", "Landelijk", "II", Optional.of("boven gemiddeld")),
                        new ScoreValue.Reference("DLE", "Landelijk", "31", Optional.empty())));
    }

    private static ScoreValue emptyOso() {
        return new ScoreValue.Oso(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static TestDefinition test() {
        TestDefinition.Norming norming = new TestDefinition.Norming(
                Optional.of("niveau"),
                Optional.empty(),
                Optional.of(new BigDecimal("1.50")),
                List.of(
                        new TestDefinition.Norm(
                                "I",
                                Optional.of("hoog \uD83D\uDE00"),
                                30,
                                40,
                                Optional.of(new TestDefinition.Colour(0, 128, 255, 50)),
                                Optional.of(new BigDecimal("7.5")),
                                Optional.of(new BigDecimal("10"))),
                        new TestDefinition.Norm("t".repeat(70), Optional.empty(), 0, 29)));
        return new TestDefinition(
                new TestCode("RW-M5"),
                Optional.of("2"),
                Optional.of("Rekenen <&> \u0001" + "n".repeat(200)),
                Optional.of("5"),
                Optional.of(" "),
                Optional.of(norming),
                List.of(new TestDefinition.Entrance(1, "Rekenen"), new TestDefinition.Entrance(2, "Getallen")),
                List.of(
                        new TestDefinition.Part(1, "L", Optional.of("Lezen"), Optional.of(norming)),
                        new TestDefinition.Part(2, "S", Optional.empty(), Optional.empty())),
                Arrays.stream(TestDefinition.Field.values())
                        .collect(Collectors.toMap(
                                f -> f,
                                f -> new TestDefinition.Vocabulary(
                                        "urn:voorbeeld:" + f, Optional.of("https://lijsten.example/" + f)))));
    }
}
