package nl.laslink.domain.delivery;

/** Why the LAS was not asked after all, or its answer no longer counts. */
public enum NotAsked implements FailureReason {
    /** The link ended after the contact was requested. */
    NO_ACTIVE_LINK;

    @Override
    public Advice advice() {
        return Advice.TRY_LATER;
    }
}
