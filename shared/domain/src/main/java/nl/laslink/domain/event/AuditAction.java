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
    HOLD_APPROVED,
    IMPORT_CONFIRMED,
    IMPORT_ABORTED,
    IMPORT_COMMITTED,
    IMPORT_UNDONE,
    PUPILS_MERGED,
    LINK_MOVED,
    CHOICE_TAKEN_BACK,
    WORK_RESUMED,
    PUPIL_ACTIVATED,
    PUPIL_DEACTIVATED,
    /** One pupil was erased, for a request of a parent. */
    PUPIL_ERASED,
    SCORES_DELIVERED,
    SCORES_REFUSED,
    SENDING_REQUESTED,
    SCORES_WITHDRAWN,
    SCORES_CLOSED,
    SCORE_REPLAYED,
    /** Names of pupils were shown to somebody. */
    PUPILS_VIEWED,
    /** Scores of pupils were shown to somebody. */
    SCORES_VIEWED
}
