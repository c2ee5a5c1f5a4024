package nl.laslink.domain.imports;

/** Why a requested decision cannot be taken; {@code about} is the id of a row or a pupil. Immutable. */
public record Refusal(String about, Reason reason) {

    public enum Reason {
        /** The row asks nothing. */
        ROW_SETTLED,
        EMAIL_OF_TEACHER_ONLY,
        EMAIL_FORM,
        EMAIL_IN_USE,
        /** ECK iD or LAS key names an existing record: as a new one, or linked to another, it would be there twice. */
        ROW_KNOWN,
        RECORD_UNKNOWN,
        RECORD_OTHER_ECK_ID,
        /** One existing record takes one row. */
        RECORD_TAKEN
    }
}
