package nl.laslink.domain.roster;

import java.util.Optional;

/** One record of a plan, before and after. {@code before} is none for a new record. Immutable. */
public record PlanEntry(Optional<RosterRecord> before, RosterRecord after) {

    public RecordId id() {
        return after.id();
    }
}
