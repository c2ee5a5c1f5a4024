package nl.laslink.notify;

import java.time.Clock;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoApprovalTokens;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.mail.DynamoAskedContacts;
import nl.laslink.platform.ses.SesMailbox;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** The use case of this function, put together. */
final class NotifyWiring {
    private NotifyWiring() {}

    static SendMails of(NotifyConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return new SendMails(
                new SendMails.Stores(
                        new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                        new DynamoLasTypes(client, config.linksTable()),
                        new DynamoBeheerders(client, config.linksTable()),
                        new DynamoApprovalTokens(client, config.linksTable()),
                        new DynamoRosterStore(
                                client, config.rosterTable(), config.importsTable(), eventsAndAuditTables),
                        new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables),
                        new DynamoCommitStore(client, config.importsTable(), eventsAndAuditTables),
                        new DynamoAskedContacts(client, config.linksTable())),
                new SesMailbox(AwsClients.ses(), config.mailFrom(), config.mailConfigurationSet()),
                config.sender(),
                new RandomToken(),
                clock);
    }
}
