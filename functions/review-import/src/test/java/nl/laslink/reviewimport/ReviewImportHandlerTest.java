package nl.laslink.reviewimport;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.Meanwhile;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

class ReviewImportHandlerTest {
    private static final String FETCH = "review-import/fetch-now";
    private static final String IMPORT = "review-import/get-import";
    private static final String ROWS = "review-import/list-rows";
    private static final String DECIDE = "review-import/decide-rows";
    private static final String CANDIDATES = "review-import/list-candidates";
    private static final String SUMMARY = "review-import/get-summary";
    private static final String CONFIRM = "review-import/confirm-import";
    private static final String ABORT = "review-import/abort-import";
    private static final String RELINK = "review-import/relink-everybody";
    private static final String APPROVE = "review-import/approve-hold";
    private static final List<String> ALL = List.of(FETCH, IMPORT, ROWS, DECIDE, SUMMARY, CONFIRM, ABORT);

    private final ReviewedSchool school = new ReviewedSchool();
    private final ReviewImportHandler handler = school.handler();

    private Http.Answer call(String file) {
        return Http.of(file).to(handler);
    }

    private Http.Answer decide(String rows) {
        return Http.of(DECIDE)
                .body("{\"importId\":\"i1\",\"rows\":[" + rows + "]}")
                .to(handler);
    }

    private void decideAll() {
        assertThat(decide("{\"rowId\":\"w1\",\"version\":1,\"category\":\"existing\",\"recordId\":\"g5\"}")
                        .status())
                .isEqualTo(200);
        assertThat(call(DECIDE).status()).isEqualTo(200);
    }

    @Test
    void requestsAContact_andTellsThatItRuns() {
        Http.Answer answer = call(FETCH);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().text("state")).isEqualTo("none");
        assertThat(answer.body().object("fetch").text("state")).isEqualTo("running");
        assertThat(answer.body().object("fetch").text("requestedAt")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(school.tables.events()).singleElement().isInstanceOf(DomainEvent.FetchRequested.class);
        assertThat(school.tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.FETCH_REQUESTED);
    }

    @Test
    void isNeverShownAsDoneWithoutWhatItBrought_whenContactEndsDuringTheRead() {
        call(FETCH);
        ImportStore ending = Meanwhile.after("findWithRows", ImportStore.class, school.imports, school::stage);

        Http.Answer first = Http.of(IMPORT).to(new ReviewImportHandler(school.wiring(ending), Invoke.log()));

        assertThat(first.body().text("state")).isEqualTo("none");
        assertThat(first.body().object("fetch").text("state")).isEqualTo("running");
        assertThat(call(IMPORT).body().text("state")).isEqualTo("open");
    }

    @Test
    void listsCandidates_proposedFirstAndWithWhoTakesThem() {
        school.stage();
        Http.Answer before = call(CANDIDATES);
        Http.of(DECIDE).body("""
                        {"importId": "i1", "rows": [{"rowId": "w5", "version": 1, "category": "existing", "recordId": "p8"}]}
                        """).to(handler);

        Http.Answer answer = call(CANDIDATES);

        assertThat(answer.body().text("importId")).isEqualTo("i1");
        assertThat(answer.body().object("row").text("rowId")).isEqualTo("w4");
        assertThat(before.body().objects("items"))
                .extracting(c -> c.text("recordId"), c -> c.texts("reasons").size(), c -> c.optionalText("takenBy"))
                .containsExactly(tuple("p9", 4, Optional.empty()), tuple("p8", 0, Optional.empty()));
        assertThat(answer.body().objects("items"))
                .extracting(c -> c.text("recordId"), c -> c.optionalText("takenBy"))
                .containsExactly(tuple("p9", Optional.empty()), tuple("p8", Optional.of("Zoë de Jong")));
    }

    @Test
    void listsNoCandidates_whenRowIsGone() {
        school.stage();

        assertThat(Http.of(CANDIDATES).replacing("w4", "w99").to(handler).problem())
                .isEqualTo("no-open-import");
    }

