package nl.laslink.requestlink;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.Links;
import org.junit.jupiter.api.Test;

class RequestLinkTest {
    private static final String REQUEST = "request-link";
    private static final Actor ANJA = new Actor("anja", "Anja Voorbeeld");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private final Pages pages = new Pages();

    private static UnaryOperator<String> typed(String field, String old, String value) {
        return event -> {
            String from = "\\\"" + field + "\\\":\\\"" + old + "\\\"";
            assertThat(event).contains(from);
            return event.replace(from, "\\\"" + field + "\\\":\\\"" + value + "\\\"");
        };
    }

    private static UnaryOperator<String> both(UnaryOperator<String> one, UnaryOperator<String> other) {
        return event -> other.apply(one.apply(event));
    }

    private void assertNothingChanged() {
        assertThat(pages.links.find(SCHOOL)).isEmpty();
        assertThat(pages.tables.eventsAndAudits()).isEmpty();
    }

    @Test
    void storesRequestWithItsEventsAndAudit_whenFieldsAreRight() {
        Pages.Answer answer = pages.call(REQUEST);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers().text("ETag")).isEqualTo("\"1\"");
        assertThat(answer.body().text("state")).isEqualTo("requested");
        assertThat(answer.body().object("fields").text("typeName")).isEqualTo("SchoolOAS");
        assertThat(answer.body().object("fields").text("keyEnteredAt")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(answer.body().object("request").text("by")).isEqualTo("Anja Voorbeeld");
        LinkRequestId id = new LinkRequestId(FixedIds.nth(1));
        assertThat(pages.link()).isInstanceOf(Link.Requested.class);
        assertThat(pages.link().request()).isEqualTo(id);
        assertThat(pages.cipher.decrypt(pages.link().fields().authorisationKey().orElseThrow(), "99XX-00"))
                .isEqualTo(Secret.of("demo-sleutel-99XX-00"));
        assertThat(pages.tables.eventsAndAudits())
                .containsExactly(
                        EventsAndAudit.of(new CorrelationId(id.value()), new DomainEvent.LinkRequested(SCHOOL, id))
                                .and(new AuditEntry(
                                        SCHOOL, NOW, ANJA, AuditAction.LINK_REQUESTED, Map.of("type", "SchoolOAS"))));
    }

    @Test
    void neverAnswersTheKey() {
        assertThat(pages.call(REQUEST).body().toString()).doesNotContain("demo-sleutel");
    }

    @Test
    void takesMainDependance_whenItIsLeftEmpty() {
        assertThat(pages.call(REQUEST, typed("dependance", "00", "")).status()).isEqualTo(201);
    }

    @Test
    void takesBrinInSmallLetters() {
        assertThat(pages.call(REQUEST, typed("brin", "99XX", " 99xx ")).status())
                .isEqualTo(201);
    }

