package nl.laslink.exportscores;

import java.time.Clock;
import java.time.Duration;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryLog;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryRuns;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import nl.laslink.platform.kms.KmsSecretCipher;
import nl.laslink.platform.log.LoggedLasCalls;
import nl.laslink.platform.sqs.SqsNightQueue;
import nl.laslink.uwlr.UwlrLasClient;
import nl.laslink.uwlr.http.CallTimes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Puts the use cases of the four functions of this job together. */
final class ExportScoresWiring {
    /** Longer than the sender's timeout of 300 s, shorter than its queue's wait of 1,800 s. */
    static final Duration LEASE_TIME = Duration.ofSeconds(330);

    private ExportScoresWiring() {}

    static PlanNight plan(PlanConfig config, Clock clock) {
        // The planner only reads links: it writes no events and no audit entries.
        DynamoLinkStore links = new DynamoLinkStore(
                AwsClients.dynamoDb(), config.linksTable(), new EventsAndAuditTables("none", "none", clock));
        return new PlanNight(links, SqsNightQueue.of(config.nightQueueUrl()), config.spread());
    }

    static BeginNight begin(BeginConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return new BeginNight(
                new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                new DynamoDeliveryRuns(client, config.scoresTable(), eventsAndAuditTables));
    }

    static ReleaseScores release(ReleaseConfig config, Clock clock) {
        return release(config, AwsClients.dynamoDb(), clock);
    }

    static SendHandler.Work send(SendConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        ReleaseConfig tables = config.release();
        EventsAndAuditTables eventsAndAuditTables = eventsAndAuditTables(tables, clock);
        SendScores send = new SendScores(
                new DynamoScoreStore(client, tables.scoresTable(), tables.retention()),
                new DynamoDeliveryRuns(client, tables.scoresTable(), eventsAndAuditTables),
                new DynamoLinkStore(client, tables.linksTable(), eventsAndAuditTables),
                readiness(tables, client, clock),
                new DynamoRosterStore(client, tables.rosterTable(), tables.importsTable(), eventsAndAuditTables),
                new LasAccess(
                        new DynamoLasTypes(client, tables.linksTable()),
                        new KmsSecretCipher(AwsClients.kms(), config.secretsKeyId())),
                new UwlrLasClient(config.lasNetwork(), CallTimes.DEFAULT, new LoggedLasCalls()),
                new DynamoDeliveryLog(
                        client, tables.scoresTable(), tables.linksTable(), eventsAndAuditTables, tables.retention()),
                clock,
                LEASE_TIME);
        return new SendHandler.Work(release(tables, client, clock), send);
    }

    private static ReleaseScores release(ReleaseConfig config, DynamoDbEnhancedClient client, Clock clock) {
        EventsAndAuditTables eventsAndAuditTables = eventsAndAuditTables(config, clock);
        return new ReleaseScores(
                new DynamoScoreStore(client, config.scoresTable(), config.retention()),
                readiness(config, client, clock),
                new DynamoRosterStore(client, config.rosterTable(), config.importsTable(), eventsAndAuditTables),
                clock);
    }

    private static SchoolReadiness readiness(ReleaseConfig config, DynamoDbEnhancedClient client, Clock clock) {
        EventsAndAuditTables eventsAndAuditTables = eventsAndAuditTables(config, clock);
        return new SchoolReadiness(
                new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables));
    }

    private static EventsAndAuditTables eventsAndAuditTables(ReleaseConfig config, Clock clock) {
        return new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
    }
}
