package nl.laslink.requestlink;

import java.time.Clock;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.mail.UnreachedBeheerders;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.secret.SecretCipher;
import nl.laslink.platform.RandomIds;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.mail.DynamoDeliveryStatuses;
import nl.laslink.platform.kms.KmsSecretCipher;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** The use cases of this function, put together. */
record RequestLinkWiring(LinkView view, RequestLink request, ChangeLink change, RemoveExternalNumbers removal) {

    static RequestLinkWiring of(RequestLinkConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return of(
                new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                new DynamoLasTypes(client, config.linksTable()),
                new DynamoRosterStore(client, config.rosterTable(), config.importsTable(), eventsAndAuditTables),
                new DynamoCommitStore(client, config.importsTable(), eventsAndAuditTables),
                new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables),
                new UnreachedBeheerders(
                        new DynamoBeheerders(client, config.linksTable()),
                        new DynamoDeliveryStatuses(client, config.linksTable())),
                new KmsSecretCipher(AwsClients.kms(), config.secretsKeyId()),
                clock,
                new RandomIds(clock));
    }

    static RequestLinkWiring of(
            LinkStore links,
            LasTypes types,
            RosterStore rosters,
            CommitStore commits,
            ImportStore imports,
            UnreachedBeheerders unreached,
            SecretCipher cipher,
            Clock clock,
            Ids ids) {
        LinkForm form = new LinkForm(types, clock);
        return new RequestLinkWiring(
                new LinkView(links, types, rosters, commits, unreached),
                new RequestLink(links, rosters, form, cipher, clock, ids),
                new ChangeLink(links, types, imports, form, cipher, clock),
                new RemoveExternalNumbers(links, rosters, commits, clock, ids));
    }
}
