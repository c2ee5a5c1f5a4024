package nl.laslink.reviewimport;

import java.time.Clock;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.platform.log.Log;

/** The real handler on stores of a test. */
public final class ReviewImportOverPorts {
    private ReviewImportOverPorts() {}

    public static ReviewImportHandler of(
            LinkStore links,
            LasTypes types,
            ImportStore imports,
            CommitStore commits,
            RosterStore rosters,
            ScoreStore scores,
            AuditLog audit,
            Clock clock,
            Ids ids,
            Log log) {
        return new ReviewImportHandler(
                ReviewImportWiring.of(
                        links,
                        types,
                        imports,
                        commits,
                        rosters,
                        scores,
                        new InMemoryAuditLog(new InMemoryTables()),
                        clock,
                        ids),
                log);
    }
}
