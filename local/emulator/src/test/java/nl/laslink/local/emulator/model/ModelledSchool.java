package nl.laslink.local.emulator.model;

import static nl.laslink.domain.testing.Example.SCHOOL;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.commitimport.CommitImportOverPorts;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.ResumeWork;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryDeliveryRuns;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRefusedArrivals;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.fetchimport.FetchImportOverPorts;
import nl.laslink.manageroster.ManageRosterOverPorts;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.testing.Invoke;
import nl.laslink.reviewimport.ReviewImportOverPorts;

/** A linked school, the functions that fetch, review and commit its imports, and the queues between them. */
final class ModelledSchool {
    private static final Set<String> IMPORT_WRITES =
            Set.of("stage", "decide", "advance", "rebase", "requestFetch", "endFetch");
    private static final Set<String> COMMIT_WRITES = Set.of("storePlan", "start", "progress", "handOver", "giveUp");
    private static final Set<String> ROSTER_WRITES = Set.of("lock", "unlock", "put", "flip", "edit");
    private static final Map<String, Boolean> FETCHES_OR_COMMITS = Map.of(
            "FetchRequested", true,
            "ImportStaged", false,
            "ImportConfirmed", false,
            "CommitUnfinished", false,
            "CorrectionConfirmed", false);

    final TestClock clock = TestClock.at("2026-11-02T08:00:00Z");
    final ModelStores stores;
    private final InMemoryTables tables;
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private final ModelLas las;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Ids ids = () -> "id%06d".formatted(lastId.incrementAndGet());
    private final Log log = new Log(new PrintStream(OutputStream.nullOutputStream()), "model", "model", clock);
    private final List<Message> queue = new ArrayList<>();

    /** A message for a function. */
    record Message(String detailType, String body) {}

    /** Where a function dies: before or after its n-th write. */
    record Crash(int nth, boolean before) {}

    record Answer(int status, JsonObject body, Optional<Long> version) {}

    private record Functions(
            RequestStreamHandler fetch,
            RequestStreamHandler commit,
            RequestStreamHandler review,
            RequestStreamHandler roster) {}

    ModelledSchool(InMemoryTables tables, ModelStores stores, ModelLas las) {
        this.tables = tables;
        this.stores = stores;
        this.las = las;
        Links.makeActive(tables, cipher);
        stores.newEvents();
    }

    List<Message> queue() {
        return queue;
    }

    Roster roster() {
        return stores.rosters().read(SCHOOL);
    }

    Optional<Review> review() {
        return new Reviews(stores.imports(), stores.rosters(), clock).open(SCHOOL);
    }

    Optional<Import> stored() {
        return stores.imports().find(SCHOOL);
    }

    private Functions functions(Optional<Crash> crash) {
        AtomicInteger calls = new AtomicInteger();
        ImportStore imports = dying(ImportStore.class, stores.imports(), IMPORT_WRITES, calls, crash);
        CommitStore commits = dying(CommitStore.class, stores.commits(), COMMIT_WRITES, calls, crash);
        RosterStore rosters = dying(RosterStore.class, stores.rosters(), ROSTER_WRITES, calls, crash);
        InMemoryLinkStore links = new InMemoryLinkStore(tables);
        InMemoryLasTypes types = new InMemoryLasTypes(tables);
        InMemoryScoreStore scores = new InMemoryScoreStore(tables);
        return new Functions(
                FetchImportOverPorts.of(links, new LasAccess(types, cipher), las, imports, rosters, clock, ids, log),
                CommitImportOverPorts.of(links, rosters, imports, commits, clock, log),
                ReviewImportOverPorts.of(
                        links, types, imports, commits, rosters, scores, new InMemoryAuditLog(tables), clock, ids, log),
                ManageRosterOverPorts.of(
                        rosters,
                        links,
                        imports,
                        commits,
                        scores,
                        new InMemoryDeliveryRuns(tables),
                        new InMemoryRefusedArrivals(),
                        new InMemoryAuditLog(tables),
                        clock,
                        log));
    }

