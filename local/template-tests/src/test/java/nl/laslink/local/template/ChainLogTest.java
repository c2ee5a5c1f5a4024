package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import nl.laslink.platform.log.Metric;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log lines of all functions during {@link ChainWalk}: a reader can follow the chain, and finds no personal data. */
class ChainLogTest {
    static final Set<String> FUNCTIONS = Set.of(
            "request-link",
            "approve-link",
            "fetch-import",
            "test-connection",
            "review-import",
            "commit-import",
            "export-scores-plan",
            "export-scores-begin",
            "export-scores-send",
            "export-scores-release",
            "record-scores",
            "manage-roster",
            "notify",
            "record-mail",
            "publish-events",
            "publish-events-sweep");

    /** Jobs that are about no school, or about all of them; each other line names one. */
    private static final Set<String> OF_NO_SCHOOL = Set.of(
            "night-planned",
            "publish",
            "sweep",
            "TestDefined",
            "GET /api/las-types",
            "GET /api/customer-service/requests",
            "GET /api/customer-service/schools");

    private static final Pattern REFERENCE = Pattern.compile("Referentie voor de klantenservice: (\\S+)");
    private static final Pattern TOKEN = Pattern.compile("token=([\\w-]+)");

    private static ChainWalk.Walked walked;

    @BeforeAll
    static void walk() throws IOException, InterruptedException {
        walked = ChainWalk.once();
    }

    @Test
    void everyFunctionEndsEachJobInALine_withOutcomeAndTime() {
        assertThat(walked.log())
                .extracting(l -> l.path("function").asText())
                .containsOnly(FUNCTIONS.toArray(new String[0]));
        for (JsonNode line : walked.log()) {
            boolean isEventOfABatch =
                    Set.of("published", "work").contains(line.path("event").asText());
            assertThat(line.path("level").asText()).as(line.toString()).isEqualTo("INFO");
            assertThat(line.path("outcome").asText())
                    .as(line.toString())
                    .matches(isEventOfABatch ? "[a-z-]+|MalformedDetail" : "[a-z-]+");
            assertThat(line.has("milliseconds")).as(line.toString()).isNotEqualTo(isEventOfABatch);
        }
    }

    @Test
    void everyLineNamesItsChain_andItsSchoolWhereItHasOne() {
        for (JsonNode line : walked.log()) {
            if (!Set.of("publish", "sweep").contains(line.path("event").asText())) {
                assertThat(line.path("correlationId").asText())
                        .as(line.toString())
                        .matches("[A-Za-z0-9-]{8,64}");
            }
            boolean isOfASchool = List.of("event", "detailType", "route").stream()
                    .noneMatch(field -> OF_NO_SCHOOL.contains(line.path(field).asText()));
            boolean isRefused = line.path("outcome").asText().equals("no-access");
            assertThat(line.path("school").asText("-"))
                    .as(line.toString())
                    .isEqualTo(isRefused ? "99XX-00" : isOfASchool ? ChainWalk.SCHOOL_ID : "-");
        }
    }

    @Test
    void holdsNoPersonNoKeyAndNoToken() {
        Set<String> secrets = new HashSet<>(Set.of("demo-sleutel", "Hamers", "Belhaj", "De Kleine Linde", "@"));
        for (String list : List.of("pupils", "teachers")) {
            for (JsonNode person : walked.roster().path(list)) {
                secrets.add(person.path("name").asText());
                secrets.add(person.path("birthDate").asText("@"));
            }
        }
        for (JsonNode mail : walked.mails()) {
            Matcher token = TOKEN.matcher(mail.path("text").asText());
            while (token.find()) {
                secrets.add(token.group(1));
            }
        }
        String all = walked.log().toString();

        assertThat(secrets).hasSizeGreaterThan(100).noneMatch(String::isBlank);
        assertThat(secrets).noneMatch(all::contains);
    }

    /** The reference in a mail finds the request, the decision, the import, the commit and the other mails. */
    @Test
    void oneReferenceLeadsFromTheRequestToTheReceipt() {
        JsonNode receipt = walked.mails().stream()
                .filter(m -> m.path("subject").asText().contains("geïmporteerd"))
                .findFirst()
                .orElseThrow();
        Matcher reference = REFERENCE.matcher(receipt.path("text").asText());
        assertThat(reference.find()).isTrue();
        String chain = reference.group(1);

        assertThat(steps(chain))
                .contains(
                        "request-link http requested",
                        "notify LinkRequested sent",
                        "approve-link http approved",
                        "fetch-import LinkApproved staged",
                        "review-import http confirmed",
                        "commit-import ImportConfirmed committed",
                        "notify ImportCommitted sent",
                        "notify LinkApproved sent",
                        "notify ImportStaged sent",
                        "export-scores-release ImportCommitted nothing-waited",
                        "record-mail mail delivered");
        assertThat(walked.mails())
                .filteredOn(m -> m.path("text").asText().contains(chain))
                .allMatch(m -> m.at("/tags/correlation").asText().equals(chain))
                .allMatch(m -> m.path("html").asText().contains(chain))
                .extracting(m -> m.path("subject").asText().split(":")[0])
                .containsExactlyInAnyOrder(
                        "Koppeling met SchoolOAS aangevraagd",
                        "Koppeling met SchoolOAS goedgekeurd",
                        "Gegevens uit SchoolOAS controleren",
                        "Gegevens uit SchoolOAS geïmporteerd");
        assertThat(walked.log())
                .filteredOn(l -> l.path("correlationId").asText().equals(chain) && l.has("importId"))
                .extracting(l -> l.path("importId").asText())
                .hasSizeGreaterThan(4)
                .containsOnly(importOf(chain));
    }

