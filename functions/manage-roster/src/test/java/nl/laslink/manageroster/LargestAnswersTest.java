package nl.laslink.manageroster;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryDeliveryRuns;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRefusedArrivals;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

/** The lists of a school whose names are the longest that the reader takes, and longer: Lambda answers at most 6 MB. */
class LargestAnswersTest {
    private static final int LAMBDA_ANSWERS_BYTES = 6_291_556;
    private static final int TEACHERS = 400;
    private static final int PUPILS = 2_000;
    private static final int GROUPS = 110;
    /** Four bytes each in UTF-8; a quotation mark, escaped twice, is no longer. */
    private static final String LONGEST = "\uD83D\uDE00";

    private static final PersonName NAME = PersonName.of(LONGEST.repeat(200), LONGEST.repeat(10), LONGEST.repeat(200));

    private final InMemoryTables tables = new InMemoryTables();
    private final InMemoryRosterStore rosters = new InMemoryRosterStore(tables);
    private final InMemoryScoreStore scores = new InMemoryScoreStore(tables);
    private final ManageRosterHandler handler = new ManageRosterHandler(
            ManageRosterWiring.of(
                    new ManageRosterWiring.Stores(
                            rosters,
                            new InMemoryLinkStore(tables),
                            new InMemoryImportStore(tables),
                            new InMemoryCommitStore(tables),
                            scores,
                            new InMemoryDeliveryRuns(tables),
                            new InMemoryRefusedArrivals(),
                            new InMemoryAuditLog(tables)),
                    RosterView.Periods.DEFAULT,
                    TestClock.at("2026-11-24T10:00:00Z")),
            Invoke.log());

    private static Optional<ExternalNumber> number(String id) {
        return Optional.of(
                new ExternalNumber(Example.LAS, Optional.of(new LasKey(id + "\"".repeat(256 - id.length())))));
    }

    private void fill() {
        List<RecordId> groups =
                IntStream.range(0, GROUPS).mapToObj(i -> new RecordId("g" + i)).toList();
        Stream<RosterRecord> groupRecords = groups.stream()
                .map(id -> new Group(id, LONGEST.repeat(64), Optional.empty(), true, Example.YEAR, number(id.value())));
        Stream<RosterRecord> teachers = IntStream.range(0, TEACHERS)
                .mapToObj(i -> new Teacher(
                        new RecordId("t" + i),
                        NAME,
                        Optional.of(new EmailAddress("t".repeat(60) + i + "@devoorbeeldschool.example")),
                        groups,
                        Optional.empty(),
                        number("t" + i)));
        Stream<RosterRecord> pupils = IntStream.range(0, PUPILS)
                .mapToObj(i -> new Pupil(
                        new RecordId("p" + i),
                        NAME,
                        Optional.of(LocalDate.parse("2016-04-09")),
                        Optional.empty(),
                        Optional.of(new RecordId("g1")),
                        List.of(),
                        true,
                        Optional.empty(),
                        number("p" + i),
                        new Pupil.TestHistory(3, Optional.of(LocalDate.parse("2026-06-12")))));
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                Stream.of(groupRecords, teachers, pupils)
                        .flatMap(Function.identity())
                        .toList());
        Links.makeActive(tables, new FakeSecretCipher());
    }

    private List<JsonObject> pages(String file) {
        List<JsonObject> pages = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            JsonObject event = JsonObject.parse(Invoke.event("manage-roster/" + file));
            next.ifPresent(
                    c -> event.put("queryStringParameters", JsonObject.empty().put("cursor", c)));
            JsonObject answer = Invoke.run(handler, event.toString());
            assertThat(answer.toString().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(LAMBDA_ANSWERS_BYTES);
            pages.add(JsonObject.parse(answer.text("body")));
            next = pages.getLast().optionalText("next");
        } while (next.isPresent());
        return pages;
    }

    private static List<String> all(List<JsonObject> pages, String list, String id) {
        return pages.stream()
                .flatMap(page -> page.objects(list, one -> one.text(id)).stream())
                .toList();
    }

    @Test
    void rosterComesWhole() {
        fill();

        List<JsonObject> pages = pages("get-roster");

        assertThat(all(pages, "groups", "id")).doesNotHaveDuplicates().hasSize(GROUPS);
        assertThat(all(pages, "teachers", "id")).doesNotHaveDuplicates().hasSize(TEACHERS);
        assertThat(all(pages, "pupils", "id")).doesNotHaveDuplicates().hasSize(PUPILS);
        assertThat(pages.getFirst().objects("teachers")).hasSizeLessThan(TEACHERS);
    }

    /** Of an OSO result laslink shows every reference value, of which the test centre may send any number. */
    @Test
    void scoresComeWhole() {
        fill();
        ScoreValue.Oso value = new ScoreValue.Oso(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Collections.nCopies(
                        40, new ScoreValue.Reference("DLE", "Landelijk", LONGEST.repeat(128), Optional.empty())));
        IntStream.range(0, 600).forEach(i -> score("%04d".formatted(i), value));

        List<JsonObject> pages = pages("list-scores");

        assertThat(all(pages, "items", "resultKey")).doesNotHaveDuplicates().hasSize(600);
        assertThat(pages).hasSizeGreaterThan(1);
    }

    private void score(String key, ScoreValue value) {
        Instant at = Instant.parse("2026-11-20T09:00:00Z");
        scores.save(new LedgerEntry(
                SCHOOL,
                new ResultKey(key + "\"".repeat(252)),
                new RecordId("p1"),
                new TestCode("REK-M5"),
                Optional.of("2"),
                Optional.of("\"".repeat(256)),
                LocalDate.parse("2026-11-20"),
                value,
                at,
                new ScoreState.Ready(),
                at,
                1));
    }

    /** Cognito takes a name of 2,048 characters. */
    @Test
    void auditIsCutOff_whereItDoesNotFit() {
        Actor actor = new Actor("s1", LONGEST.repeat(2_048));
        EventsAndAudit eventsAndAudit = EventsAndAudit.of(new CorrelationId("x"));
        for (int i = 0; i < 1_000; i++) {
            eventsAndAudit = eventsAndAudit.and(new AuditEntry(
                    SCHOOL,
                    Instant.parse("2026-11-20T09:00:00Z").plusSeconds(i),
                    actor,
                    AuditAction.IMPORT_CONFIRMED,
                    Map.of("groups", "1".repeat(4_000))));
        }
        rosters.seed(
                SCHOOL, "De Voorbeeldschool", List.of(Example.existingPupil("p1", "Noor", "Bakker", "", "", "", "")));
        rosters.edit(SCHOOL, Example.existingPupil("p1", "Noor", "Vos", "", "", "", ""), 1, eventsAndAudit);

        List<String> listed = all(pages("list-audit"), "items", "at");

        assertThat(listed).hasSizeBetween(350, 499).startsWith("2026-11-20T09:16:39Z");
    }
}
