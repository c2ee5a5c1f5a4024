package nl.laslink.platform.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.SchemaVersion;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

class QueueBatchTest {
    private final List<String> done = new ArrayList<>();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

    @Test
    void reportsNothing_whenAllAreDone() throws IOException {
        assertThat(process(List.of(9_000, 9_000), m -> done.add(m.body()), "one", "two"))
                .isEmpty();
        assertThat(done).containsExactly("one", "two");
    }

    @Test
    void failsMessageAlone_andDoesTheOthers() throws IOException {
        List<String> failed = process(
                List.of(9_000, 9_000, 9_000),
                m -> {
                    if (m.body().equals("two")) {
                        throw new IllegalStateException("Noor van der Meer");
                    }
                    done.add(m.body());
                },
                "one",
                "two",
                "three");

        assertThat(failed).containsExactly("id-two");
        assertThat(done).containsExactly("one", "three");
        assertThat(log()).contains("\"ERROR\"", "IllegalStateException").doesNotContain("Noor");
    }

    /** It is redelivered, and after the last try it is in the dead-letter queue: nothing is lost. */
    @Test
    void failsMessageFromTheFuture_andNamesItsKindAndVersion() throws IOException {
        List<String> failed = process(List.of(9_000), _ -> SchemaVersion.check("RosterChanged", 2), "one");

        assertThat(failed).containsExactly("id-one");
        assertThat(log())
                .contains(
                        "\"level\":\"ERROR\"",
                        "\"code\":\"FromTheFuture\"",
                        "\"kind\":\"RosterChanged\"",
                        "\"schemaVersion\":2");
    }

    @Test
    void namesKindChainAndSchoolOfMessageThatCannotBeRead() throws IOException {
        String event = """
                {"id":"e-12345678","detail-type":"RosterChanged","detail":{"school":"99XX-00","correlationId":"chain-01"}}""";
        process(List.of(9_000), QueueBatchTest::cannot, event);

        assertThat(log())
                .contains(
                        "\"detailType\":\"RosterChanged\"",
                        "\"correlationId\":\"chain-01\"",
                        "\"school\":\"99XX-00\"",
                        "\"outcome\":\"failed\"");
    }

    @Test
    void namesTheEnvelopesIdAsChain_whenTheEventsOwnHasAnotherForm() throws IOException {
        process(List.of(9_000), QueueBatchTest::cannot, """
                {"id":"e-12345678","detail-type":"RosterChanged","detail":{"school":"99XX-00","correlationId":"Noor V."}}""");

        assertThat(log()).contains("\"correlationId\":\"e-12345678\"").doesNotContain("Noor V");
    }

    @Test
    void namesChainAndSchoolOfNightThatCannotBegin() throws IOException {
        process(
                List.of(9_000),
                QueueBatchTest::cannot,
                "{\"school\":\"99XX-00\",\"correlationId\":\"night-20261124T023000Z\"}");

        assertThat(log())
                .contains("\"correlationId\":\"night-20261124T023000Z\"", "\"school\":\"99XX-00\"")
                .doesNotContain("detailType");
    }

    /** Whoever may put events may write anything in them. */
    @Test
    void namesNothingOfAnotherForm() throws IOException {
        for (String body : List.of(
                "{\"id\":\"Noor V.\",\"detail-type\":\"Noor, 8\",\"detail\":{\"school\":\"Noor\",\"correlationId\":\"Noor V.\"}}",
                "{\"detail-type\":8,\"detail\":\"Noor\"}",
                "Noor")) {
            process(List.of(9_000), QueueBatchTest::cannot, body);
        }

        assertThat(log()).doesNotContain("Noor V", "Noor,", "\"school\"", "\"correlationId\"", "detailType");
    }

    private static void cannot(QueueMessage message) {
        throw new IllegalStateException("of another kind than we know");
    }

    @Test
    void bringsMessageAgain_withoutAnError_whenItIsTooEarly() throws IOException {
        List<String> failed = process(
                List.of(9_000),
                _ -> {
                    throw new QueueBatch.TryLater("commit-busy");
                },
                "one");

        assertThat(failed).containsExactly("id-one");
        assertThat(log()).contains("\"INFO\"", "commit-busy").doesNotContain("ERROR");
    }

    @Test
    void leavesTheRest_whenTimeRunsOut() throws IOException {
        List<String> failed = process(List.of(9_000, 2_999, 2_000), m -> done.add(m.body()), "one", "two", "three");

        assertThat(failed).containsExactly("id-two", "id-three");
        assertThat(done).containsExactly("one");
    }

    private List<String> process(List<Integer> remainingMillis, QueueBatch.Work work, String... bodies)
            throws IOException {
        JsonObject event = JsonObject.empty().putObjects("Records", List.of(bodies), body -> JsonObject.empty()
                .put("messageId", "id-" + (body.startsWith("{") ? "json" : body))
                .put("body", body));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Log log = Invoke.log(new PrintStream(logged, true, StandardCharsets.UTF_8));
        QueueBatch.process(
                new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
                out,
                context(remainingMillis.iterator()),
                log,
                "job",
                work);
        return JsonObject.parse(out.toString(StandardCharsets.UTF_8))
                .objects("batchItemFailures", failure -> failure.text("itemIdentifier"));
    }

    /** Knows nothing but how much time is left, at each question less. */
    private static Context context(Iterator<Integer> remainingMillis) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (_, method, _) -> {
                    assertThat(method.getName()).isEqualTo("getRemainingTimeInMillis");
                    return remainingMillis.next();
                });
    }

    private String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }
}