    @Test
    void oneNightLeadsFromTheScheduleToTheScoresAndTheImport() {
        String night = walked.lines("export-scores-plan")
                .getFirst()
                .path("correlationId")
                .asText();

        assertThat(steps(night))
                .contains(
                        "export-scores-plan night-planned planned",
                        "export-scores-begin night-begun begun",
                        "fetch-import FetchRequested staged",
                        "export-scores-send FetchEnded delivered",
                        "notify ImportStaged sent",
                        "publish-events ScoresDelivered accepted");
    }

    /** A job writes its line when it ends, and its events may already run by then, so the order of lines is not asserted. */
    private static List<String> steps(String chain) {
        return walked.log().stream()
                .filter(l -> l.path("correlationId").asText().equals(chain))
                .map(l -> l.path("function").asText() + " "
                        + l.path("detailType").asText(l.path("event").asText()) + " "
                        + l.path("outcome").asText())
                .toList();
    }

    private static String importOf(String chain) {
        return walked.lines("fetch-import").stream()
                .filter(l -> l.path("correlationId").asText().equals(chain))
                .findFirst()
                .orElseThrow()
                .path("importId")
                .asText();
    }

    /** docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
    @Test
    void everyMetricIsInEmbeddedMetricFormat() {
        Set<String> units = Set.of("Count", "Milliseconds", "Seconds", "Bytes");
        List<JsonNode> lines = walked.log().stream().filter(l -> l.has("_aws")).toList();

        assertThat(lines).isNotEmpty();
        for (JsonNode line : lines) {
            assertThat(line.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
            assertThat(line.at("/_aws/CloudWatchMetrics")).isNotEmpty();
            for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
                assertThat(directive.path("Namespace").asText()).isEqualTo("laslink");
                assertThat(directive.path("Dimensions")).hasSize(1);
                for (JsonNode dimension : directive.at("/Dimensions/0")) {
                    assertThat(dimension.asText()).isIn("outcome", "operation", "function", "las");
                    assertThat(line.path(dimension.asText()).isTextual())
                            .as(line.toString())
                            .isTrue();
                }
                assertThat(directive.path("Metrics")).isNotEmpty();
                for (JsonNode metric : directive.path("Metrics")) {
                    assertThat(units).contains(metric.path("Unit").asText());
                    assertThat(line.path(metric.path("Name").asText()).isNumber())
                            .as(line.toString())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void countsWhatHappened() {
        Map<String, Long> counted = sums();

        // Requested twice and refused once, and once for another LAS; two first contacts, three by button, one at
        // night.
        assertThat(counted)
                .containsEntry("Requests", 3L)
                .containsEntry("Rejections", 1L)
                .containsEntry("Approvals", 2L)
                .containsEntry("Imports", 6L)
                .containsEntry("Contacts staged", 6L)
                .containsKey("LasAway SchoolOAS")
                .containsEntry("Commits", 2L) // by a press, and at night the group that the LAS renamed
                .containsEntry("Deliveries delivered", 2L) // at night, and a withdrawn score that is sent again
                .containsEntry("ScoresRefused", 0L)
                .containsEntry("ScoresHeldBack", 0L)
                .containsEntry("OldestDueScore", 0L)
                .doesNotContainKeys("Failures", "CustomerServiceUnreached");
        // All rows waited after the first contact; later one group, at night again, and one more by button. A renamed
        // group did
        // not wait. At the other LAS all wait anew, with the two groups.
        long school = audited("IMPORT_COMMITTED", "records") - 1;
        assertThat(counted.get("RowsHeld")).isEqualTo(school + 2 + 1 + school + 2);
        assertThat(counted.get("ScoresAccepted")).isEqualTo(audited("SCORES_DELIVERED", "results"));
        assertThat(counted.get("LasTime fetch")).isPositive();
        assertThat(counted.get("LasBytes fetch")).isGreaterThan(10_000);
        assertThat(counted.get("LasBytes bring")).isGreaterThan(10_000);
        assertThat(new TreeSet<>(counted.keySet()).stream().map(name -> name.split(" ")[0]))
                .hasSameElementsAs(StreamSupport.stream(List.of(Metric.values()).spliterator(), false)
                        .filter(m -> m != Metric.FAILURES && m != Metric.CUSTOMER_SERVICE_UNREACHED)
                        .map(Metric::title)
                        .toList());
    }

    /** By the metric's name and, where it has one, its dimension's word. */
    private static Map<String, Long> sums() {
        Map<String, Long> sums = new TreeMap<>();
        for (JsonNode line : walked.log()) {
            for (JsonNode directive : line.at("/_aws/CloudWatchMetrics")) {
                StringBuilder words = new StringBuilder();
                directive.at("/Dimensions/0").forEach(d -> words.append(' ')
                        .append(line.path(d.asText()).asText()));
                for (JsonNode metric : directive.path("Metrics")) {
                    String name = metric.path("Name").asText();
                    sums.merge(name + words, line.path(name).asLong(), Long::sum);
                }
            }
        }
        return sums;
    }

    /** A number of the one entry of the audit log about this action. */
    private static long audited(String action, String detail) {
        Pattern number = Pattern.compile("\"" + detail + "\":\"(\\d+)\"");
        return walked.tables().get("AuditTable").stream()
                .map(item -> item.get("body").s())
                .filter(body -> body.contains("\"" + action + "\""))
                .map(number::matcher)
                .mapToLong(found -> found.find() ? Long.parseLong(found.group(1)) : 0)
                .sum();
    }
}
