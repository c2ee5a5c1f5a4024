package nl.laslink.operations.pupil;

import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.operations.Tables;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where a pupil's data is. */
record PupilStores(
        RosterStore rosters, ScoreStore scores, ImportStore imports, CommitStore commits, FormerVersions former) {

    static PupilStores of(DynamoDbClient client, Tables tables) {
        DynamoDbEnhancedClient enhanced = AwsClients.enhanced(client);
        EventsAndAuditTables eventsAndAudit = new EventsAndAuditTables(tables.audit(), tables.outbox());
        return new PupilStores(
                new DynamoRosterStore(enhanced, tables.roster(), tables.imports(), eventsAndAudit),
                new DynamoScoreStore(enhanced, tables.scores()),
                new DynamoImportStore(enhanced, tables.imports(), eventsAndAudit),
                new DynamoCommitStore(enhanced, tables.imports(), eventsAndAudit),
                new FormerVersions(client, tables.roster()));
    }
}