    @Test
    void asksAgain_whenPersonTakesAChoiceBack() {
        school.stage();
        Decision before = school.row("w4").decision();
        assertThat(decide("{\"rowId\":\"w4\",\"version\":1,\"category\":\"skip\"}")
                        .status())
                .isEqualTo(200);

        Http.Answer answer = decide("{\"rowId\":\"w4\",\"version\":2,\"category\":\"undecided\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(school.row("w4").decision()).isEqualTo(before).isEqualTo(new Decision.Undecided());
    }

    @Test
    void refusesRequest_thatNamesARowTwice() {
        school.stage();
        String row = "{\"rowId\": \"w2\", \"version\": 1, \"category\": \"%s\"}";

        Http.Answer answer = Http.of(DECIDE)
                .body("{\"importId\": \"i1\", \"rows\": [%s, %s]}"
                        .formatted(row.formatted("new"), row.formatted("skip")))
                .to(handler);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().objects("errors"))
                .extracting(e -> e.text("field"), e -> e.text("code"))
                .containsExactly(tuple("w2", "named-twice"));
        assertThat(school.row("w2").decision()).isEqualTo(new Decision.AddNew(Decision.Basis.DEFAULT));
    }

    @Test
    void refusesSecondContact_whileOneRuns() {
        call(FETCH);

        assertThat(call(FETCH).problem()).isEqualTo("fetch-running");
        school.clock.advance(Duration.ofMinutes(5));
        assertThat(call(IMPORT).body().object("fetch").text("state")).isEqualTo("done");
        assertThat(call(FETCH).status()).isEqualTo(202);
    }

    @Test
    void refusesContact_whenThereIsNoActiveLinkOrACommitIsAtWork() {
        committing();
        assertThat(call(FETCH).problem()).isEqualTo("import-committing");

        Links.end(school.tables);
        assertThat(call(FETCH).problem()).isEqualTo("no-active-link");
    }

    @Test
    void showsNothing_beforeTheFirstContact() {
        Http.Answer answer = call(IMPORT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString())
                .isEqualTo("{\"state\":\"none\",\"link\":{\"active\":true,\"typeName\":\"SchoolOAS\"}}");
        assertThat(answer.etag()).isEmpty();
    }

