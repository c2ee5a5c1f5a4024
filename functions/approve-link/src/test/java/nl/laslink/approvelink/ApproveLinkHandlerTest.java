package nl.laslink.approvelink;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingPupil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.ResumeWork;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.mail.UnreachedBeheerders;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.InMemoryApprovalTokens;
import nl.laslink.domain.testing.InMemoryBeheerders;
import nl.laslink.domain.testing.InMemoryDeliveryStatuses;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.InMemoryWorkUnderWay;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApproveLinkHandlerTest {
    private static final String VIEW = "view-approval";
    private static final String APPROVE = "decide-approval";
    private static final String REJECT = "reject-approval";
    private static final String SIGNED_IN = "decide-request";
    private static final String LIST_REQUESTS = "list-requests";
    private static final String LIST_SCHOOLS = "list-schools";
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Actor RECIPIENT = new Actor("approval-mail", "klantenservice@laslink.example");
    private static final CorrelationId CORRELATION = new CorrelationId("1-6741f2a0-5c3d4e5f");

    private final InMemoryTables tables = new InMemoryTables();
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private final TestClock clock = new TestClock(NOW);
    private LinkStore links = new InMemoryLinkStore(tables);

    @BeforeEach
    void schoolWithRequestAndMailedToken() {
        new InMemoryRosterStore(tables)
                .seed(
                        SCHOOL,
                        "De Voorbeeldschool",
                        List.of(existingPupil("p1", "Noor", "Bakker", "2016-04-09", "", "", "")));
        Links.makeRequested(tables, cipher);
        mail("voorbeeld-token", Links.REQUEST);
    }

    private void mail(String token, LinkRequestId request) {
        new InMemoryApprovalTokens(tables)
                .save(new ApprovalToken(
                        SCHOOL,
                        request,
                        TokenHash.of(Secret.of(token)),
                        new EmailAddress("klantenservice@laslink.example"),
                        NOW.plus(Duration.ofDays(7))));
    }

    private record Answer(int status, JsonObject body) {
        String type() {
            return body.text("type");
        }
    }

    private Answer call(String file) {
        return call(file, UnaryOperator.identity());
    }

    private Answer call(String file, UnaryOperator<String> change) {
        ApproveLinkHandler handler = new ApproveLinkHandler(
                ApproveLinkWiring.of(
                        links,
                        new InMemoryApprovalTokens(tables),
                        new InMemoryLasTypes(tables),
                        new InMemoryRosterStore(tables),
                        new UnreachedBeheerders(new InMemoryBeheerders(tables), new InMemoryDeliveryStatuses(tables)),
                        new InMemoryWorkUnderWay(tables),
                        clock),
                Invoke.log());
        JsonObject answer = Invoke.run(handler, change.apply(Invoke.event("approve-link/" + file)));
        return new Answer(answer.integer("statusCode"), JsonObject.parse(answer.text("body")));
    }

    private Link link() {
        return links.find(SCHOOL).orElseThrow();
    }

    private static UnaryOperator<String> other(String field, String value) {
        return event -> event.replaceFirst(
                "(\"body\": .*)\\\\\"" + field + "\\\\\":\\\\\"[^\"]*\\\\\"",
                "$1\\\\\"" + field + "\\\\\":\\\\\"" + value + "\\\\\"");
    }

    @Test
    void showsTheRequest_andChangesNothingHoweverOften() {
        for (int visit = 0; visit < 3; visit++) {
            Answer answer = call(VIEW);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().asTexts())
                    .isEqualTo(Map.of(
                            "school", "99XX-00",
                            "schoolName", "De Voorbeeldschool",
                            "request", "r1",
                            "requestedBy", "Anja Voorbeeld",
                            "requestedAt", "2026-11-20T09:00:00Z",
                            "typeName", "SchoolOAS",
                            "schoolYear", "2026-2027",
                            "state", "open"));
            assertThat(answer.body().flag("hasSchoolKey")).isFalse();
        }
        assertThat(link().version()).isEqualTo(1);
        assertThat(tables.events()).isEmpty();
    }

    @Test
    void approvesInTheNameOfTheRecipient_whenThePersonPresses() {
        Answer answer = call(APPROVE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().text("state")).isEqualTo("approved");
        assertThat(answer.body().text("decidedBy")).isEqualTo("klantenservice@laslink.example");
        assertThat(answer.body().text("decidedAt")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(link()).isInstanceOf(Link.Active.class);
        assertThat(tables.eventsAndAudits().getLast())
                .isEqualTo(EventsAndAudit.of(link().correlation(), new DomainEvent.LinkApproved(SCHOOL, Links.REQUEST))
                        .and(new AuditEntry(SCHOOL, NOW, RECIPIENT, AuditAction.LINK_APPROVED, Map.of())));
    }

    @Test
    void rejectsWithTheReason() {
        Answer answer = call(REJECT);

        assertThat(answer.body().text("state")).isEqualTo("rejected");
        assertThat(answer.body().text("reason")).isEqualTo("De brincode hoort bij een andere school.");
        assertThat(link()).isInstanceOfSatisfying(Link.Rejected.class, rejected -> assertThat(rejected.reason())
                .isEqualTo("De brincode hoort bij een andere school."));
        assertThat(tables.events()).containsExactly(new DomainEvent.LinkRejected(SCHOOL, Links.REQUEST));
        assertThat(tables.audit())
                .containsExactly(new AuditEntry(SCHOOL, NOW, RECIPIENT, AuditAction.LINK_REJECTED, Map.of()));
    }

    @Test
    void rejectsNothing_withoutReasonOrWithOneTooLong() {
        for (var wrong :
                Map.of(" ", "reason-empty", "x".repeat(1_001), "reason-long").entrySet()) {
            Answer answer = call(REJECT, other("reason", wrong.getKey()));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().objects("errors", e -> e.text("field") + ":" + e.text("code")))
                    .containsExactly("reason:" + wrong.getValue());
        }
        assertThat(call(APPROVE, other("decision", "maybe")).body().objects("errors", e -> e.text("code")))
                .containsExactly("decision-unknown");
        assertThat(link().version()).isEqualTo(1);
    }

    @Test
    void takesReasonOf1000Characters_withItsLineBreaks() {
        String reason = "x".repeat(498) + "\\\\\\\\n" + "y".repeat(499);

        assertThat(call(REJECT, other("reason", reason)).status()).isEqualTo(200);

        assertThat(((Link.Rejected) link()).reason()).isEqualTo("x".repeat(498) + "\n" + "y".repeat(499));
    }

    @Test
    void tellsWhoDecidedAndWhen_whenItIsPressedAgain() {
        call(APPROVE);
        clock.advance(Duration.ofHours(1));

        for (String file : List.of(APPROVE, REJECT, VIEW)) {
            Answer second = call(file);

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.body().text("state")).isEqualTo("approved");
            assertThat(second.body().text("decidedAt")).isEqualTo("2026-11-24T10:00:00Z");
        }
        assertThat(tables.events()).hasSize(1);
        assertThat(link().version()).isEqualTo(2);
    }

    @Test
    void letsTheFirstStand_whenBothDecideAtOnce() {
        Link open = link();
        call(SIGNED_IN);
        LinkStore stored = links;
        // The second one read the request before the first one wrote.
        links = (LinkStore) java.lang.reflect.Proxy.newProxyInstance(
                LinkStore.class.getClassLoader(),
                new Class<?>[] {LinkStore.class},
                new java.lang.reflect.InvocationHandler() {
                    private boolean isFirst = true;

                    @Override
                    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments)
                            throws Throwable {
                        if (isFirst) {
                            isFirst = false;
                            return Optional.of(open);
                        }
                        return method.invoke(stored, arguments);
                    }
                });

        Answer second = call(REJECT);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().text("state")).isEqualTo("approved");
        assertThat(second.body().text("decidedBy")).isEqualTo("Karin Klantenservice");
        assertThat(tables.events()).containsExactly(new DomainEvent.LinkApproved(SCHOOL, Links.REQUEST));
    }

    @Test
    void decidesOnce_whenItDiedAfterTheWrite() {
        LinkStore stored = links;
        links = Faults.failingAfter(1, LinkStore.class, stored, Set.of("save"));

        assertThat(call(APPROVE).status()).isEqualTo(500);
        assertThat(call(APPROVE).body().text("state")).isEqualTo("approved");

        assertThat(tables.events()).hasSize(1);
    }

    @Test
    void decidesNothing_whenTokenExpired() {
        clock.advance(Duration.ofDays(7));

        for (String file : List.of(VIEW, APPROVE, REJECT)) {
            Answer answer = call(file);

            assertThat(answer.status()).as(file).isEqualTo(410);
            assertThat(answer.type()).isEqualTo("/problems/approval-expired");
            assertThat(answer.body().text("detail")).contains("klantenservice");
        }
        assertThat(link()).isInstanceOf(Link.Requested.class);
    }

    @Test
    void stillTellsWhoDecided_whenTokenExpired() {
        call(APPROVE);
        clock.advance(Duration.ofDays(80));

        assertThat(call(VIEW).body().text("decidedBy")).isEqualTo("klantenservice@laslink.example");
    }

    @Test
    void knowsNoOtherToken_requestOrSchool() {
        for (var wrong : List.of(
                other("token", "ander-token"),
                other("token", ""),
                other("request", "r2"),
                other("request", ""),
                other("school", "98YY-00"),
                other("school", "x"))) {
            for (String file : List.of(VIEW, APPROVE)) {
                Answer answer = call(file, wrong);

                assertThat(answer.status()).isEqualTo(404);
                assertThat(answer.type()).isEqualTo("/problems/approval-unknown");
            }
        }
        assertThat(call(VIEW, e -> e.replaceFirst("\"body\": \".*\"", "\"body\": \"\""))
                        .status())
                .isEqualTo(422);
        assertThat(link().version()).isEqualTo(1);
    }

    @Test
    void answersWithdrawn_whenSchoolTookItsRequestBack() {
        Links.end(tables);

        for (String file : List.of(VIEW, APPROVE)) {
            Answer answer = call(file);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().text("state")).isEqualTo("withdrawn");
            assertThat(answer.body().text("decidedBy")).isEqualTo("Anja Voorbeeld");
        }
        assertThat(tables.events()).isEmpty();
    }

    @Test
    void answersForItsOwnRequest_whenANewerOneTookItsPlace() {
        call(REJECT);
        links.save(
                new Link.Requested(SCHOOL, new LinkRequestId("r2"), link().fields(), Links.ANJA, NOW, 3),
                EventsAndAudit.of(CORRELATION));

        Answer answer = call(APPROVE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().text("request")).isEqualTo("r1");
        assertThat(answer.body().text("state")).isEqualTo("rejected");
        assertThat(link()).isInstanceOf(Link.Requested.class);
        assertThat(link().request()).isEqualTo(new LinkRequestId("r2"));
    }

    @Test
    void takesEveryValidTokenOfARequest() {
        mail("tweede-token", Links.REQUEST);

        assertThat(call(VIEW, other("token", "tweede-token")).body().text("state"))
                .isEqualTo("open");
        assertThat(call(APPROVE, other("token", "tweede-token")).body().text("state"))
                .isEqualTo("approved");
        assertThat(call(VIEW).body().text("state")).isEqualTo("approved");
    }

    @Test
    void decidesSignedIn_alsoWhenEveryTokenExpired() {
        clock.advance(Duration.ofDays(30));

        Answer answer = call(SIGNED_IN);

        assertThat(answer.body().text("state")).isEqualTo("approved");
        assertThat(answer.body().text("decidedBy")).isEqualTo("Karin Klantenservice");
        assertThat(tables.audit().getLast().actor()).isEqualTo(new Actor("karin", "Karin Klantenservice"));
    }

    @Test
    void decidesNothingSignedIn_aboutAnotherRequestOrSchool() {
        for (UnaryOperator<String> wrong : List.<UnaryOperator<String>>of(
                other("request", "r9"),
                other("request", ""),
                e -> e.replace("\"school\": \"99XX-00\"", "\"school\": \"98YY-00\""),
                e -> e.replace("\"school\": \"99XX-00\"", "\"school\": \"nonsense\""))) {
            Answer answer = call(SIGNED_IN, wrong);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.type()).isEqualTo("/problems/no-such-request");
        }
        assertThat(link().version()).isEqualTo(1);
    }

    @Test
    void listsOpenRequests_oldestFirst() {
        SchoolId small = SchoolId.parse("98YY-00");
        links.save(
                new Link.Requested(
                        small,
                        new LinkRequestId("r0"),
                        link().fields(),
                        Links.ANJA,
                        Links.AT.minus(Duration.ofDays(1)),
                        1),
                EventsAndAudit.of(CORRELATION));

        assertThat(call(LIST_REQUESTS).body().objects("items", i -> i.text("school") + " " + i.text("state")))
                .containsExactly("98YY-00 open", "99XX-00 open");

        call(APPROVE);
        assertThat(call(LIST_REQUESTS).body().objects("items", i -> i.text("school")))
                .containsExactly("98YY-00");
    }

    @Test
    void listsSchoolsInPages_andTheOldestRequests() {
        Link.Requested one = (Link.Requested) link();
        for (int i = 0; i < 600; i++) {
            SchoolId school = SchoolId.parse("11%c%c-00".formatted('A' + i / 26, 'A' + i % 26));
            links.save(
                    new Link.Requested(
                            school,
                            new LinkRequestId("r" + i),
                            one.fields(),
                            one.requestedBy(),
                            NOW.minusSeconds(i),
                            1),
                    EventsAndAudit.of(CORRELATION));
        }

        JsonObject requests = call(LIST_REQUESTS).body();
        JsonObject first = call(LIST_SCHOOLS).body();
        JsonObject second = schoolsAfter(first.text("next"));
        JsonObject third = schoolsAfter(second.text("next"));

        assertThat(requests.integer("total")).isEqualTo(601);
        assertThat(requests.objects("items", r -> r.text("request")))
                .hasSize(250)
                .startsWith("r1", "r599");
        assertThat(Stream.of(first, second, third)
                        .flatMap(page -> page.objects("items", s -> s.text("school")).stream()))
                .hasSize(601)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(third.has("next")).isFalse();
    }

    private JsonObject schoolsAfter(String cursor) {
        return call(LIST_SCHOOLS, event -> JsonObject.parse(event)
                        .put("queryStringParameters", JsonObject.empty().put("cursor", cursor))
                        .toString())
                .body();
    }

    @Test
    void listsEverySchool_withItsLastContact() {
        call(APPROVE);
        links.recordContact(SCHOOL, new Contact(NOW, Contact.Outcome.NO_CHANGES, Optional.empty()));

        JsonObject school = call(LIST_SCHOOLS).body().objects("items").getFirst();

        assertThat(school.text("school")).isEqualTo("99XX-00");
        assertThat(school.text("name")).isEqualTo("De Voorbeeldschool");
        assertThat(school.text("state")).isEqualTo("active");
        assertThat(school.text("typeName")).isEqualTo("SchoolOAS");
        assertThat(school.object("lastContact").text("outcome")).isEqualTo("no-changes");
        assertThat(school.integer("unreachedBeheerders")).isZero();
    }

    @Test
    void showsStuckWork_untilItIsResumed() {
        FetchRun run = new FetchRun(SCHOOL, new FetchId("f1"), NOW, Optional.empty(), Optional.empty());
        new InMemoryImportStore(tables).requestFetch(run, NOW, EventsAndAudit.of(CORRELATION));
        ResumeWork sweep = new ResumeWork(new InMemoryWorkUnderWay(tables), clock);
        for (int i = 0; i < 4; i++) {
            clock.advance(ResumeWork.LONGEST_SILENCE);
            sweep.sweep();
        }
        assertThat(stuck()).containsExactly("fetching");
        int messages = tables.events().size();

        Answer answer = call("resume-work");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().integer("resumed")).isEqualTo(1);
        assertThat(stuck()).isEmpty();
        assertThat(tables.events())
                .hasSize(messages + 1)
                .last()
                .isEqualTo(new DomainEvent.FetchRequested(SCHOOL, new FetchId("f1"), Optional.empty()));
        assertThat(tables.audit()).extracting(AuditEntry::action).containsExactly(AuditAction.WORK_RESUMED);
        assertThat(call("resume-work").body().integer("resumed")).isZero();
    }

    private List<String> stuck() {
        return call(LIST_SCHOOLS).body().objects("items").getFirst().texts("stuck");
    }

    @Test
    void saysOfEverySchoolResponsiblePartyAndSinceWhen() {
        call(APPROVE);
        Link.Active link = (Link.Active) links.find(SCHOOL).orElseThrow();
        links.recordContact(SCHOOL, new Contact(NOW, Contact.Outcome.DELIVERED, Optional.empty()));
        links.recordContact(
                SCHOOL,
                new Contact(NOW, Contact.Outcome.SCORES_REFUSED, Optional.of(FaultCode.INVALID_VERSION))
                        .after(Optional.empty(), link, Optional.of(new FetchId("n-1"))));

        JsonObject school = call(LIST_SCHOOLS).body().objects("items").getFirst();

        assertThat(school.object("lastContact").text("whoActs")).isEqualTo("nobody");
        assertThat(school.object("lastScores").text("whoActs")).isEqualTo("customer-service");
        assertThat(school.object("lastScores").object("failing").text("since")).isEqualTo(NOW.toString());
    }

    @Test
    void letsOnlyCustomerServiceIn() {
        for (String file : List.of(LIST_REQUESTS, LIST_SCHOOLS, SIGNED_IN)) {
            assertThat(call(
                                    file,
                                    e -> e.replace(
                                            "\"cognito:groups\": \"klantenservice\"",
                                            "\"cognito:groups\": \"beheerder\",\"custom:schools\":\"99XX-00\""))
                            .status())
                    .as(file)
                    .isEqualTo(403);
            assertThat(call(file, e -> e.replace("\"claims\"", "\"nothing\"")).status())
                    .as(file)
                    .isEqualTo(403);
        }
        assertThat(link().version()).isEqualTo(1);
    }

    @Test
    void neverAnswersAKey() {
        String answers = List.of(VIEW, LIST_REQUESTS, LIST_SCHOOLS, APPROVE).stream()
                .map(file -> call(file).body().toString())
                .toList()
                .toString();

        assertThat(answers).doesNotContain("sleutel", "klantcode", "voorbeeld-token", "Noor");
    }

    @Test
    void logsNoNameNoAddressAndNoToken() {
        String printed = Invoke.printed(() -> {
            call(VIEW);
            call(VIEW, other("token", "geheim-token"));
            call(LIST_SCHOOLS);
            call(SIGNED_IN);
            call(REJECT);
            links = null;
            assertThat(call(VIEW).status()).isEqualTo(500);
        });

        assertThat(printed)
                .contains("POST /api/approvals/view", "\"outcome\":\"failed\"", "1-6741f2a0-5c3d4e5f")
                .doesNotContain("token", "Anja", "Karin", "@", "sleutel", "Voorbeeldschool", "brincode");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new ApproveLinkHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "LINKS_TABLE, ROSTER_TABLE, IMPORTS_TABLE, AUDIT_TABLE, AUDIT_DAYS, OUTBOX_TABLE");
    }
}
