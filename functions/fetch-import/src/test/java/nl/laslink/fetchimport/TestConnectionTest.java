package nl.laslink.fetchimport;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.domain.secret.SecretCipher;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TestConnectionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);
    private final InMemoryTables tables = new InMemoryTables();
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private final ScriptedLas las = new ScriptedLas();

    @BeforeEach
    void loaded() {
        new InMemoryLasTypes(tables).save(Links.type(cipher));
        las.answer = delivered(List.of(), pupil("1", Optional.empty()));
    }

    private static FetchOutcome delivered(List<Delivery.Warning> warnings, DeliveredPupil... pupils) {
        return new FetchOutcome.Delivered(
                new Delivery(new SchoolYear(2026), List.of(), List.of(), List.of(pupils), warnings), new byte[] {1});
    }

    @Test
    void countsWhatTheLasOffers_andKeepsNothing() {
        JsonObject answer = call(UnaryOperator.identity());

        assertThat(answer.integer("statusCode")).isEqualTo(200);
        assertThat(answer.text("body"))
                .isEqualTo(
                        "{\"outcome\":\"delivered\",\"reasons\":[],\"whoActs\":\"nobody\",\"advice\":\"nothing\",\"counts\":{\"groups\":0,\"teachers\":0,\"pupils\":1},"
                                + "\"warnings\":[]}");
        assertThat(las.askedFor).isEqualTo(new SchoolYear(2026));
        assertThat(las.askedWith.authorisationKey().reveal(SecretAccess.TO_CALL_THE_LAS))
                .isEqualTo("sleutel-van-de-school");
        assertThat(las.toldLastReceived).isEmpty();
        assertThat(new InMemoryLinkStore(tables).find(SCHOOL)).isEmpty();
        assertThat(tables.events()).isEmpty();
    }

    @Test
    void takesTheActiveLink_whenNothingIsTyped() {
        Links.makeActive(tables, cipher);

        JsonObject answer = call(event -> event.replaceFirst("\"body\": \".*\"", "\"body\": \"{}\""));

        assertThat(answer.integer("statusCode")).isEqualTo(200);
        assertThat(las.askedWith.authorisationKey().reveal(SecretAccess.TO_CALL_THE_LAS))
                .isEqualTo("sleutel");
    }

    @Test
    void takesTheActiveLinksKey_whenOnlyTheRestIsTyped() {
        Links.makeActive(tables, cipher);

        call(event -> event.replace("sleutel-van-de-school", "").replace("2026-2027", "2027-2028"));

        assertThat(las.askedFor).isEqualTo(new SchoolYear(2027));
        assertThat(las.askedWith.authorisationKey().reveal(SecretAccess.TO_CALL_THE_LAS))
                .isEqualTo("sleutel");
    }

    @Test
    void takesLaslinksOwnKey_whenItHasOneForEverySchool() {
        new InMemoryLasTypes(tables).save(Links.withSharedKey(Links.type(cipher), cipher, "sleutel-van-laslink"));

        JsonObject typed = call(UnaryOperator.identity());
        assertThat(typed.integer("statusCode")).isEqualTo(422);
        assertThat(typed.text("body")).contains("\"field\":\"authorisationKey\",\"code\":\"key-not-empty\"");

        call(event -> event.replace("sleutel-van-de-school", ""));
        assertThat(las.askedWith.authorisationKey().reveal(SecretAccess.TO_CALL_THE_LAS))
                .isEqualTo("sleutel-van-laslink");

        las.answer = new Failed.Refused(FaultCode.INVALID_AUTHORISATION);
        assertThat(call(event -> event.replace("sleutel-van-de-school", "")).text("body"))
                .isEqualTo(body("refused", "shared-key-refused"));
    }

    static List<List<Object>> answers() {
        return List.of(
                List.of(
                        new FetchOutcome.NoData(),
                        "{\"outcome\":\"no-data\",\"reasons\":[],\"whoActs\":\"school\",\"advice\":\"fill-las\"}"),
                List.of(
                        new Failed.Refused(FaultCode.INVALID_AUTHORISATION),
                        "{\"outcome\":\"refused\",\"reason\":\"invalid-authorisation\",\"reasons\":[\"invalid-authorisation\"],\"whoActs\":\"school\",\"advice\":\"ask-for-key\"}"),
                List.of(
                        new Failed.Unanswered(NoAnswer.TIMEOUT),
                        "{\"outcome\":\"slow\",\"reason\":\"timeout\",\"reasons\":[\"timeout\"],\"whoActs\":\"nobody\",\"advice\":\"try-later\"}"),
                List.of(
                        new Failed.Unanswered(NoAnswer.NO_CONNECTION),
                        "{\"outcome\":\"unreachable\",\"reason\":\"no-connection\",\"reasons\":[\"no-connection\"],\"whoActs\":\"nobody\",\"advice\":\"try-later\"}"),
                List.of(
                        new Failed.Unreadable(AnswerFlaw.OTHER_SCHOOL),
                        "{\"outcome\":\"unreadable\",\"reason\":\"other-school\",\"reasons\":[\"other-school\"],\"whoActs\":\"school\",\"advice\":\"check-school\"}"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void saysWhatTheLasAnswered(List<Object> answerAndBody) {
        las.answer = (FetchOutcome) answerAndBody.getFirst();

        assertThat(call(UnaryOperator.identity()).text("body")).isEqualTo(answerAndBody.getLast());
    }

    @ParameterizedTest
    @EnumSource(FaultCode.class)
    void namesEveryFault(FaultCode code) {
        las.answer = new Failed.Refused(code);

        assertThat(call(UnaryOperator.identity()).text("body")).isEqualTo(body("refused", code.word()));
    }

    @ParameterizedTest
    @EnumSource(AnswerFlaw.class)
    void namesWhatIsWrongWithAnAnswer(AnswerFlaw flaw) {
        las.answer = new Failed.Unreadable(flaw);

        assertThat(call(UnaryOperator.identity()).text("body")).isEqualTo(body("unreadable", Word.of(flaw)));
    }

    private static String body(String outcome, String reason) {
        Advice advice = FailureReason.ofWord(reason).orElseThrow().advice();
        return "{\"outcome\":\"%s\",\"reason\":\"%s\",\"reasons\":[\"%s\"],\"whoActs\":\"%s\",\"advice\":\"%s\"}"
                .formatted(outcome, reason, reason, Word.of(advice.responsible()), Word.of(advice));
    }

    @Test
    void namesAllThatIsWrongWithAnAnswer_theWorstFirst() {
        las.answer = new Failed.Unreadable(List.of(AnswerFlaw.OTHER_SCHOOL, AnswerFlaw.OTHER_SCHOOL_YEAR));

        assertThat(call(UnaryOperator.identity()).text("body"))
                .isEqualTo(
                        "{\"outcome\":\"unreadable\",\"reason\":\"other-school\","
                                + "\"reasons\":[\"other-school\",\"other-school-year\"],\"whoActs\":\"school\",\"advice\":\"check-school\"}");
    }

    @Test
    void countsWhoIsAtTheSchool_andSaysWhatWasOdd() {
        las.answer = delivered(
                List.of(new Delivery.Warning(Delivery.Kind.UNUSABLE_EMAIL, 2)),
                pupil("1", Optional.empty()),
                pupil("2", Optional.of(TODAY.minusDays(1))),
                pupil("3", Optional.of(TODAY)));

        assertThat(call(UnaryOperator.identity()).text("body"))
                .isEqualTo("{\"outcome\":\"delivered\",\"reasons\":[],\"whoActs\":\"nobody\",\"advice\":\"nothing\","
                        + "\"counts\":{\"groups\":0,\"teachers\":0,\"pupils\":2},"
                        + "\"warnings\":[{\"kind\":\"unusable-email\",\"count\":2},"
                        + "{\"kind\":\"listed-as-left\",\"count\":1}]}");
    }

    @Test
    void saysNothingOfWhatTheYearsMean_whichTheSchoolsTypeDecides() {
        las.answer = delivered(
                List.of(
                        new Delivery.Warning(Delivery.Kind.YEAR_GROUP_READ_AS_SECONDARY, 165),
                        new Delivery.Warning(Delivery.Kind.YEAR_GROUP_OF_SECONDARY_SCHOOL, 2)),
                pupil("1", Optional.empty()));

        assertThat(call(UnaryOperator.identity()).text("body")).endsWith("\"warnings\":[]}");
    }

    /** As the fetch says it, so that a test promises nothing that an import would not do. */
    @Test
    void saysThatNobodyIsThere_whenTheLasListsOnlyWhoLeft() {
        las.answer = delivered(List.of(), pupil("1", Optional.of(TODAY.minusDays(1))));

        assertThat(call(UnaryOperator.identity()).text("body")).isEqualTo(body("unreadable", "without-pupils"));
    }

    /** Of the 20 s that a person waits for a test; beyond 25 s the function ends, beyond 29 s API Gateway does. */
    @Test
    void leavesTimeForTheStartAndTheAnswer() {
        assertThat(FetchImportWiring.LONGEST_WAIT).isEqualTo(Duration.ofSeconds(20));
        assertThat(FetchImportWiring.START_AND_WAY).isGreaterThan(Duration.ofSeconds(2));
        assertThat(FetchImportWiring.START_AND_WAY.plus(FetchImportWiring.LONGEST_TEST))
                .isLessThanOrEqualTo(FetchImportWiring.LONGEST_WAIT);
        assertThat(FetchImportWiring.WHILE_A_PERSON_WAITS.whole()).isLessThan(FetchImportWiring.LONGEST_TEST);
        assertThat(FetchImportWiring.WHILE_A_PERSON_WAITS.silence())
                .isLessThanOrEqualTo(FetchImportWiring.WHILE_A_PERSON_WAITS.whole());
        assertThat(FetchImportWiring.WHILE_A_PERSON_WAITS.connect())
                .isLessThan(FetchImportWiring.WHILE_A_PERSON_WAITS.silence());
        assertThat(FetchImportWiring.LONGEST_WAIT)
                .isLessThan(Duration.ofSeconds(25))
                .isLessThan(Duration.ofSeconds(29));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void keepsNothing_whateverTheAnswer(List<Object> answerAndBody) {
        Link.Active link = Links.makeActive(tables, cipher);
        las.answer = (FetchOutcome) answerAndBody.getFirst();

        call(event -> event.replaceFirst("\"body\": \".*\"", "\"body\": \"{}\""));

        InMemoryLinkStore links = new InMemoryLinkStore(tables);
        assertThat(links.find(SCHOOL)).contains(link);
        assertThat(links.lastContact(SCHOOL)).isEmpty();
        assertThat(new InMemoryImportStore(tables).find(SCHOOL)).isEmpty();
        assertThat(new InMemoryImportStore(tables).latestFetch(SCHOOL)).isEmpty();
        assertThat(tables.events()).isEmpty();
        assertThat(tables.audit()).isEmpty();
    }

    /** Nobody waits longer, whatever is slow: here what opens the key, which never comes back. */
    @Test
    @Timeout(10)
    void saysItTookTooLong_whateverIsSlow() {
        Links.makeActive(tables, cipher);
        CountDownLatch never = new CountDownLatch(1);
        SecretCipher stuck = new SecretCipher() {
            @Override
            public EncryptedSecret encrypt(Secret secret, String context) {
                throw new AssertionError("a test encrypts nothing");
            }

            @Override
            public Secret decrypt(EncryptedSecret secret, String context) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException();
            }
        };
        InMemoryLasTypes types = new InMemoryLasTypes(tables);
        TestConnection useCase = new TestConnection(
                new InMemoryLinkStore(tables), types, new LasAccess(types, stuck), las, CLOCK, Duration.ofMillis(50));

        JsonObject answer = Invoke.run(
                new TestConnectionHandler(useCase, Invoke.log()),
                Invoke.event("fetch-import/test-connection").replaceFirst("\"body\": \".*\"", "\"body\": \"{}\""));

        assertThat(answer.text("body"))
                .isEqualTo(
                        "{\"outcome\":\"slow\",\"reason\":\"timeout\",\"reasons\":[\"timeout\"],\"whoActs\":\"nobody\",\"advice\":\"try-later\"}");
        assertThat(las.calls).isZero();
        never.countDown();
    }

    @Test
    void asksNobody_whenThereIsNothingToTest() {
        JsonObject answer = call(event -> event.replaceFirst("\"body\": \".*\"", "\"body\": \"{}\""));

        assertThat(answer.integer("statusCode")).isEqualTo(409);
        assertThat(las.calls).isZero();
    }

    @Test
    void asksNobody_whenFieldsAreWrong() {
        JsonObject answer = call(event -> event.replace("SchoolOAS", "Onbekend")
                .replace("2026-2027", "2026")
                .replace("sleutel-van-de-school", ""));

        assertThat(answer.integer("statusCode")).isEqualTo(422);
        assertThat(Set.copyOf(JsonObject.parse(answer.text("body"))
                        .objects("errors", e -> e.text("field") + ":" + e.text("code"))))
                .isEqualTo(Set.of("type:type-unknown", "schoolYear:school-year-form", "authorisationKey:key-empty"));
        assertThat(las.calls).isZero();
    }

    @Test
    void refuses_whenSchoolIsNotTheBeheerders() {
        JsonObject answer =
                call(event -> event.replace("\"custom:schools\": \"99XX-00\"", "\"custom:schools\": \"98YY-00\""));

        assertThat(answer.integer("statusCode")).isEqualTo(403);
        assertThat(las.calls).isZero();
    }

    @Test
    void printsNoKey() {
        String printed = Invoke.printed(() -> call(UnaryOperator.identity()));

        assertThat(printed).contains("\"outcome\":\"delivered\"").doesNotContain("sleutel-van-de-school");
    }

    private JsonObject call(UnaryOperator<String> change) {
        InMemoryLasTypes types = new InMemoryLasTypes(tables);
        TestConnection useCase = new TestConnection(
                new InMemoryLinkStore(tables), types, new LasAccess(types, cipher), las, CLOCK, Duration.ofSeconds(20));
        return Invoke.run(
                new TestConnectionHandler(useCase, Invoke.log()),
                change.apply(Invoke.event("fetch-import/test-connection")));
    }

    private static DeliveredPupil pupil(String key, Optional<LocalDate> leavesOn) {
        return new DeliveredPupil(
                Optional.empty(),
                Optional.of(new LasKey(key)),
                PersonName.of("Siri", "", ""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                leavesOn);
    }
}
