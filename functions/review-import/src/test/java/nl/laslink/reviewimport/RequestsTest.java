package nl.laslink.reviewimport;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.Intercepted;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** How many requests to DynamoDB each page of the review costs. The frame of a page adds one, for the school's name. */
class RequestsTest {
    private static final TestClock CLOCK = TestClock.at("2026-11-24T10:00:00Z");
    private static final EventsAndAudit NO_TRAIL = EventsAndAudit.of(ReviewedSchool.CORRELATION);
    private final Intercepted.Counter counter = new Intercepted.Counter();
    private final ReviewImportHandler handler = handler();

    private ReviewImportHandler handler() {
        DynamoDbEnhancedClient client = AwsClients.enhanced(counter.client());
        return new ReviewImportHandler(
                ReviewImportWiring.of(
                        new DynamoLinkStore(client, LocalTables.LINKS, LocalTables.EVENTS_AND_AUDIT),
                        new DynamoLasTypes(client, LocalTables.LINKS),
                        new DynamoImportStore(client, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT),
                        new DynamoCommitStore(client, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT),
                        new DynamoRosterStore(
                                client, LocalTables.ROSTER, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT),
                        new DynamoScoreStore(client, LocalTables.SCORES),
                        new DynamoAuditLog(client, LocalTables.EVENTS_AND_AUDIT.auditTable()),
                        CLOCK,
                        () -> "unused"),
                Invoke.log());
    }

    /** The school of {@link ReviewedSchool}, in the tables. */
    @BeforeAll
    static void stage() {
        DynamoDbEnhancedClient client = LocalTables.enhanced();
        Link.Active link = Links.makeActive(new InMemoryTables(), new FakeSecretCipher());
        DynamoLinkStore links = new DynamoLinkStore(client, LocalTables.LINKS, LocalTables.EVENTS_AND_AUDIT);
        links.save(new Link.Requested(SCHOOL, link.request(), link.fields(), Links.ANJA, CLOCK.instant(), 1), NO_TRAIL);
        links.save(link, NO_TRAIL);
        new DynamoLasTypes(client, LocalTables.LINKS).save(Links.type(new FakeSecretCipher()));
        RosterStore rosters =
                new DynamoRosterStore(client, LocalTables.ROSTER, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT);
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                List.of(
                        existingGroup("g5", "Groep 5", "5", ""),
                        existingPupil("p9", "Noor", "Bakker", "2016-04-09", "g5", "", "")));
        int[] last = {0};
        List<Row> rows = new Staging(
                        rosters.read(SCHOOL),
                        LAS,
                        () -> last[0]++ % 2 == 0 ? "w" + (last[0] + 1) / 2 : "n" + last[0] / 2)
                .stage(ReviewedSchool.firstDelivery(), List.of());
        Import.Open open = ReviewedSchool.open(CLOCK.instant());
        FetchRun run = new FetchRun(SCHOOL, new FetchId("f1"), CLOCK.instant(), Optional.empty(), Optional.empty());
        new DynamoImportStore(client, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT)
                .stage(open, rows, run, new byte[0], NO_TRAIL);
    }

    /** The first look of a person in an hour is one write more, which the pages after it do not pay again. */
    @BeforeEach
    void lookOnce() {
        Http.of("review-import/list-rows").to(handler);
        counter.operations.clear();
    }

    @Test
    void recordsTheFirstLookOfAnHour_inOneRequest() {
        Http.of("review-import/list-rows").to(handler());

        assertThat(counter.operations).containsExactly("getItem", "query", "getItem", "query", "putItem");
    }

    @Test
    void answersRowsInFourRequests() {
        Http.Answer answer = Http.of("review-import/list-rows").to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().objects("items")).hasSize(5);
        assertThat(counter.operations).containsExactly("getItem", "query", "getItem", "query");
    }

    @Test
    void answersSummaryInFourRequests() {
        Http.Answer answer = Http.of("review-import/get-summary").to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(counter.operations).containsExactly("getItem", "query", "getItem", "query");
    }

    @Test
    void answersCandidatesInFourRequests() {
        Http.Answer answer = Http.of("review-import/list-candidates").to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(counter.operations).containsExactly("getItem", "query", "getItem", "query");
    }

    @Test
    void answersHubInSevenRequests() {
        Http.Answer answer = Http.of("review-import/get-import").to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().object("link").flag("active")).isTrue();
        assertThat(counter.operations)
                .containsExactly("getItem", "getItem", "query", "getItem", "query", "getItem", "getItem");
    }

    @Test
    void decidesInFiveRequests_withAllThatThePageNeeds() {
        long version = version();
        counter.operations.clear();

        Http.Answer answer = Http.of("review-import/decide-rows")
                .body("""
                        {"importId": "i1", "rows": [{"rowId": "w2", "version": %d, "category": "skip"}]}
                        """.formatted(version))
                .to(handler);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().object("review").object("groups").integer("skip"))
                .isEqualTo(1);
        assertThat(counter.operations).containsExactly("getItem", "query", "getItem", "query", "transactWriteItems");
    }

    private long version() {
        return Http.of("review-import/list-rows").to(handler).body().objects("items").stream()
                .filter(row -> row.text("rowId").equals("w2"))
                .findFirst()
                .orElseThrow()
                .number("version");
    }
}
