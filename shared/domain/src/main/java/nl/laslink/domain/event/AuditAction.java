package nl.laslink.domain.event;

/** What can be done and is remembered. */
public enum AuditAction {
    LINK_REQUESTED,
    LINK_APPROVED,
    LINK_REJECTED,
    LINK_CHANGED,
    LINK_ENDED,
    EXTERNAL_NUMBERS_REMOVED,
    FETCH_REQUESTED,
    IMPORT_CONFIRMED,
    IMPORT_ABORTED,
    IMPORT_COMMITTED,
    PUPIL_ACTIVATED,
    PUPIL_DEACTIVATED,
    SCORES_DELIVERED,
    SCORES_REFUSED
}