    private static <T> T dying(Class<T> port, T store, Set<String> writes, AtomicInteger calls, Optional<Crash> crash) {
        return crash.map(c -> Faults.countedBy(calls, c.nth(), c.before(), port, store, writes))
                .orElse(store);
    }

    /** The planner asks for the night's contact. */
    void night() {
        put(new ModelStores.Event(
                "FetchRequested",
                JsonObject.empty()
                        .put("schemaVersion", 1)
                        .put("correlationId", ids.next())
                        .put("school", SCHOOL.toString())
                        .put("fetch", "n-" + clock.instant().toString().substring(0, 10))
                        .put("night", clock.instant().toString().substring(0, 10))
                        .toString()));
    }

    private void put(ModelStores.Event event) {
        if (!FETCHES_OR_COMMITS.containsKey(event.detailType())) {
            return;
        }
        String body = JsonObject.empty()
                .put("id", ids.next())
                .put("detail-type", event.detailType())
                .put("source", "laslink")
                .put("time", clock.instant().toString())
                .put("detail", JsonObject.parse(event.detail()))
                .toString();
        queue.add(new Message(event.detailType(), body));
    }

    /** Every event goes to the queue of its function. */
    private void publish() {
        stores.newEvents().forEach(this::put);
    }

    /** Puts the messages of work that made no progress again, and those of stuck work as customer service does. */
    void sweep() {
        ResumeWork work = new ResumeWork(stores.workUnderWay(), clock);
        work.sweep();
        work.resume(SCHOOL, Links.ANJA);
        publish();
    }

    /** True when the message is done; otherwise the queue brings it again. */
    boolean deliver(Message message, Optional<Crash> crash, Duration left) {
        Functions functions = functions(crash);
        RequestStreamHandler function =
                FETCHES_OR_COMMITS.get(message.detailType()) ? functions.fetch() : functions.commit();
        String event = JsonObject.empty()
                .putObjects("Records", List.of(message), m -> JsonObject.empty()
                        .put("messageId", "m1")
                        .put("body", m.body()))
                .toString();
        JsonObject answer = Invoke.run(function, event, Math.toIntExact(left.toMillis()));
        publish();
        return answer.objects("batchItemFailures").isEmpty();
    }

    Answer call(
            String method,
            String resource,
            Map<String, String> path,
            Optional<Long> ifMatch,
            JsonObject body,
            String person,
            Optional<Crash> crash) {
        JsonObject pathParameters = JsonObject.empty().put("school", SCHOOL.toString());
        path.forEach(pathParameters::put);
        JsonObject headers = JsonObject.empty();
        ifMatch.ifPresent(version -> headers.put("If-Match", "\"" + version + "\""));
        JsonObject claims = JsonObject.empty()
                .put("sub", person)
                .put("email", person + "@devoorbeeldschool.example")
                .put("name", person)
                .put("cognito:groups", "beheerder")
                .put("custom:schools", SCHOOL.toString())
                .put("token_use", "id");
        JsonObject request = JsonObject.empty()
                .put("httpMethod", method)
                .put("resource", resource)
                .put("pathParameters", pathParameters)
                .put("headers", headers)
                .put("body", body.toString())
                .put(
                        "requestContext",
                        JsonObject.empty()
                                .put("requestId", ids.next())
                                .put("authorizer", JsonObject.empty().put("claims", claims)));
        Functions functions = functions(crash);
        RequestStreamHandler function = resource.contains("/import") || resource.endsWith("/corrections")
                ? functions.review()
                : functions.roster();
        JsonObject answer = Invoke.run(function, request.toString());
        publish();
        Optional<Long> version = answer.object("headers")
                .optionalText("ETag")
                .map(tag -> tag.replace("\"", "").replace("W/", ""))
                .map(Long::valueOf);
        return new Answer(answer.integer("statusCode"), JsonObject.parse(answer.text("body")), version);
    }
}
