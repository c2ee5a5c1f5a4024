package nl.laslink.domain.imports;

import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.roster.RosterRecord;

/**
 * An existing record to which a row can be linked, unless another row takes it. {@code reasons} are none when nothing proposes
 * it. Immutable.
 */
public record Candidate(RosterRecord record, Set<Proposal.Reason> reasons, Optional<Row> takenBy) {
    public Candidate {
        reasons = Set.copyOf(reasons);
    }
}
