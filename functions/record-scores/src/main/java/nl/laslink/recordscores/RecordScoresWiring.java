package nl.laslink.recordscores;

import java.time.Clock;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoRefusedArrivals;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Puts the use case of this function together. */
final class RecordScoresWiring {
    private RecordScoresWiring() {}

    static ReceiveEvent of(RecordScoresConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        RecordScore useCase = new RecordScore(
                new DynamoScoreStore(client, config.scoresTable(), config.retention()),
                new SchoolReadiness(
                        new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                        new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables)),
                new DynamoRosterStore(client, config.rosterTable(), config.importsTable(), eventsAndAuditTables),
                clock);
        return new ReceiveEvent(
                useCase, new DynamoRefusedArrivals(client, config.scoresTable()), new EventSchemas(), clock);
    }
}
