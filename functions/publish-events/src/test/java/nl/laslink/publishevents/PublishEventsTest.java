package nl.laslink.publishevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.laslink.domain.event.Outbox;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.domain.imports.ResumeWork;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.InMemoryEventPublisher;
import nl.laslink.domain.testing.InMemoryOutbox;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.InMemoryWorkUnderWay;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:05:00Z");
    private static final OutboxRow REQUESTED = new OutboxRow(
            "01kaxevent0000000000000001",
            "LinkRequested",
            "{\"schemaVersion\":1,\"correlationId\":\"c-0000001\",\"school\":\"99XX-00\",\"request\":\"r-1\"}",
            Instant.parse("2026-11-24T09:00:00Z"));
    private static final OutboxRow CHANGED = new OutboxRow(
            "01kaxevent0000000000000002",
            "RosterChanged",
            "{\"schemaVersion\":1,\"correlationId\":\"c-0000002\",\"school\":\"99XX-00\",\"revision\":7}",
            Instant.parse("2026-11-24T09:00:02Z"));

    private static final InMemoryTables TABLES = new InMemoryTables();

    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final InMemoryEventPublisher bus = new InMemoryEventPublisher();

    @BeforeEach
    void fill() {
        outbox.put(REQUESTED);
        outbox.put(CHANGED);
    }

    @Test
    void publishesAndDeletesWhatTheStreamBrings() throws IOException {
        String answer = handle(handler(outbox), "outbox.json");

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(bus.published()).containsExactly(REQUESTED, CHANGED);
        assertThat(left()).isEmpty();
    }

    @Test
    void keepsAndReportsTheRow_whenTheBusRefusesIt() throws IOException {
        bus.refusing(Map.of(CHANGED.id(), "ThrottlingException"));

        String answer = handle(handler(outbox), "outbox.json");

        assertThat(answer).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"000000000000000000003\"}]}");
        assertThat(bus.published()).containsExactly(REQUESTED);
        assertThat(left()).containsExactly(CHANGED);
    }

    @Test
    void publishesAgainAndLosesNothing_whenItDiesBetweenTheTwo() throws IOException {
        PublishEventsHandler dying = handler(Faults.failingOn(2, Outbox.class, outbox, Set.of("delete")));

        assertThatThrownBy(() -> handle(dying, "outbox.json")).isInstanceOf(Faults.Crash.class);
        assertThat(left()).hasSize(1);
        handle(dying, "outbox.json");

        assertThat(bus.published()).containsExactly(REQUESTED, CHANGED, REQUESTED, CHANGED);
        assertThat(left()).isEmpty();
    }

    @Test
    void sweepsWhatIsOlderThanTwoMinutes_andNothingElse() throws IOException {
        OutboxRow young = new OutboxRow("young", "RosterChanged", CHANGED.detail(), NOW.minus(Duration.ofSeconds(119)));
        outbox.put(young);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new SweepHandler(useCase(outbox), resume(), Invoke.log())
                .handleRequest(new ByteArrayInputStream(event("sweep.json")), out, null);

        assertThat(bus.published()).containsExactly(REQUESTED, CHANGED);
        assertThat(left()).containsExactly(young);
    }

    private static ResumeWork resume() {
        return new ResumeWork(new InMemoryWorkUnderWay(TABLES), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void logsEveryEventByItsChain_andCounts() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            handle(handler(outbox), "outbox.json");
        } finally {
            System.setOut(before);
        }

        assertThat(log.toString(StandardCharsets.UTF_8).replaceAll(",\"milliseconds\":\\d+", ""))
                .isEqualToNormalizingNewlines("""
                    {"level":"INFO","function":"test","event":"published","detailType":"LinkRequested","school":"99XX-00","correlationId":"c-0000001","outcome":"accepted"}
                    {"level":"INFO","function":"test","event":"published","detailType":"RosterChanged","school":"99XX-00","correlationId":"c-0000002","outcome":"accepted"}
                    {"level":"INFO","function":"test","event":"publish","accepted":2,"refused":0,"outcome":"accepted"}
                    """);
    }

    @Test
    void logsNoChain_ofAnotherForm() throws IOException {
        outbox.put(new OutboxRow(
                "01kaxevent0000000000000003",
                "RosterChanged",
                "{\"schemaVersion\":1,\"correlationId\":\"Noor van der Meer\",\"school\":\"99XX-00\",\"revision\":8}",
                Instant.parse("2026-11-24T09:00:02Z")));
        ByteArrayOutputStream log = new ByteArrayOutputStream();

        new SweepHandler(useCase(outbox), resume(), Invoke.log(new PrintStream(log, true, StandardCharsets.UTF_8)))
                .handleRequest(new ByteArrayInputStream(event("sweep.json")), new ByteArrayOutputStream(), null);

        assertThat(bus.published()).hasSize(3);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("\"correlationId\":\"-\"")
                .doesNotContain("Noor");
    }

    private PublishEvents useCase(Outbox rows) {
        return new PublishEvents(rows, bus, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private PublishEventsHandler handler(Outbox rows) {
        return new PublishEventsHandler(useCase(rows), Invoke.log());
    }

    private List<OutboxRow> left() {
        return outbox.olderThan(NOW);
    }

    private static String handle(PublishEventsHandler handler, String file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event(file)), out, null);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] event(String file) throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("repository.root"), "events/publish-events", file));
    }
}
