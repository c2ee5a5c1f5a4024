package nl.laslink.commitimport;

import java.time.Clock;
import java.time.Duration;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterCommit;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Puts the use case of this function together. */
final class CommitImportWiring {
    /** Longer than the function's timeout of 60 s, shorter than its queue's wait of 360 s: the retry finds the lock free. */
    static final Duration LOCK_TIME = Duration.ofSeconds(90);

    private CommitImportWiring() {}

    static CommitImport of(CommitImportConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return of(
                new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                new DynamoRosterStore(
                        client, config.rosterTable(), config.importsTable(), eventsAndAuditTables, config.retention()),
                new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables),
                new DynamoCommitStore(client, config.importsTable(), eventsAndAuditTables),
                clock);
    }

    static CommitImport of(
            LinkStore links, RosterStore rosters, ImportStore imports, CommitStore commits, Clock clock) {
        RosterCommit commit = new RosterCommit(rosters, commits, imports, clock, LOCK_TIME);
        return new CommitImport(commit, links, rosters, imports, commits, clock);
    }
}
