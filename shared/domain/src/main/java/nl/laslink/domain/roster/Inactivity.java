package nl.laslink.domain.roster;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.CommitId;

/**
 * Since when and why a pupil is inactive, and who decided it. Immutable.
 *
 * @param commit the import that made the pupil inactive; none when a person did so in Leerlingen beheren
 */
public record Inactivity(Instant since, Reason reason, Optional<CommitId> commit, Actor by) {

    public enum Reason {
        /** The LAS still sends the pupil, and says that he or she left. */
        LISTED_AS_LEFT,
        GONE_FROM_LAS,
        /** The pupil was never tied to the LAS. */
        NOT_IN_LAS,
        /** The pupil's group was not in the delivery. */
        GROUP_MISSING,
        /** A person added a likely match as a new record. */
        ADDED_AS_NEW,
        /** In Leerlingen beheren. */
        PERSON
    }
}