    @Test
    void showsOpenImportWithCounts() {
        school.stage();

        Http.Answer answer = call(IMPORT);

        assertThat(answer.etag()).contains("\"1\"");
        JsonObject body = answer.body();
        assertThat(body.text("state")).isEqualTo("open");
        assertThat(body.text("importId")).isEqualTo("i1");
        assertThat(body.number("version")).isEqualTo(1);
        assertThat(body.text("typeName")).isEqualTo("SchoolOAS");
        assertThat(body.text("schoolYear")).isEqualTo("2026-2027");
        assertThat(body.text("stagedAt")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(body.text("expiresAt")).isEqualTo("2026-12-24T10:00:00Z");
        assertThat(body.object("delivered")).hasToString("{\"groups\":2,\"teachers\":1,\"pupils\":2}");
        assertThat(body.objects("warnings").getFirst())
                .hasToString("{\"kind\":\"unknown-group\",\"count\":2,\"whoActs\":\"las-supplier\",\"places\":["
                        + "{\"answer\":1,\"subject\":\"pupil\",\"ordinal\":12,\"line\":340}]}");
        assertThat(body.object("groups")).hasToString(counts(1, 0, 0, 1, 0, 2));
        assertThat(body.object("teachers")).hasToString(counts(1, 0, 0, 0, 1, 1));
        assertThat(body.object("pupils")).hasToString(counts(1, 0, 0, 1, 0, 2));
        assertThat(body.integer("leavers")).isZero(); // nobody said yet that Groep 5 is g5
        assertThat(body.integer("toDecide")).isEqualTo(4); // all but the teacher, who waits for an address
        assertThat(body.object("lastChange")).hasToString("{\"what\":\"contact\",\"at\":\"2026-11-24T10:00:00Z\"}");
        assertThat(body.flag("reviewAgain")).isFalse();
        assertThat(body.object("fetch").text("state")).isEqualTo("done");
        assertThat(body.object("fetch").object("contact").text("outcome")).isEqualTo("delivered");
    }

    private static String counts(int added, int existing, int skip, int undecided, int withoutEmail, int total) {
        return "{\"new\":%d,\"existing\":%d,\"skip\":%d,\"undecided\":%d,\"settled\":0,\"withoutEmail\":%d,\"total\":%d}"
                .formatted(added, existing, skip, undecided, withoutEmail, total);
    }

    @Test
    void showsNone_whenOpenImportIsExpired() {
        school.stage();
        school.clock.advance(Duration.ofDays(30));

        assertThat(call(IMPORT).body().text("state")).isEqualTo("none");
        assertThat(call(ROWS).problem()).isEqualTo("no-open-import");
        assertThat(call(SUMMARY).problem()).isEqualTo("no-open-import");
        assertThat(call(DECIDE).problem()).isEqualTo("no-open-import");
        assertThat(call(CONFIRM).problem()).isEqualTo("no-open-import");
        assertThat(call(ABORT).problem()).isEqualTo("no-open-import");
    }

    @Test
    void listsRowsByKindAndName_withWhatTheyMayBe() {
        school.stage();

        Http.Answer answer = call(ROWS);

        assertThat(answer.body().text("importId")).isEqualTo("i1");
        List<JsonObject> rows = answer.body().objects("items");
        assertThat(rows)
                .extracting(r -> r.text("name"))
                .containsExactly("Groep 5", "Plusgroep", "Els Wouters", "Noor Bakker", "Zoë de Jong");
        assertThat(rows.get(0))
                .hasToString("{\"rowId\":\"w1\",\"kind\":\"group\",\"version\":1,\"category\":\"undecided\","
                        + "\"settled\":false,\"changed\":false,\"lacksEmail\":false,\"certainRecordId\":\"g5\","
                        + "\"mayBecome\":[\"new\",\"existing\",\"skip\"],\"name\":\"Groep 5\",\"yearGroup\":\"5\","
                        + "\"composite\":false,\"groups\":[],\"proposals\":[{\"recordId\":\"g5\",\"name\":\"Groep 5\","
                        + "\"active\":true,\"testResults\":0,\"reasons\":[\"same-name\",\"same-year-group\"],"
                        + "\"differs\":[]}]}");
        assertThat(rows.get(2))
                .hasToString("{\"rowId\":\"w3\",\"kind\":\"teacher\",\"version\":1,\"category\":\"new\","
                        + "\"basis\":\"default\",\"settled\":false,\"changed\":false,\"lacksEmail\":true,"
                        + "\"mayBecome\":[\"new\",\"existing\",\"skip\"],\"name\":\"Els Wouters\","
                        + "\"groups\":[\"Groep 5\",\"Plusgroep\"],\"emailTyped\":false,\"proposals\":[]}");
        assertThat(rows.get(3))
                .hasToString("{\"rowId\":\"w4\",\"kind\":\"pupil\",\"version\":1,\"category\":\"undecided\","
                        + "\"settled\":false,\"changed\":false,\"lacksEmail\":false,\"certainRecordId\":\"p9\","
                        + "\"mayBecome\":[\"new\",\"existing\",\"skip\"],\"name\":\"Noor Bakker\",\"yearGroup\":\"5\","
                        + "\"birthDate\":\"2016-04-09\",\"groups\":[\"Groep 5\",\"Plusgroep\"],\"proposals\":["
                        + "{\"recordId\":\"p9\",\"name\":\"Noor Bakker\",\"group\":\"Groep 5\","
                        + "\"birthDate\":\"2016-04-09\",\"active\":true,\"testResults\":3,\"lastTestOn\":\"2026-06-12\","
                        + "\"reasons\":[\"same-surname\",\"same-first-name\",\"same-group\",\"same-birth-date\"],"
                        + "\"differs\":[]}]}");
        assertThat(answer.body().has("next")).isFalse();
    }

    @Test
    void continuesAfterTheCursor_whenThereAreMoreThanAThousandRows() {
        List<DeliveredPupil> many = new ArrayList<>();
        for (int i = 0; i < 1_050; i++) {
            many.add(pupil("L" + i, "", "Kind", "Naam %04d".formatted(1_050 - i), "", ""));
        }
        school.stage(delivery(List.of(group("G5", "Groep 5", "5")), List.of(), many));

        Http.Answer first = call(ROWS);
        Http.Answer second = Http.of(ROWS).cursor(first.body().text("next")).to(handler);

        assertThat(first.body().objects("items")).hasSize(1_000);
        assertThat(first.body().objects("items").get(1).text("name")).isEqualTo("Kind Naam 0001");
        assertThat(second.body().objects("items")).hasSize(51);
        assertThat(second.body().objects("items").getFirst().text("name")).isEqualTo("Kind Naam 1000");
        assertThat(second.body().has("next")).isFalse();
        assertThat(Http.of(ROWS).cursor("i0~w1").to(handler).status()).isEqualTo(404);
    }

    @Test
    void takesDecisions_andShowsTheRowsAsTheyAre() {
        school.stage();

        Http.Answer answer = call(DECIDE);

        assertThat(answer.status()).isEqualTo(200);
        List<JsonObject> rows = answer.body().objects("items");
        assertThat(rows).extracting(r -> r.text("rowId")).containsExactly("w3", "w4");
        assertThat(rows.get(0).text("category")).isEqualTo("new");
        assertThat(rows.get(0).text("basis")).isEqualTo("person");
        assertThat(rows.get(0).text("email")).isEqualTo("els@devoorbeeldschool.example");
        assertThat(rows.get(0).flag("emailTyped")).isTrue();
        assertThat(rows.get(0).texts("groups")).containsExactly("Groep 5", "Plusgroep");
        assertThat(rows.get(1).text("category")).isEqualTo("existing");
        assertThat(rows.get(1).number("version")).isEqualTo(2);
        assertThat(rows.get(1).object("record").text("recordId")).isEqualTo("p9");
        assertThat(rows.get(1).object("record").texts("reasons")).contains("same-birth-date");
        assertThat(call(IMPORT).etag()).contains("\"2\"");
    }

    @Test
    void takesNoneOfTheDecisions_whenOneIsRefused() {
        school.stage();

        Http.Answer answer = decide("{\"rowId\":\"w4\",\"version\":1,\"category\":\"existing\",\"recordId\":\"p9\"},"
                + "{\"rowId\":\"w5\",\"version\":1,\"category\":\"existing\",\"recordId\":\"p9\"},"
                + "{\"rowId\":\"w3\",\"version\":1,\"email\":\"els@\"},"
                + "{\"rowId\":\"w1\",\"version\":1,\"category\":\"existing\",\"recordId\":\"p8\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().objects("errors", e -> e.text("field") + " " + e.text("code")))
                .containsExactlyInAnyOrder("w3 email-form", "w1 record-unknown", "w4 record-taken", "w5 record-taken");
        assertThat(answer.body().objects("errors", e -> e.text("message"))).allMatch(m -> !m.isBlank());
        assertThat(school.row("w4").decision()).isEqualTo(new Decision.Undecided());
    }

    @Test
    void refusesAddress_thatBelongsToAColleague() {
        school.stage();

        Http.Answer answer = decide("{\"rowId\":\"w3\",\"version\":1,\"email\":\"Anja@devoorbeeldschool.example\"}");

        assertThat(answer.body().objects("errors", e -> e.text("field") + " " + e.text("code")))
                .containsExactly("w3 email-in-use");
    }

    @Test
    void keepsKnownRowToItsRecord_andLetsASkippedOneFindItsWayBack() {
        school.knowByEckId("p9", "eck-L1");
        school.stage();

        Http.Answer asNew = decide("{\"rowId\":\"w4\",\"version\":1,\"category\":\"new\"}");
        Http.Answer asOther = decide("{\"rowId\":\"w4\",\"version\":1,\"category\":\"existing\",\"recordId\":\"p8\"}");
        Http.Answer skipped = decide("{\"rowId\":\"w4\",\"version\":1,\"category\":\"skip\"}");

        assertThat(asNew.body().objects("errors", e -> e.text("code"))).containsExactly("row-known");
        assertThat(asOther.body().objects("errors", e -> e.text("code"))).containsExactly("row-known");
        JsonObject row = skipped.body().objects("items").getFirst();
        assertThat(row.text("category")).isEqualTo("skip");
        assertThat(row.objects("proposals", m -> m.text("recordId"))).containsExactly("p9");
        Http.Answer back = decide("{\"rowId\":\"w4\",\"version\":2,\"category\":\"existing\",\"recordId\":\"p9\"}");
        assertThat(back.status()).isEqualTo(200);
    }

    @Test
    void takesNoDecision_whenTheRowMovedOrIsGone() {
        school.stage();

        Http.Answer moved = decide("{\"rowId\":\"w4\",\"version\":7,\"category\":\"new\"}");
        Http.Answer gone = decide("{\"rowId\":\"w99\",\"version\":1,\"category\":\"new\"}");

        assertThat(moved.status()).isEqualTo(412);
        assertThat(moved.etag()).contains("\"1\"");
        assertThat(gone.status()).isEqualTo(412);
    }

    @Test
    void refusesDecisions_thatCannotBeRead() {
        school.stage();

        assertThat(decide("{\"rowId\":\"w4\",\"version\":1,\"category\":\"misschien\"}")
                        .body()
                        .objects("errors", e -> e.text("code")))
                .containsExactly("category-unknown");
        assertThat(decide("").body().objects("errors", e -> e.text("code"))).containsExactly("rows-number");
        assertThat(decide("{\"rowId\":\"\",\"version\":1}").body().objects("errors", e -> e.text("code")))
                .containsExactly("id-form");
        assertThat(decide("{\"rowId\":\"w4\"}").problem()).isEqualTo("body-unreadable");
        assertThat(Http.of(DECIDE).body("[]").to(handler).problem()).isEqualTo("body-unreadable");
    }

    @Test
    void summarisesWhatThePressWouldDo() {
        school.stage();
        decide("{\"rowId\":\"w1\",\"version\":1,\"category\":\"existing\",\"recordId\":\"g5\"}");

        Http.Answer answer = call(SUMMARY);

        assertThat(answer.etag()).contains("\"2\"");
        assertThat(answer.body())
                .hasToString("{\"importId\":\"i1\",\"version\":2,\"groups\":{\"added\":1,\"changed\":1},"
                        + "\"teachers\":{\"added\":0,\"changed\":0},\"pupils\":{\"added\":1,\"changed\":0},"
                        + "\"skipped\":{\"groups\":0,\"teachers\":0,\"pupils\":0},\"pupilsLeftOut\":0,"
                        + "\"leavers\":[{\"pupilId\":\"p8\",\"name\":\"Ties Vos\",\"group\":\"Groep 5\","
                        + "\"testResults\":2,\"reason\":\"not-in-las\",\"keptActive\":false}],"
                        + "\"undecided\":{\"groups\":0,\"teachers\":0,\"pupils\":1},"
                        + "\"teachersWithoutEmail\":[{\"rowId\":\"w3\",\"name\":\"Els Wouters\"}]}");
        assertThat(call(IMPORT).body().integer("leavers")).isEqualTo(1);
    }

    @Test
    void keepsTheChoiceThatALeaverStays_withTheImport() {
        school.stage();
        decide("{\"rowId\":\"w1\",\"version\":1,\"category\":\"existing\",\"recordId\":\"g5\"}");

        assertThat(keep("p8", true).status()).isEqualTo(200);

        assertThat(call(SUMMARY).body().objects("leavers").getFirst().flag("keptActive"))
                .isTrue();
        assertThat(call(IMPORT).body().integer("leavers")).isZero();
        assertThat(keep("p8", false).status()).isEqualTo(200);
        assertThat(call(SUMMARY).body().objects("leavers").getFirst().flag("keptActive"))
                .isFalse();
        assertThat(call(SUMMARY).etag()).contains("\"4\"");
    }

    @Test
    void refusesToKeepWhoIsNoPupil() {
        school.stage();

        Http.Answer answer = keep("t1", true);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().objects("errors").getFirst().text("field")).isEqualTo("t1");
        assertThat(school.imports.find(SCHOOL).orElseThrow().version()).isEqualTo(1);
    }

    private Http.Answer keep(String pupil, boolean isKept) {
        return Http.of(DECIDE)
                .body("{\"importId\":\"i1\",\"leavers\":[{\"pupilId\":\"%s\",\"keepActive\":%s}]}"
                        .formatted(pupil, isKept))
                .to(handler);
    }

    @Test
    void linksEveryCertainRow_whenEverybodyIsLinkedAgain() {
        school.stage();
        int certain = school.review().relinks().size();
        int undecided = school.review().undecided();

        Http.Answer answer = Http.of(RELINK).ifMatch("\"1\"").to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(school.review().undecided()).isEqualTo(undecided - certain);
        assertThat(school.review().open().version()).isEqualTo(2);
    }

    @Test
    void linksNobodyAgain_whenSomebodyElseDecidedMeanwhile() {
        school.stage();

        assertThat(Http.of(RELINK).ifMatch("\"9\"").to(handler).status()).isEqualTo(412);
        assertThat(school.review().open().version()).isEqualTo(1);
    }

    @Test
    void refusesAnApproval_whenNothingIsHeld() {
        school.stage();

        Http.Answer answer = Http.of(APPROVE).ifMatch("\"1\"").to(handler);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("import-not-held");
        assertThat(school.tables.audit()).isEmpty();
    }

    /** Eight pupils of this LAS of whom everybody has another surname. */
    private static ReviewedSchool heldSchool() {
        List<RosterRecord> existing = new ArrayList<>();
        List<DeliveredPupil> delivered = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            String first = "Voornaam" + Character.toString('a' + i).repeat(4);
            existing.add(existingPupil("p" + i, first, "Bakker", "2016-04-0" + i, "", "L" + i, ""));
            delivered.add(pupil("L" + i, "", first, "Visser", "2016-04-0" + i, ""));
        }
        ReviewedSchool held = new ReviewedSchool(existing);
        held.stage(delivery(List.of(), List.of(), delivered));
        return held;
    }

