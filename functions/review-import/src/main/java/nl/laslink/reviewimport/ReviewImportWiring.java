package nl.laslink.reviewimport;

import java.time.Clock;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.platform.RandomIds;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import nl.laslink.platform.http.RecordedViews;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** The use cases and views of this function, put together. */
record ReviewImportWiring(
        ImportView view,
        ReviewView review,
        FetchNow fetch,
        DecideRows decide,
        CloseImport close,
        HistoryView history,
        UndoCommit undo,
        CorrectPupils correct,
        RecordedViews views) {

    static ReviewImportWiring of(ReviewImportConfig config, Clock clock) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(config.auditTable(), config.outboxTable(), clock, config.auditRetention());
        return of(
                new DynamoLinkStore(client, config.linksTable(), eventsAndAuditTables),
                new DynamoLasTypes(client, config.linksTable()),
                new DynamoImportStore(client, config.importsTable(), eventsAndAuditTables),
                new DynamoCommitStore(client, config.importsTable(), eventsAndAuditTables),
                new DynamoRosterStore(client, config.rosterTable(), config.importsTable(), eventsAndAuditTables),
                new DynamoScoreStore(client, config.scoresTable()),
                new DynamoAuditLog(client, config.auditTable(), config.auditRetention()),
                clock,
                new RandomIds(clock));
    }

    static ReviewImportWiring of(
            LinkStore links,
            LasTypes types,
            ImportStore imports,
            CommitStore commits,
            RosterStore rosters,
            ScoreStore scores,
            AuditLog audit,
            Clock clock,
            Ids ids) {
        Reviews reviews = new Reviews(imports, rosters, clock);
        return new ReviewImportWiring(
                new ImportView(reviews, imports, commits, types, links, clock),
                new ReviewView(reviews, ids),
                new FetchNow(links, imports, clock, ids),
                new DecideRows(reviews, imports, clock),
                new CloseImport(reviews, imports, commits, links, clock, ids),
                new HistoryView(commits, imports, rosters, clock),
                new UndoCommit(commits, imports, rosters, scores, clock, ids),
                new CorrectPupils(commits, imports, rosters, scores, clock, ids),
                new RecordedViews(audit, clock));
    }
}
