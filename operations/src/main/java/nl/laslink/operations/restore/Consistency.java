package nl.laslink.operations.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether restored tables are of one moment, by what the design promises of every moment: no record is more than one revision
 * above its school, one that is belongs to the commit that holds the lock and whose plan is there, and no finished commit is
 * above its school's revision.
 */
final class Consistency {
    private final DynamoDbClient client;

    Consistency(DynamoDbClient client) {
        this.client = client;
    }

    /** The state of a school's partitions. */
    private static final class School {
        long revision;
        Optional<String> lockedBy = Optional.empty();
        final Map<Long, Map<String, Integer>> recordsByRevisionAndCommit = new HashMap<>();
        final Map<String, String> commits = new HashMap<>();
        long highestDone;
    }

    /** @return one sentence for each school that is not of one moment, without personal data */
    List<String> findings(String rosterCopy, String importsCopy) {
        Map<String, School> schools = new TreeMap<>();
        client.scanPaginator(s -> s.tableName(rosterCopy)
                        .projectionExpression("pk, sk, revision, #commit, lockedBy")
                        .expressionAttributeNames(Map.of("#commit", "commit")))
                .items()
                .forEach(item -> readRoster(schools, item));
        client.scanPaginator(s -> s.tableName(importsCopy)
                        .projectionExpression("pk, sk, stage, #header")
                        .expressionAttributeNames(Map.of("#header", "header")))
                .items()
                .forEach(item -> readCommit(schools, item));
        List<String> findings = new ArrayList<>();
        schools.forEach((name, school) -> judge(name, school, findings));
        return findings;
    }

    private static void readRoster(Map<String, School> schools, Map<String, AttributeValue> item) {
        School school = schools.computeIfAbsent(item.get("pk").s(), _ -> new School());
        long revision = Optional.ofNullable(item.get("revision"))
                .map(r -> Long.parseLong(r.n()))
                .orElse(0L);
        if (item.get("sk").s().equals("SCHOOL")) {
            school.revision = revision;
            school.lockedBy = Optional.ofNullable(item.get("lockedBy")).map(AttributeValue::s);
        } else if (item.get("sk").s().startsWith("RECORD#")) {
            String commit = Optional.ofNullable(item.get("commit"))
                    .map(AttributeValue::s)
                    .orElse("");
            school.recordsByRevisionAndCommit
                    .computeIfAbsent(revision, _ -> new HashMap<>())
                    .merge(commit, 1, Integer::sum);
        }
    }

    private static void readCommit(Map<String, School> schools, Map<String, AttributeValue> item) {
        if (!item.get("sk").s().startsWith("COMMIT#") || item.get("header") == null) {
            return;
        }
        School school = schools.computeIfAbsent(item.get("pk").s(), _ -> new School());
        String stage = item.get("stage").s();
        school.commits.put(item.get("sk").s().substring("COMMIT#".length()), stage);
        if (stage.equals("done")) {
            long base = JsonObject.parse(item.get("header").s()).number("baseRevision");
            school.highestDone = Math.max(school.highestDone, base + 1);
        }
    }

    private static void judge(String name, School school, List<String> findings) {
        school.recordsByRevisionAndCommit.forEach((revision, commits) -> {
            if (revision <= school.revision) {
                return;
            }
            commits.forEach((commit, count) -> {
                boolean isUnderWay = revision == school.revision + 1
                        && school.lockedBy.filter(commit::equals).isPresent()
                        && "planned".equals(school.commits.get(commit));
                if (!isUnderWay) {
                    findings.add(name + ": " + count + " records are of revision " + revision + ", the school is at "
                            + school.revision);
                }
            });
        });
        if (school.highestDone > school.revision) {
            findings.add(name + ": a finished commit made revision " + school.highestDone + ", the school is at "
                    + school.revision);
        }
    }
}
