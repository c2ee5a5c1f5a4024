package nl.laslink.manageroster;

import java.time.Clock;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.RefusedArrivals;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.platform.log.Log;

/** The real handler on stores of a test. */
public final class ManageRosterOverPorts {
    private ManageRosterOverPorts() {}

    public static ManageRosterHandler of(
            RosterStore rosters,
            LinkStore links,
            ImportStore imports,
            CommitStore commits,
            ScoreStore scores,
            DeliveryRuns runs,
            RefusedArrivals arrivals,
            AuditLog audit,
            Clock clock,
            Log log) {
        ManageRosterWiring.Stores stores =
                new ManageRosterWiring.Stores(rosters, links, imports, commits, scores, runs, arrivals, audit);
        return new ManageRosterHandler(ManageRosterWiring.of(stores, RosterView.Periods.DEFAULT, clock), log);
    }
}
