package nl.laslink.fetchimport;

import java.time.Clock;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.platform.log.Log;

/** The real handler on stores and a LAS of a test. */
public final class FetchImportOverPorts {
    private FetchImportOverPorts() {}

    public static FetchImportHandler of(
            LinkStore links,
            LasAccess access,
            LasClient las,
            ImportStore imports,
            RosterStore rosters,
            Clock clock,
            Ids ids,
            Log log) {
        return new FetchImportHandler(new FetchAndStage(links, access, las, imports, rosters, clock, ids), log);
    }
}
