package nl.laslink.domain.roster;

import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.SchoolYear;

/** What a beheerder decided once and is not asked again in the same school year. A lifted one holds no more. Immutable. */
public sealed interface Choice extends RosterRecord {

    SchoolYear schoolYear();

    boolean lifted();

    /** Niet importeren, for a record of the LAS. */
    record Skipped(
            RecordId id, LasTypeCode las, RowKind kind, LasIdentity identity, SchoolYear schoolYear, boolean lifted)
            implements Choice {}

    /** This pupil stays active although the LAS does not send it. */
    record KeptActive(RecordId id, RecordId pupil, SchoolYear schoolYear, boolean lifted) implements Choice {}
}
