package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.edustandaard.leerresultaten._2.autorisatie.Autorisatie;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerkrachtenVerzoek;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlingenVerzoek;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlinggegevensVerzoek;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.StructuurVerzoek;
import nl.edustandaard.leerresultaten._2.leerresultaten.CtpNormering.Norm;
import nl.edustandaard.leerresultaten._2.leerresultaten.CtpResultaat;
import nl.edustandaard.leerresultaten._2.leerresultaten.CtpToets;
import nl.edustandaard.leerresultaten._2.leerresultaten.CtpToetsafname;
import nl.edustandaard.leerresultaten._2.leerresultaten.LeerresultatenVerzoek;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.secret.Secret;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.PupilDataRequest.AskedGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is sent is taken, and understood, by a LAS generated from the published WSDLs, whose schemas it enforces. */
class StrictLasTest {
    private static final Instant LAST_RECEIVED = Instant.parse("2026-11-23T10:00:00.987Z");
    private static final List<SchoolIdentification> SCHOOLS = List.of(
            Messages.SCHOOL,
            new SchoolIdentification.ByBrin(SchoolId.parse("98YY-03")),
            new SchoolIdentification.BySchoolKey("school <1>"));
    private static GeneratedLas las;

    private final UwlrLasClient client = new UwlrLasClient(LasNetwork.ANY);

    @BeforeAll
    static void start() {
        las = GeneratedLas.start(PublishedSchemas.folder());
    }

    @AfterAll
    static void stop() {
        las.close();
    }

    @BeforeEach
    void forget() {
        las.takeReceived();
    }

    /** A way of asking that an entry of the LAS types and a school can lead to. */
    record Asking(SchoolIdentification school, String version, Optional<String> dataSet, boolean actionQuoted) {}

