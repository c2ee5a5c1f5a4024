package nl.laslink.platform.dynamodb.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.link.DeliveryLogContract;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

class DynamoDeliveryLogTest extends DeliveryLogContract {
    private static final Instant LATER = Instant.parse("2026-11-24T02:41:40Z");
    private static final DynamoDbTable<LedgerItem> LEDGER =
            LocalTables.enhanced().table(LocalTables.SCORES, LedgerItem.SCHEMA);

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected DeliveryLog log() {
        return new DynamoDeliveryLog(
                LocalTables.enhanced(),
                LocalTables.SCORES,
                LocalTables.LINKS,
                LocalTables.EVENTS_AND_AUDIT,
                Retention.DEFAULT);
    }

    @Override
    protected ScoreStore scores() {
        return new DynamoScoreStore(LocalTables.enhanced(), LocalTables.SCORES);
    }

    @Override
    protected LinkStore links() {
        return new DynamoLinkStore(LocalTables.enhanced(), LocalTables.LINKS, LocalTables.EVENTS_AND_AUDIT);
    }

    @Override
    protected List<String> eventsOf(SchoolId school) {
        return LocalTables.eventsOf(school);
    }

    @Override
    protected List<AuditEntry> auditOf(SchoolId school) {
        return new DynamoAuditLog(LocalTables.enhanced(), LocalTables.EVENTS_AND_AUDIT.auditTable())
                .latest(school, 100);
    }

    /** A crash between the transaction and the removal of its due copies leaves the result as it is here. */
    @Test
    void recognisesResultAsDone_whenCrashLeftItsDueCopy() {
        SchoolId school = freshSchool();
        LedgerEntry sent = sent(school, "s1");
        LEDGER.putItem(LedgerItem.of(accepted(sent), LedgerItem.RESULT, Retention.DEFAULT));
        assertThat(scores().due(school)).containsExactly(sent);

        boolean isTaken = scores().save(sent.withState(new ScoreState.Sent(), LATER, new ScoreStep.Cause.Sending()));

        assertThat(isTaken).isFalse();
        assertThat(scores().all(school)).containsExactly(accepted(sent));
        assertThat(scores().due(school)).isEmpty();
    }

    @Test
    void keepsDueCopyOfLaterNorm_whenEarlierOneIsSettled() {
        SchoolId school = freshSchool();
        LedgerEntry sent = sent(school, "s1");
        LedgerEntry renormed = renormed(accepted(sent));
        LEDGER.putItem(LedgerItem.of(renormed, LedgerItem.RESULT, Retention.DEFAULT));
        LEDGER.putItem(LedgerItem.of(renormed, LedgerItem.DUE, Retention.DEFAULT));

        new DueList(LEDGER).remove(accepted(sent));

        assertThat(scores().due(school)).containsExactly(renormed);
    }
}
