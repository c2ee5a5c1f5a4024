package nl.laslink.fetchimport;

import java.time.Clock;
import java.time.Duration;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.platform.RandomIds;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.kms.KmsSecretCipher;
import nl.laslink.platform.log.LoggedLasCalls;
import nl.laslink.uwlr.UwlrLasClient;
import nl.laslink.uwlr.http.CallTimes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Puts the use case of this function together. */
final class FetchImportWiring {
    /** A person waits this long for a test, the function's start and the way here and back with it. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** A cold start takes less than 2 s (template.yaml, MemorySize); the rest is for the way here and back. */
    static final Duration START_AND_WAY = Duration.ofSeconds(3);

    /** All of a test: what is typed, the LAS type, decrypting and the LAS itself. */
    static final Duration LONGEST_TEST = LONGEST_WAIT.minus(START_AND_WAY);

    /** Shorter than that, so that a slow LAS is distinguished from an unreachable one. */
    static final CallTimes WHILE_A_PERSON_WAITS =
            new CallTimes(Duration.ofSeconds(5), Duration.ofSeconds(16), Duration.ofSeconds(16));

    private FetchImportWiring() {}

    static FetchAndStage of(FetchImportConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return new FetchAndStage(
                new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                new LasAccess(
                        new DynamoLasTypes(client, config.linksTable()),
                        new KmsSecretCipher(AwsClients.kms(), config.secretsKeyId())),
                new UwlrLasClient(config.lasNetwork(), CallTimes.DEFAULT, new LoggedLasCalls()),
                new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables),
                new DynamoRosterStore(client, config.rosterTable(), config.importsTable(), eventsAndAuditTables),
                clock,
                new RandomIds(clock));
    }

    static TestConnection of(TestConnectionConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        DynamoLasTypes types = new DynamoLasTypes(client, config.linksTable());
        return new TestConnection(
                // It only reads: it writes no events and no audit entries.
                new DynamoLinkStore(client, config.linksTable(), new EventsAndAuditTables("none", "none", clock)),
                types,
                new LasAccess(types, new KmsSecretCipher(AwsClients.kms(), config.secretsKeyId())),
                new UwlrLasClient(config.lasNetwork(), WHILE_A_PERSON_WAITS, new LoggedLasCalls()),
                clock,
                LONGEST_TEST);
    }
}
