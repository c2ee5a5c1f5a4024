package nl.laslink.domain.roster;

import java.util.Optional;

/**
 * A record that an undo or a merge took away. Readers do not see it and no other record gets its id. An undo of that commit
 * brings it back. Immutable.
 *
 * @param mergedInto the pupil who has the results of this one now
 */
public record Gone(RecordId id, Optional<RecordId> mergedInto) implements RosterRecord {
    public Gone(RecordId id) {
        this(id, Optional.empty());
    }
}
