package nl.laslink.commitimport;

import java.time.Clock;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.platform.log.Log;

/** The real handler on stores of a test. */
public final class CommitImportOverPorts {
    private CommitImportOverPorts() {}

    public static CommitImportHandler of(
            LinkStore links, RosterStore rosters, ImportStore imports, CommitStore commits, Clock clock, Log log) {
        return new CommitImportHandler(CommitImportWiring.of(links, rosters, imports, commits, clock), log);
    }
}