    @Test
    void keepsLeaversActive_untilSomebodyApprovedThatTheyLeave() {
        List<RosterRecord> existing = new ArrayList<>();
        for (int i = 1; i <= 8; i++) {
            existing.add(existingPupil("p" + i, "Noor", "Bakker" + i, "2016-04-0" + i, "", "L" + i, ""));
        }
        ReviewedSchool school = new ReviewedSchool(existing);
        school.stage(delivery(List.of(), List.of(), List.of(pupil("L1", "", "Noor", "Bakker1", "2016-04-01", ""))));
        ReviewImportHandler pages = school.handler();
        assertThat(Http.of(IMPORT).to(pages).body().object("leaverHold"))
                .hasToString("{\"cause\":\"many\",\"number\":7,\"total\":8,\"limit\":3}");

        Http.Answer answer = Http.of(APPROVE).ifMatch("\"1\"").to(pages);

        assertThat(answer.body().optionalObject("leaverHold")).isEmpty();
        assertThat(answer.body().object("leaversApproved").text("by")).isEqualTo("Anja Voorbeeld");
        assertThat(school.tables.audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.HOLD_APPROVED);
            assertThat(entry.details()).isEqualTo(Map.of("leavers", "7"));
        });
        assertThat(Http.of(APPROVE).ifMatch("\"2\"").to(pages).problem()).isEqualTo("import-not-held");
    }

    @Test
    void importsNothing_untilSomebodyApprovedTheHold() {
        ReviewedSchool held = heldSchool();
        ReviewImportHandler pages = held.handler();
        assertThat(Http.of(IMPORT).to(pages).body().object("hold").text("cause"))
                .isEqualTo("changed");
        assertThat(Http.of(CONFIRM).ifMatch("\"1\"").to(pages).problem()).isEqualTo("import-held");

        Http.Answer answer = Http.of(APPROVE).ifMatch("\"1\"").to(pages);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().optionalObject("hold")).isEmpty();
        assertThat(answer.body().object("approval").text("by")).isEqualTo("Anja Voorbeeld");
        assertThat(held.tables.audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.HOLD_APPROVED);
            assertThat(entry.actor()).isEqualTo(new Actor("anja", "Anja Voorbeeld"));
            assertThat(entry.details()).isEqualTo(Map.of("held", "8"));
        });
        assertThat(Http.of(CONFIRM).ifMatch("\"2\"").to(pages).status()).isEqualTo(202);
    }

    @Test
    void refusesThePress_whileRowsAreUndecided() {
        school.stage();

        Http.Answer answer = call(CONFIRM);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("rows-undecided");
        assertThat(answer.body().text("title")).contains("2");
        assertThat(school.tables.events()).isEmpty();
    }

    @Test
    void handsThePlanToTheCommit_whenPressed() {
        school.stage();
        decideAll();

        Http.Answer answer = Http.of(CONFIRM).ifMatch("\"3\"").to(handler);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.etag()).contains("\"4\"");
        assertThat(answer.body().text("state")).isEqualTo("committing");
        // two groups, one teacher, two pupils, and that Ties stays active
        assertThat(answer.body().object("progress")).hasToString("{\"done\":0,\"total\":6}");
        Import.Committing committing =
                (Import.Committing) school.imports.find(SCHOOL).orElseThrow();
        assertThat(committing.by()).isEqualTo(new Actor("anja", "Anja Voorbeeld"));
        assertThat(school.commits.plan(SCHOOL, committing.commit()))
                .extracting(PlanEntry::after)
                .filteredOn(Choice.KeptActive.class::isInstance)
                .singleElement()
                .extracting(c -> ((Choice.KeptActive) c).pupil())
                .isEqualTo(new RecordId("p8"));
        assertThat(school.tables.events())
                .containsExactly(new DomainEvent.ImportConfirmed(SCHOOL, ReviewedSchool.IMPORT, committing.commit()));
        assertThat(school.tables.audit()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo(AuditAction.IMPORT_CONFIRMED);
            assertThat(entry.details())
                    .isEqualTo(Map.of("groups", "2", "teachers", "1", "pupils", "2", "deactivated", "0"));
        });
    }

    @Test
    void refusesSecondPressAndEverythingElse_whileItCommits() {
        school.stage();
        decideAll();
        Http.of(CONFIRM).ifMatch("\"3\"").to(handler);

        assertThat(Http.of(CONFIRM).ifMatch("\"3\"").to(handler).problem()).isEqualTo("import-committing");
        assertThat(Http.of(ABORT).ifMatch("\"4\"").to(handler).problem()).isEqualTo("import-committing");
        assertThat(call(DECIDE).problem()).isEqualTo("import-committing");
        assertThat(call(ROWS).problem()).isEqualTo("no-open-import");
        assertThat(school.tables.events()).hasSize(1);
    }

    @Test
    void refusesThePress_whenSomebodyDecidedAfterThisPersonLooked() {
        school.stage();
        decideAll();

        Http.Answer answer = Http.of(CONFIRM).ifMatch("\"2\"").to(handler);

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.etag()).contains("\"3\"");
        // what the page then says about it
        assertThat(call(IMPORT).body().object("lastChange"))
                .hasToString("{\"what\":\"decision\",\"by\":\"Anja Voorbeeld\",\"at\":\"2026-11-24T10:00:00Z\"}");
        assertThat(Http.of(CONFIRM).ifMatch("*").to(handler).problem()).isEqualTo("if-match-missing");
    }

    @Test
    void refusesThePress_whenLinkEnded() {
        school.stage();
        decideAll();
        Links.end(school.tables);

        assertThat(Http.of(CONFIRM).ifMatch("\"3\"").to(handler).problem()).isEqualTo("no-active-link");
        assertThat(school.tables.events()).isEmpty();
        assertThat(Http.of(ABORT).ifMatch("\"3\"").to(handler).status()).isEqualTo(200);
    }

    @Test
    void tellsTheVersionThatStands_whenSomebodyIsFasterThanThePress() {
        school.stage();
        decideAll();
        ImportStore overtaken = new Overtaken(school.imports);

        Http.Answer answer =
                Http.of(ABORT).ifMatch("\"3\"").to(new ReviewImportHandler(school.wiring(overtaken), Invoke.log()));

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.etag()).contains("\"4\"");
    }

    @Test
    void abortsImport_andChangesNothingOfTheSchool() {
        school.stage();

        Http.Answer answer = Http.of(ABORT).ifMatch("\"1\"").to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.etag()).contains("\"2\"");
        assertThat(answer.body().text("state")).isEqualTo("aborted");
        assertThat(school.rosters.read(SCHOOL).revision()).isEqualTo(1);
        assertThat(school.tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.IMPORT_ABORTED);
    }

    @Test
    void showsReceipt_whenCommitted() {
        Import.Open open = school.stage();
        Import.Receipt receipt = new Import.Receipt(
                school.clock.instant(),
                Links.ANJA,
                new Import.AddedChanged(1, 2),
                new Import.AddedChanged(3, 4),
                new Import.AddedChanged(5, 6),
                7,
                8,
                new Import.Counts(9, 10, 11));
        school.imports.advance(
                new Import.Committed(open.header(), new CommitId("c1"), receipt, 2),
                Optional.empty(),
                EventsAndAudit.of(ReviewedSchool.CORRELATION));

        JsonObject body = call(IMPORT).body();

        assertThat(body.text("state")).isEqualTo("committed");
        assertThat(body.object("receipt"))
                .hasToString("{\"at\":\"2026-11-24T10:00:00Z\",\"by\":\"Anja Voorbeeld\","
                        + "\"groups\":{\"added\":1,\"changed\":2},\"teachers\":{\"added\":3,\"changed\":4},"
                        + "\"pupils\":{\"added\":5,\"changed\":6},\"deactivated\":7,\"teachersLeftOut\":8,"
                        + "\"skipped\":{\"groups\":9,\"teachers\":10,\"pupils\":11}}");
    }

    @Test
    void showsProgress_andThatItMustBeReviewedAgain() {
        CommitId commit = committing();
        school.commits.progress(SCHOOL, commit, 4, java.time.Instant.EPOCH);
        assertThat(call(IMPORT).body().object("progress")).hasToString("{\"done\":4,\"total\":6}");

        Commit.Header header = school.commits.find(SCHOOL, commit).orElseThrow().header();
        Import.Committing stored =
                (Import.Committing) school.imports.find(SCHOOL).orElseThrow();
        school.commits.giveUp(
                new Commit.Stale(header),
                Optional.of(new Import.Open(stored.header(), true, stored.version() + 1)),
                EventsAndAudit.of(ReviewedSchool.CORRELATION));

        assertThat(call(IMPORT).body().flag("reviewAgain")).isTrue();
    }

    private CommitId committing() {
        school.stage();
        decideAll();
        Http.of(CONFIRM).ifMatch("\"3\"").to(handler);
        return ((Import.Committing) school.imports.find(SCHOOL).orElseThrow()).commit();
    }

    @Test
    void confirmsOnce_whateverWriteItDiesAt() {
        for (boolean before : new boolean[] {true, false}) {
            for (int nth = 1; nth <= 3; nth++) {
                ReviewedSchool fresh = new ReviewedSchool();
                fresh.stage();
                Http.of(DECIDE)
                        .body("{\"importId\":\"i1\",\"rows\":[{\"rowId\":\"w1\",\"version\":1,\"category\":\"new\"},"
                                + "{\"rowId\":\"w4\",\"version\":1,\"category\":\"new\"}]}")
                        .to(fresh.handler());
                AtomicInteger calls = new AtomicInteger();
                ReviewImportWiring dying = ReviewImportWiring.of(
                        new InMemoryLinkStore(fresh.tables),
                        new InMemoryLasTypes(fresh.tables),
                        Faults.countedBy(calls, nth, before, ImportStore.class, fresh.imports, Set.of("advance")),
                        Faults.countedBy(calls, nth, before, CommitStore.class, fresh.commits, Set.of("storePlan")),
                        fresh.rosters,
                        fresh.scores,
                        new InMemoryAuditLog(fresh.tables),
                        fresh.clock,
                        fresh.ids);
                int status = Http.of(CONFIRM)
                        .ifMatch("\"2\"")
                        .to(new ReviewImportHandler(dying, Invoke.log()))
                        .status();
                assertThat(status).isEqualTo(nth == 3 ? 202 : 500);

                Http.of(CONFIRM).ifMatch("\"2\"").to(fresh.handler());

                assertThat(fresh.tables.events()).singleElement().isInstanceOf(DomainEvent.ImportConfirmed.class);
                Import.Committing stored =
                        (Import.Committing) fresh.imports.find(SCHOOL).orElseThrow();
                assertThat(fresh.commits.plan(SCHOOL, stored.commit())).isNotEmpty();
            }
        }
    }

    @Test
    void refusesEveryRoute_toPeopleOfAnotherSchoolAndToNobody() {
        school.stage();
        for (String file : ALL) {
            assertThat(Http.of(file)
                            .replacing("\"custom:schools\":\"99XX-00\"", "\"custom:schools\":\"98YY-00\"")
                            .to(handler)
                            .problem())
                    .as(file)
                    .isEqualTo("no-access");
            assertThat(Http.of(file).anonymous().to(handler).problem()).as(file).isEqualTo("not-signed-in");
        }
    }

    @Test
    void letsCustomerServiceReadOnly() {
        school.stage();
        for (String file : ALL) {
            Http.Answer answer = Http.of(file)
                    .replacing("\"cognito:groups\":\"beheerder\"", "\"cognito:groups\":\"klantenservice\"")
                    .replacing("\"custom:schools\":\"99XX-00\"", "\"custom:schools\":\"\"")
                    .to(handler);
            boolean reads = Set.of(IMPORT, ROWS, SUMMARY).contains(file);
            assertThat(answer.status()).as(file).isEqualTo(reads ? 200 : 403);
        }
    }

    @Test
    void logsWhichImportAndSchoolWereLookedAt() {
        school.stage();

        for (String file : List.of(IMPORT, ROWS, SUMMARY)) {
            JsonObject line = JsonObject.parse(
                    Invoke.printed(() -> Http.of(file).to(school.handler())).strip());

            assertThat(line.text("school")).as(file).isEqualTo("99XX-00");
            assertThat(line.text("importId")).as(file).isEqualTo("i1");
            assertThat(line.text("correlationId")).as(file).isEqualTo("1-6741f2a0-5c3d4e5f");
            assertThat(line.text("outcome")).as(file).isEqualTo("ok");
        }
    }

    @Test
    void logsNoPerson() {
        school.stage();

        String printed = Invoke.printed(() -> {
            ReviewImportHandler logging = school.handler();
            ALL.forEach(file -> Http.of(file).to(logging));
            ReviewImportWiring broken = ReviewImportWiring.of(
                    new InMemoryLinkStore(school.tables),
                    new InMemoryLasTypes(school.tables),
                    Faults.failingOn(1, ImportStore.class, school.imports, Set.of("rows")),
                    school.commits,
                    school.rosters,
                    school.scores,
                    new InMemoryAuditLog(school.tables),
                    school.clock,
                    school.ids);
            Http.of(ROWS).to(new ReviewImportHandler(broken, Invoke.log()));
        });

        assertThat(printed)
                .contains("POST /api/schools/{school}/import/decisions", "99XX-00", "\"status\":200")
                .doesNotContain("Noor", "Bakker", "Els", "Wouters", "Ties", "Anja", "2016-", "eck-", "@", "w4", "p9");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new ReviewImportHandler(Map.of("OUTBOX_TABLE", "Outbox"), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining("LINKS_TABLE, IMPORTS_TABLE, ROSTER_TABLE, SCORES_TABLE, AUDIT_TABLE");
    }
}
