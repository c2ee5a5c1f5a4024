package nl.laslink.requestlink;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.Links;
import org.junit.jupiter.api.Test;

class ChangeLinkTest {
    private static final String CHANGE = "change-link";
    private static final UnaryOperator<String> NEXT_YEAR = e -> e.replace("2026-2027", "2027-2028");
    private static final UnaryOperator<String> SAME_KEY = e -> e.replace("demo-sleutel-2", "");
    private final Pages pages = new Pages();

    private List<Map<String, String>> logged(AuditAction action) {
        return pages.tables.audit().stream()
                .filter(e -> e.action() == action)
                .map(AuditEntry::details)
                .toList();
    }

    private void stageImport() {
        Import.Header header = new Import.Header(
                SCHOOL,
                new ImportId("i1"),
                LAS,
                YEAR,
                pages.clock.instant(),
                pages.clock.instant().plus(Duration.ofDays(30)),
                new Import.Counts(1, 1, 1),
                List.of());
        pages.imports.stage(
                new Import.Open(header, false, 1),
                List.of(),
                new FetchRun(SCHOOL, new FetchId("f1"), pages.clock.instant(), Optional.empty(), Optional.empty()),
                new byte[0],
                EventsAndAudit.of(new CorrelationId("x")));
    }

    @Test
    void takesNoKey_whenLaslinkHasOneForEverySchool() {
        Links.makeActive(pages.tables, pages.cipher);
        new InMemoryLasTypes(pages.tables)
                .save(Links.withSharedKey(Links.type(pages.cipher), pages.cipher, "sleutel-van-laslink"));

        assertThat(pages.call(CHANGE).errors()).containsExactly("authorisationKey:key-not-empty");
        assertThat(pages.call(CHANGE, event -> NEXT_YEAR.apply(SAME_KEY.apply(event)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void changesKeyWithoutNewApproval_andLogsTheNameOfTheField() {
        Links.makeActive(pages.tables, pages.cipher);

        Pages.Answer answer = pages.call(CHANGE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().text("ETag")).isEqualTo("\"3\"");
        assertThat(answer.body().text("state")).isEqualTo("active");
        assertThat(answer.body().object("fields").text("keyEnteredAt")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(pages.cipher.decrypt(pages.link().fields().authorisationKey().orElseThrow(), "99XX-00"))
                .isEqualTo(Secret.of("demo-sleutel-2"));
        assertThat(logged(AuditAction.LINK_CHANGED)).containsExactly(Map.of("fields", "authorisationKey"));
        assertThat(pages.tables.events()).isEmpty();
    }

    @Test
    void keepsKey_whenItIsLeftEmpty() {
        Link.Active before = Links.makeActive(pages.tables, pages.cipher);

        pages.call(CHANGE, e -> SAME_KEY.apply(NEXT_YEAR.apply(e)));

        assertThat(pages.link().fields().authorisationKey())
                .isEqualTo(before.fields().authorisationKey());
        assertThat(pages.link().fields().keyEnteredAt())
                .isEqualTo(before.fields().keyEnteredAt());
        assertThat(pages.link().fields().schoolYear().toString()).isEqualTo("2027-2028");
        assertThat(logged(AuditAction.LINK_CHANGED)).containsExactly(Map.of("fields", "schoolYear"));
    }

    /** The kind of LAS takes a school key, and the link has this one. */
    private void hasSchoolKey(String key) {
        Links.makeActive(pages.tables, pages.cipher);
        LasType type = Links.type(pages.cipher);
        LasForm form =
                new LasForm(LasForm.SchoolKeyUse.OPTIONAL, type.form().keyHint(), Optional.empty(), Optional.empty());
        new InMemoryLasTypes(pages.tables)
                .save(new LasType(type.code(), type.name(), 1, form, type.endpoint(), type.supplier()));
        assertThat(pages.call(CHANGE, e -> SAME_KEY.apply(e).replace("schoolKey\\\":\\\"", "schoolKey\\\":\\\"" + key))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void changesSchoolKey_whereTheTypeHasOne() {
        hasSchoolKey("VLIEGER");

        assertThat(pages.link().fields().schoolKey()).contains("VLIEGER");
        assertThat(logged(AuditAction.LINK_CHANGED)).containsExactly(Map.of("fields", "schoolKey"));
    }

    @Test
    void keepsSchoolKey_whenAChangeDoesNotNameIt() {
        hasSchoolKey("VLIEGER");

        Pages.Answer answer = pages.call(CHANGE, e -> NEXT_YEAR
                .apply(SAME_KEY.apply(e))
                .replace(",\\\"schoolKey\\\":\\\"\\\"", "")
                .replace("\\\"2\\\"", "\\\"3\\\""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(pages.link().fields().schoolYear().toString()).isEqualTo("2027-2028");
        assertThat(pages.link().fields().schoolKey()).contains("VLIEGER");
    }

    @Test
    void removesSchoolKey_whenItIsEmptied() {
        hasSchoolKey("VLIEGER");

        pages.call(CHANGE, e -> SAME_KEY.apply(e).replace("\\\"2\\\"", "\\\"3\\\""));

        assertThat(pages.link().fields().schoolKey()).isEmpty();
    }

    @Test
    void writesNothing_whenNothingChanged() {
        Links.makeActive(pages.tables, pages.cipher);

        assertThat(pages.call(CHANGE, SAME_KEY).status()).isEqualTo(200);

        assertThat(pages.link().version()).isEqualTo(2);
        assertThat(pages.tables.audit()).isEmpty();
    }

    @Test
    void refusesAnotherTypeOrSchool_becauseThatIsANewRequest() {
        Links.makeActive(pages.tables, pages.cipher);

        Pages.Answer answer = pages.call(
                CHANGE,
                e -> e.replace(
                        "{\\\"schoolYear",
                        "{\\\"type\\\":\\\"ESIS\\\",\\\"brin\\\":\\\"98YY\\\",\\\"dependance\\\":\\\"01\\\",\\\"schoolYear"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errors()).isEqualTo(Set.of("type:fixed", "brin:fixed", "dependance:fixed"));
        assertThat(pages.link().version()).isEqualTo(2);
    }

    @Test
    void changesNothing_whenAFieldIsWrong() {
        Links.makeActive(pages.tables, pages.cipher);

        Pages.Answer answer = pages.call(CHANGE, e -> e.replace("2026-2027", "2026-2028"));

        assertThat(answer.errors()).containsExactly("schoolYear:school-year-form");
        assertThat(pages.link().version()).isEqualTo(2);
        assertThat(pages.tables.audit()).isEmpty();
    }

    @Test
    void answersCurrentVersion_whenColleagueWasFirst() {
        Links.makeActive(pages.tables, pages.cipher);
        pages.call(CHANGE);

        Pages.Answer second = pages.call(CHANGE);

        assertThat(second.status()).isEqualTo(412);
        assertThat(second.headers().text("ETag")).isEqualTo("\"3\"");
        assertThat(logged(AuditAction.LINK_CHANGED)).hasSize(1);
    }

    @Test
    void wantsTheVersionItIsBasedOn() {
        Links.makeActive(pages.tables, pages.cipher);

        assertThat(pages.call(CHANGE, e -> e.replace("If-Match", "X-None"))
                        .body()
                        .text("type"))
                .isEqualTo("/problems/if-match-missing");
    }

    @Test
    void refuses_whenNoLinkIsActive() {
        assertThat(pages.call(CHANGE).body().text("type")).isEqualTo("/problems/no-active-link");
        Links.makeRequested(pages.tables, pages.cipher);
        assertThat(pages.call(CHANGE).body().text("type")).isEqualTo("/problems/no-active-link");
    }

    @Test
    void abortsOpenImport_whenSchoolYearChanges() {
        Links.makeActive(pages.tables, pages.cipher);
        stageImport();

        pages.call(CHANGE, NEXT_YEAR);

        assertThat(pages.imports.find(SCHOOL)).containsInstanceOf(Import.Aborted.class);
        assertThat(logged(AuditAction.IMPORT_ABORTED)).hasSize(1);
    }

    @Test
    void leavesOpenImport_whenSchoolYearStays() {
        Links.makeActive(pages.tables, pages.cipher);
        stageImport();

        pages.call(CHANGE);

        assertThat(pages.imports.find(SCHOOL)).containsInstanceOf(Import.Open.class);
    }

    @Test
    void abortsOpenImportTheSecondTime_whenItDiedBetweenTheWrites() {
        Links.makeActive(pages.tables, pages.cipher);
        stageImport();
        ImportStore stored = pages.imports;
        pages.imports = Faults.failingOn(1, ImportStore.class, stored, Set.of("advance"));
        UnaryOperator<String> onlyTheYear = e -> SAME_KEY.apply(NEXT_YEAR.apply(e));
        assertThat(pages.call(CHANGE, onlyTheYear).status()).isEqualTo(500);

        assertThat(pages.call(CHANGE, e -> onlyTheYear.apply(e).replace("\\\"2\\\"", "\\\"3\\\""))
                        .status())
                .isEqualTo(200);

        assertThat(pages.imports.find(SCHOOL)).containsInstanceOf(Import.Aborted.class);
        assertThat(pages.link().version()).isEqualTo(3);
    }

    @Test
    void endsActiveLink_withItsEvent() {
        Links.makeActive(pages.tables, pages.cipher);

        Pages.Answer answer = pages.call("end-link");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().text("state")).isEqualTo("ended");
        assertThat(answer.body().object("ended").text("by")).isEqualTo("Anja Voorbeeld");
        assertThat(pages.tables.events()).containsExactly(new DomainEvent.LinkEnded(SCHOOL, Links.REQUEST));
        assertThat(logged(AuditAction.LINK_ENDED)).hasSize(1);
    }

    @Test
    void withdrawsOpenRequest() {
        Links.makeRequested(pages.tables, pages.cipher);

        assertThat(pages.call("end-link", e -> e.replace("\\\"2\\\"", "\\\"1\\\""))
                        .body()
                        .text("state"))
                .isEqualTo("ended");
    }

    @Test
    void endsOnce() {
        Links.makeActive(pages.tables, pages.cipher);
        pages.call("end-link");

        assertThat(pages.call("end-link", e -> e.replace("\\\"2\\\"", "\\\"3\\\""))
                        .status())
                .isEqualTo(409);
        assertThat(pages.tables.events()).hasSize(1);
    }
}