    static Stream<Asking> askings() {
        List<Asking> all = new ArrayList<>();
        for (SchoolIdentification school : SCHOOLS) {
            for (String version : List.of("2.2", "2.3")) {
                all.add(new Asking(school, version, Optional.empty(), true));
                all.add(new Asking(school, version, Optional.of("Smalle-set-VO"), false));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("askings")
    void deliversSchool_whenAllIsAskedInOne(Asking asking) {
        for (Optional<Instant> last : List.of(Optional.<Instant>empty(), Optional.of(LAST_RECEIVED))) {
            assertThat(pupils(fetch(asking, Optional.empty(), last))).containsExactly("1", "2", "3");

            LeerlinggegevensVerzoek asked = only(LeerlinggegevensVerzoek.class);
            assertThat(asked.getSchooljaar()).isEqualTo("2026-2027");
            assertThat(asked.getXsdversie()).isEqualTo(asking.version);
            assertThat(Optional.ofNullable(asked.getGegevenssetid())).isEqualTo(asking.dataSet);
            assertThat(identification(asked.getBrincode(), asked.getDependancecode(), asked.getSchoolkey()))
                    .isEqualTo(asking.school);
            assertThat(Optional.ofNullable(asked.getLaatstontvangengegevens())
                            .map(moment -> moment.toGregorianCalendar().toInstant()))
                    .isEqualTo(last.map(_ -> Instant.parse("2026-11-23T10:00:00Z")));
        }
    }

    @ParameterizedTest
    @MethodSource("askings")
    void deliversSchool_whenItIsAskedInStages(Asking asking) {
        for (int groupsPerCall : List.of(1, 2, 10)) {
            assertThat(pupils(fetch(asking, Optional.of(groupsPerCall), Optional.of(LAST_RECEIVED))))
                    .containsExactly("1", "2", "3");

            List<GeneratedLas.Received> received = las.takeReceived();
            assertThat(received.getFirst().message())
                    .isInstanceOfSatisfying(StructuurVerzoek.class, asked -> assertThat(identification(
                                    asked.getBrincode(), asked.getDependancecode(), asked.getSchoolkey()))
                            .isEqualTo(asking.school));
            assertThat(received).extracting(r -> groups(r.message())).containsExactly(stages(groupsPerCall));
        }
    }

    private static String[] stages(int groupsPerCall) {
        List<String> people = groupsPerCall == 1
                ? List.of("groep g1", "groep g2", "groep", "samengesteld c1", "samengesteld")
                : List.of("groep g1, groep g2", "groep", "samengesteld c1", "samengesteld");
        return Stream.of(List.of("structuur"), people, people, List.of("structuur"))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private static String groups(Object message) {
        return switch (message) {
            case StructuurVerzoek _ -> "structuur";
            case LeerlingenVerzoek pupils -> text(GeneratedSchool.asked(pupils.getGroepen()));
            case LeerkrachtenVerzoek teachers -> text(GeneratedSchool.asked(teachers.getGroepen()));
            default -> throw new AssertionError("no stage");
        };
    }

    private static String text(List<GeneratedSchool.AskedFor> groups) {
        return String.join(
                ", ",
                groups.stream()
                        .map(g -> ((g.composite() ? "samengesteld " : "groep ")
                                        + g.key().orElse(""))
                                .strip())
                        .toList());
    }

    /** What {@code bin/uwlr call} and the test of a connection send by themselves, with groups of both kinds in one message. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RESULTS"})
    void takesSingleRequest_ofEveryOperation(Operation operation) {
        List<AskedGroup> groups = List.of(
                new AskedGroup(Optional.of(new LasKey("g1")), false),
                new AskedGroup(Optional.of(new LasKey("g5 & <plus> é")), false),
                new AskedGroup(Optional.empty(), false),
                new AskedGroup(Optional.of(new LasKey("k".repeat(256))), true),
                new AskedGroup(Optional.empty(), true));
        for (SchoolIdentification school : SCHOOLS) {
            LasEndpoint endpoint = las.endpoint("2.2", Optional.of("s".repeat(64)), true, Optional.of(2));

            assertThat(judged(SingleCall.fetch(
                            operation,
                            endpoint,
                            Messages.CREDENTIALS,
                            school,
                            Messages.YEAR,
                            groups,
                            Optional.empty())))
                    .isInstanceOfAny(Judgement.WholeSchool.class, Judgement.PartOfSchool.class);
        }
    }

    /** Each between 1 and 64 characters, with what XML must escape. */
    @Test
    void takesCredentials_asTheyAre() {
        for (String text : List.of("x", "<&>\"'é", "k".repeat(64))) {
            LasCredentials credentials = new LasCredentials(Secret.of("s" + text.substring(1)), Secret.of(text), text);
            LasEndpoint endpoint = las.endpoint("2.2", Optional.empty(), true, Optional.empty());

            assertThat(client.fetch(endpoint, credentials, Messages.SCHOOL, Messages.YEAR))
                    .isInstanceOf(FetchOutcome.Delivered.class);

            Autorisatie header = las.takeReceived().getFirst().header();
            assertThat(header.getAutorisatiesleutel()).isEqualTo("s" + text.substring(1));
            assertThat(header.getKlantcode()).isEqualTo(text);
            assertThat(header.getKlantnaam()).isEqualTo(text);
        }
    }

    @Test
    void takesResults_withEveryKindOfContent() {
        for (SchoolIdentification school : SCHOOLS) {
            for (String version : List.of("2.2", "2.3")) {
                assertThat(bring(version, Messages.scores(school))).isEqualTo(new BringOutcome.Accepted());

                LeerresultatenVerzoek brought = only(LeerresultatenVerzoek.class);
                var of = brought.getSchool();
                assertThat(identification(of.getBrincode(), of.getDependancecode(), of.getSchoolkey()))
                        .isEqualTo(school);
                assertThat(of.getXsdversie()).isEqualTo(version);
                assertThat(of.getAanmaakdatum().toXMLFormat()).isEqualTo("2026-11-24T03:30:00+01:00");
                seesResults(brought.getToetsafnames().getToetsafname());
                seesTest(brought.getToetsen().getToets().getFirst());
            }
        }
    }

    private static void seesResults(List<CtpToetsafname> pupils) {
        assertThat(pupils).extracting(CtpToetsafname::getLeerlingid).containsExactly("100420", "100427");
        assertThat(pupils).extracting(CtpToetsafname::getEckid).containsExactly("eckid_L1", null);
        assertThat(pupils).extracting(CtpToetsafname::getResultaatverwerkerid).containsExactly("9", null);
        List<CtpResultaat> results = pupils.stream()
                .flatMap(p -> p.getResultaten().getResultaat().stream())
                .toList();
        assertThat(results).extracting(CtpResultaat::getKey).containsExactly("z1", "z1.L", "z2", "z3");
        assertThat(results).extracting(CtpResultaat::getToetsonderdeelcode).containsExactly(null, "L", null, null);
        assertThat(results)
                .extracting(CtpResultaat::getScore)
                .containsExactly(BigInteger.valueOf(34), BigInteger.ZERO, null, null);
        var oso = results.get(2).getOsoresultaat();
        assertThat(oso.getToetsscore().getVaardigheidsscore()).isEqualByComparingTo("212.5");
        assertThat(oso.getToetsscore().getTijd()).isEqualByComparingTo("1000");
        assertThat(oso.getReferentiescore())
                .extracting(r -> r.getCodereferentiescore() + " " + r.getWaarde())
                .containsExactly("IV II", "DLE 31");
        assertThat(results.get(3).getOsoresultaat().getReferentiescore()).isEmpty();
    }

    private static void seesTest(CtpToets test) {
        assertThat(test.getToetscode().getValue()).isEqualTo("RW-M5");
        assertThat(test.getToetscode().getVocabulaire()).isEqualTo("urn:voorbeeld:CODE");
        List<Norm> norms = test.getToetsnormering().getNorm();
        assertThat(norms).extracting(Norm::getTerm).containsExactly("I", "t".repeat(64));
        assertThat(norms.getFirst().getNormkleur().getTransparantie()).isEqualByComparingTo("0.5");
        assertThat(norms.getFirst().getSchoolcijferTotenmet()).isEqualByComparingTo(BigDecimal.TEN);
        assertThat(test.getToetshierarchie().getIngang())
                .extracting(i -> i.getNiveau() + " " + i.getValue())
                .containsExactly("1 Rekenen", "2 Getallen");
        assertThat(test.getToetsonderdelen().getToetsonderdeel())
                .extracting(p -> p.getToetsonderdeelcode().getValue())
                .containsExactly("L", "S");
    }

    /** A test of which only the code is known. */
    @Test
    void takesResults_whenTestHasNothingButItsCode() {
        ScoreMessage full = Messages.scores();
        TestDefinition bare = new TestDefinition(
                new TestCode("RW-M5"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());

        assertThat(bring(
                        "2.2",
                        new ScoreMessage(
                                full.school(), full.schoolYear(), full.createdAt(), full.pupils(), List.of(bare))))
                .isEqualTo(new BringOutcome.Accepted());
    }

    /** The profiles know no gegevenssetid, and a schoolkey of 64 characters at most. */
    @ParameterizedTest
    @ValueSource(strings = {"LVS", "Smalle"})
    void takesEverything_whenSchemasAreAProfiles(String profile, @TempDir Path work) throws IOException {
        try (GeneratedLas strict = GeneratedLas.start(PublishedSchemas.folder(), profile, work)) {
            for (SchoolIdentification school : SCHOOLS) {
                for (String version : List.of("2.2", "2.3")) {
                    LasEndpoint endpoint = strict.endpoint(version, Optional.empty(), true, Optional.empty());

                    assertThat(pupils(client.fetch(
                                    endpoint, Messages.CREDENTIALS, school, Messages.YEAR, Optional.of(LAST_RECEIVED))))
                            .containsExactly("1", "2", "3");
                    assertThat(client.bring(endpoint, Messages.CREDENTIALS, Messages.scores(school)))
                            .isEqualTo(new BringOutcome.Accepted());
                }
            }

            // Nobody would know otherwise that it is the profile's schema that is enforced.
            LasEndpoint outside = strict.endpoint("2.2", Optional.of("set"), true, Optional.empty());
            assertThat(client.fetch(outside, Messages.CREDENTIALS, Messages.SCHOOL, Messages.YEAR))
                    .isEqualTo(new Failed.Refused(FaultCode.UNKNOWN));
        }
    }

    /** Without this nobody would know that the peer is strict. */
    @ParameterizedTest
    @EnumSource
    void refusesRequest_whenItBreaksTheSchema(Operation operation) {
        LasEndpoint tooLong = las.endpoint("2.2".repeat(11), Optional.empty(), true, Optional.of(2));
        SingleCall.Request request = operation == Operation.RESULTS
                ? SingleCall.bring(tooLong, Messages.CREDENTIALS, Messages.scores())
                : SingleCall.fetch(
                        operation,
                        tooLong,
                        Messages.CREDENTIALS,
                        Messages.SCHOOL,
                        Messages.YEAR,
                        List.of(new AskedGroup(Optional.empty(), false)),
                        Optional.empty());

        assertThat(judged(request))
                .isInstanceOfSatisfying(Judgement.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(FaultCode.UNKNOWN));
        assertThat(las.takeReceived()).isEmpty();
    }

    private FetchOutcome fetch(Asking asking, Optional<Integer> stages, Optional<Instant> lastReceived) {
        return client.fetch(
                las.endpoint(asking.version, asking.dataSet, asking.actionQuoted, stages),
                Messages.CREDENTIALS,
                asking.school,
                Messages.YEAR,
                lastReceived);
    }

    private BringOutcome bring(String version, ScoreMessage message) {
        return client.bring(
                las.endpoint(version, Optional.empty(), true, Optional.empty()), Messages.CREDENTIALS, message);
    }

    private static List<String> pupils(FetchOutcome outcome) {
        assertThat(outcome).isInstanceOf(FetchOutcome.Delivered.class);
        return ((FetchOutcome.Delivered) outcome)
                .delivery().pupils().stream()
                        .map(DeliveredPupil::key)
                        .map(key -> key.orElseThrow().value())
                        .toList();
    }

    private static <T> T only(Class<T> type) {
        List<GeneratedLas.Received> received = las.takeReceived();
        assertThat(received)
                .singleElement()
                .extracting(GeneratedLas.Received::message)
                .isInstanceOf(type);
        return type.cast(received.getFirst().message());
    }

    /** Dependance 00 is left out, and the schema's default fills it in or not. */
    private static SchoolIdentification identification(String brin, String dependance, String schoolKey) {
        return schoolKey != null
                ? new SchoolIdentification.BySchoolKey(schoolKey)
                : new SchoolIdentification.ByBrin(
                        SchoolId.parse(brin + "-" + (dependance == null ? "00" : dependance)));
    }

    private static Judgement judged(SingleCall.Request request) {
        SingleCall.Answer answer = new SingleCall(LasNetwork.ANY, CallTimes.DEFAULT).make(request);
        assertThat(answer).isInstanceOf(SingleCall.Answer.Judged.class);
        return ((SingleCall.Answer.Judged) answer).judgement();
    }
}
