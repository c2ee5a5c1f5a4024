package nl.laslink.approvelink;

import java.time.Clock;
import nl.laslink.domain.imports.ResumeWork;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.WorkUnderWay;
import nl.laslink.domain.link.ApprovalTokens;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.mail.UnreachedBeheerders;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.imports.DynamoWorkUnderWay;
import nl.laslink.platform.dynamodb.link.DynamoApprovalTokens;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.mail.DynamoDeliveryStatuses;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** The use cases of this function, put together. */
record ApproveLinkWiring(DecideRequest decide, ResumeWork resume, RequestsView view) {

    static ApproveLinkWiring of(ApproveLinkConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return of(
                new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                new DynamoApprovalTokens(client, config.linksTable()),
                new DynamoLasTypes(client, config.linksTable()),
                new DynamoRosterStore(client, config.rosterTable(), config.importsTable(), eventsAndAuditTables),
                new UnreachedBeheerders(
                        new DynamoBeheerders(client, config.linksTable()),
                        new DynamoDeliveryStatuses(client, config.linksTable())),
                new DynamoWorkUnderWay(client, config.importsTable(), eventsAndAuditTables),
                clock);
    }

    static ApproveLinkWiring of(
            LinkStore links,
            ApprovalTokens tokens,
            LasTypes types,
            RosterStore rosters,
            UnreachedBeheerders unreached,
            WorkUnderWay underWay,
            Clock clock) {
        return new ApproveLinkWiring(
                new DecideRequest(links, tokens, clock),
                new ResumeWork(underWay, clock),
                new RequestsView(links, types, rosters, unreached, underWay));
    }
}
