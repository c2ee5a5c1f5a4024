package nl.laslink.fetchimport;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.link.Contacts;
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
    private final InMemoryTables tables = new InMemoryTables();
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private final ScriptedLas las = new ScriptedLas();

    @BeforeEach
    void loaded() {
        new InMemoryLasTypes(tables).save(Links.type(cipher));
        las.answer = new FetchOutcome.Delivered(
                new Delivery(new SchoolYear(2026), List.of(), List.of(), List.of(pupil()), List.of()), new byte[] {1});
    }

    @Test
    void countsWhatTheLasOffers_andKeepsNothing() {
        JsonObject answer = call(UnaryOperator.identity());

        assertThat(answer.integer("statusCode")).isEqualTo(200);
        assertThat(answer.text("body"))
                .isEqualTo("{\"outcome\":\"delivered\",\"counts\":{\"groups\":0,\"teachers\":0,\"pupils\":1}}");
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

    static List<List<Object>> answers() {
        return List.of(
                List.of(new FetchOutcome.NoData(), "{\"outcome\":\"no-data\"}"),
                List.of(
                        new FetchOutcome.Refused(FaultCode.INVALID_AUTHORISATION),
                        "{\"outcome\":\"refused\",\"reason\":\"invalid-authorisation\"}"),
                List.of(
                        new FetchOutcome.Unreachable(FetchOutcome.Reason.TIMEOUT),
                        "{\"outcome\":\"slow\",\"reason\":\"timeout\"}"),
                List.of(
                        new FetchOutcome.Unreachable(FetchOutcome.Reason.NO_CONNECTION),
                        "{\"outcome\":\"unreachable\",\"reason\":\"no-connection\"}"),
                List.of(
                        new FetchOutcome.Unreadable(FetchOutcome.Flaw.OTHER_SCHOOL),
                        "{\"outcome\":\"unreadable\",\"reason\":\"other-school\"}"));
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
        las.answer = new FetchOutcome.Refused(code);

        assertThat(call(UnaryOperator.identity()).text("body"))
                .isEqualTo("{\"outcome\":\"refused\",\"reason\":\"" + code.word() + "\"}");
    }

    @ParameterizedTest
    @EnumSource(FetchOutcome.Flaw.class)
    void namesWhatIsWrongWithAnAnswer(FetchOutcome.Flaw flaw) {
        las.answer = new FetchOutcome.Unreadable(flaw);

        assertThat(call(UnaryOperator.identity()).text("body"))
                .isEqualTo("{\"outcome\":\"unreadable\",\"reason\":\"" + Contacts.word(flaw) + "\"}");
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
                new InMemoryLinkStore(tables), types, new LasAccess(types, stuck), las, Duration.ofMillis(50));

        JsonObject answer = Invoke.run(
                new TestConnectionHandler(useCase, Invoke.log()),
                Invoke.event("fetch-import/test-connection").replaceFirst("\"body\": \".*\"", "\"body\": \"{}\""));

        assertThat(answer.text("body")).isEqualTo("{\"outcome\":\"slow\",\"reason\":\"timeout\"}");
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
                new InMemoryLinkStore(tables), types, new LasAccess(types, cipher), las, Duration.ofSeconds(20));
        return Invoke.run(
                new TestConnectionHandler(useCase, Invoke.log()),
                change.apply(Invoke.event("fetch-import/test-connection")));
    }

    private static DeliveredPupil pupil() {
        return new DeliveredPupil(
                Optional.empty(),
                Optional.of(new LasKey("1")),
                PersonName.of("Siri", "", ""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
