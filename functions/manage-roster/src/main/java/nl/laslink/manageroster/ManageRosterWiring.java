package nl.laslink.manageroster;

import java.time.Clock;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.RefusedArrivals;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryRuns;
import nl.laslink.platform.dynamodb.score.DynamoRefusedArrivals;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import nl.laslink.platform.http.RecordedViews;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** The use case and views of this function, put together. */
record ManageRosterWiring(
        RosterView roster,
        ScoresView scores,
        ActOnScores onScores,
        ArrivalsView arrivals,
        AuditView audit,
        RecordedViews views,
        SetPupilStatus status,
        ChoicesView choices,
        TakeBackChoice takeBack) {

    /** What the pages read and write. */
    record Stores(
            RosterStore rosters,
            LinkStore links,
            ImportStore imports,
            CommitStore commits,
            ScoreStore scores,
            DeliveryRuns runs,
            RefusedArrivals arrivals,
            AuditLog audit) {}

    static ManageRosterWiring of(ManageRosterConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return of(
                new Stores(
                        new DynamoRosterStore(
                                client,
                                config.rosterTable(),
                                config.importsTable(),
                                eventsAndAuditTables,
                                config.retention()),
                        new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                        new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables),
                        new DynamoCommitStore(client, config.importsTable(), eventsAndAuditTables),
                        new DynamoScoreStore(client, config.scoresTable(), config.retention()),
                        new DynamoDeliveryRuns(client, config.scoresTable(), eventsAndAuditTables),
                        new DynamoRefusedArrivals(client, config.scoresTable()),
                        new DynamoAuditLog(client, config.auditTable(), config.auditRetention())),
                new RosterView.Periods(config.retention(), config.auditRetention()),
                clock);
    }

    static ManageRosterWiring of(Stores s, RosterView.Periods periods, Clock clock) {
        EditRecord records = new EditRecord(s.rosters(), s.commits(), clock);
        SchoolReadiness readiness = new SchoolReadiness(s.links(), s.imports());
        return new ManageRosterWiring(
                new RosterView(s.rosters(), s.links(), periods, clock),
                new ScoresView(s.scores(), s.rosters(), s.arrivals()),
                new ActOnScores(s.scores(), readiness, s.rosters(), s.runs(), clock),
                new ArrivalsView(s.arrivals(), s.runs(), clock),
                new AuditView(s.audit()),
                new RecordedViews(s.audit(), clock),
                new SetPupilStatus(s.rosters(), records, clock),
                new ChoicesView(s.rosters(), s.imports(), clock),
                new TakeBackChoice(s.rosters(), records, clock));
    }
}
