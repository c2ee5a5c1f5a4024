package nl.laslink.manageroster;

import java.time.Clock;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;
import nl.laslink.platform.dynamodb.event.TrailTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** The use case and views of this function, put together. */
record ManageRosterWiring(RosterView roster, ScoresView scores, AuditView audit, SetPupilStatus status) {

    static ManageRosterWiring of(ManageRosterConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        TrailTables trails = new TrailTables(config.auditTable(), config.outboxTable(), clock);
        return of(
                new DynamoRosterStore(client, config.rosterTable(), config.importsTable(), trails),
                new DynamoLinkStore(client, config.linksTable(), trails),
                new DynamoScoreStore(client, config.scoresTable()),
                new DynamoAuditLog(client, config.auditTable()),
                clock);
    }

    static ManageRosterWiring of(RosterStore rosters, LinkStore links, ScoreStore scores, AuditLog audit, Clock clock) {
        return new ManageRosterWiring(
                new RosterView(rosters, links, clock),
                new ScoresView(scores, rosters),
                new AuditView(audit),
                new SetPupilStatus(rosters, clock));
    }
}