    @Test
    void takesNextSchoolYear() {
        assertThat(pages.call(REQUEST, typed("schoolYear", "2026-2027", "2027-2028"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void saysInDutchWhatIsWrong_withEachField() {
        for (var wrong : Map.ofEntries(
                        Map.entry(typed("brin", "99XX", "9XX"), "brin:brin-form"),
                        Map.entry(typed("brin", "99XX", "98YY"), "brin:brin-other-school"),
                        Map.entry(typed("dependance", "00", "1"), "dependance:dependance-form"),
                        Map.entry(typed("dependance", "00", "01"), "dependance:dependance-other-school"),
                        Map.entry(typed("authorisationKey", "demo-sleutel-99XX-00", " "), "authorisationKey:key-empty"),
                        Map.entry(
                                typed("authorisationKey", "demo-sleutel-99XX-00", "x".repeat(257)),
                                "authorisationKey:key-form"),
                        Map.entry(typed("schoolYear", "2026-2027", "2026-2028"), "schoolYear:school-year-form"),
                        Map.entry(typed("schoolYear", "2026-2027", "2024-2025"), "schoolYear:school-year-far"),
                        Map.entry(typed("schoolYear", "2026-2027", ""), "schoolYear:school-year-form"),
                        Map.entry(typed("schoolKey", "", "SK1"), "schoolKey:school-key-not-empty"),
                        Map.entry(typed("type", "SchoolOAS", "Onbekend"), "type:type-unknown"),
                        Map.entry(typed("type", "SchoolOAS", ""), "type:type-empty"))
                .entrySet()) {
            Pages.Answer answer = pages.call(REQUEST, wrong.getKey());

            assertThat(answer.status()).as(wrong.getValue()).isEqualTo(422);
            assertThat(answer.errors()).containsExactly(wrong.getValue());
            assertNothingChanged();
        }
        assertThat(pages.call(REQUEST, typed("brin", "99XX", "9XX")).body().objects("errors", e -> e.text("message")))
                .containsExactly("Een brincode heeft 2 cijfers en 2 letters, zoals 12AB.");
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        Pages.Answer answer = pages.call(
                REQUEST,
                both(
                        both(typed("brin", "99XX", "9XX"), typed("dependance", "00", "1")),
                        both(
                                typed("schoolYear", "2026-2027", "2026-2028"),
                                typed("authorisationKey", "demo-sleutel-99XX-00", ""))));

        assertThat(answer.errors())
                .isEqualTo(Set.of(
                        "brin:brin-form",
                        "dependance:dependance-form",
                        "schoolYear:school-year-form",
                        "authorisationKey:key-empty"));
        assertNothingChanged();
    }

    @Test
    void namesEveryRequiredField_whenFormIsEmpty() {
        Pages.Answer answer = pages.call(REQUEST, event -> event.replaceFirst("\"body\": \".*\"", "\"body\": \"{}\""));

        assertThat(answer.errors())
                .isEqualTo(Set.of(
                        "type:type-empty",
                        "brin:brin-form",
                        "schoolYear:school-year-form",
                        "authorisationKey:key-empty"));
    }

    @Test
    void asksSchoolKey_whenTypeNeedsIt() {
        LasType type = Links.type(pages.cipher);
        new InMemoryLasTypes(pages.tables)
                .save(new LasType(
                        type.code(),
                        type.name(),
                        1,
                        new LasForm(
                                LasForm.SchoolKeyUse.REQUIRED,
                                type.form().keyHint(),
                                Optional.empty(),
                                Optional.empty()),
                        type.endpoint(),
                        type.supplier()));

        assertThat(pages.call(REQUEST).errors()).containsExactly("schoolKey:school-key-empty");
        assertThat(pages.call(REQUEST, typed("schoolKey", "", "SK1")).status()).isEqualTo(201);
        assertThat(pages.link().fields().schoolKey()).contains("SK1");
    }

    @Test
    void asksNoKey_whenLaslinkHasOneForEverySchool() {
        new InMemoryLasTypes(pages.tables)
                .save(Links.withSharedKey(Links.type(pages.cipher), pages.cipher, "sleutel-van-laslink"));

        assertThat(pages.call(REQUEST).errors()).containsExactly("authorisationKey:key-not-empty");
        Pages.Answer answer = pages.call(REQUEST, typed("authorisationKey", "demo-sleutel-99XX-00", ""));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().object("fields").has("keyEnteredAt")).isFalse();
        assertThat(pages.link().fields().authorisationKey()).isEmpty();
        assertThat(pages.call("list-las-types").body().objects("items", t -> t.text("keyUse")))
                .containsExactly("laslink");
    }

    @Test
    void refusesKey_whenTypeHasKeysOfAnotherForm() {
        LasType type = Links.type(pages.cipher);
        new InMemoryLasTypes(pages.tables)
                .save(new LasType(
                        type.code(),
                        type.name(),
                        1,
                        new LasForm(
                                LasForm.SchoolKeyUse.EMPTY,
                                type.form().keyHint(),
                                Optional.of("[0-9]{4}"),
                                Optional.empty()),
                        type.endpoint(),
                        type.supplier()));

        assertThat(pages.call(REQUEST).errors()).containsExactly("authorisationKey:key-of-other-las");
    }

    @Test
    void refuses_whilePupilsOrGroupsCarryOldNumbers() {
        pages.seedOldNumbers();

        Pages.Answer answer = pages.call(REQUEST);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().text("type")).isEqualTo("/problems/external-numbers");
        assertThat(answer.body().text("detail")).startsWith("1 leerlingen en 1 groepen");
        assertNothingChanged();
    }

    @Test
    void refusesSecondRequest_whileOneIsOpen() {
        pages.call(REQUEST);

        Pages.Answer second = pages.call(REQUEST);

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().text("type")).isEqualTo("/problems/request-open");
        assertThat(second.body().text("title")).isEqualTo("Er staat al een aanvraag open.");
        assertThat(second.errors()).containsExactly("type:request-open");
        assertThat(second.body().objects("errors", e -> e.text("message")))
                .first()
                .asString()
                .startsWith("Er ligt al een aanvraag van je school bij de klantenservice.");
        assertThat(pages.link().version()).isEqualTo(1);
        assertThat(pages.tables.events()).hasSize(1);
    }

    @Test
    void refuses_whileLinkIsActive() {
        Links.makeActive(pages.tables, pages.cipher);

        Pages.Answer answer = pages.call(REQUEST);

        assertThat(answer.body().text("type")).isEqualTo("/problems/link-active");
        assertThat(answer.errors()).containsExactly("type:link-active");
        assertThat(pages.link().version()).isEqualTo(2);
    }

    @Test
    void takesThePlaceOfAnEndedLink() {
        Links.makeActive(pages.tables, pages.cipher);
        Links.end(pages.tables);

        assertThat(pages.call(REQUEST).status()).isEqualTo(201);

        assertThat(pages.link().version()).isEqualTo(4);
        assertThat(pages.link().request()).isNotEqualTo(Links.REQUEST);
    }

    @Test
    void takesThePlaceOfARejectedRequest_whoseReasonTheSchoolSaw() {
        Link.Requested requested = Links.makeRequested(pages.tables, pages.cipher);
        pages.links.save(
                requested.reject(ANJA, NOW, "De brincode klopt niet."), EventsAndAudit.of(new CorrelationId("x")));

        Pages.Answer seen = pages.call("get-link");
        assertThat(seen.body().object("decision").text("reason")).isEqualTo("De brincode klopt niet.");
        assertThat(pages.call(REQUEST).status()).isEqualTo(201);
    }

    @Test
    void refuses_whenColleagueRequestedAtTheSameMoment() {
        LinkStore stored = pages.links;
        Links.makeRequested(pages.tables, pages.cipher);
        pages.links = (LinkStore) java.lang.reflect.Proxy.newProxyInstance(
                LinkStore.class.getClassLoader(),
                new Class<?>[] {LinkStore.class},
                (_, method, arguments) ->
                        method.getName().equals("find") ? Optional.empty() : method.invoke(stored, arguments));

        assertThat(pages.call(REQUEST).body().text("type")).isEqualTo("/problems/request-open");
        assertThat(pages.tables.events()).isEmpty();
    }

    @Test
    void isRefusedTheSecondTime_whenItDiedAfterTheWrite() {
        LinkStore stored = pages.links;
        pages.links = Faults.failingAfter(1, LinkStore.class, stored, Set.of("save"));

        assertThat(pages.call(REQUEST).status()).isEqualTo(500);
        assertThat(pages.call(REQUEST).status()).isEqualTo(409);

        assertThat(pages.tables.events()).hasSize(1);
    }
}
