package nl.laslink.domain.roster;

import java.util.Locale;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
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

    /**
     * A LAS key that {@code record} had and has no more. When the LAS gives it to somebody else, a person is asked. It stays
     * when the names of the commit are gone, so it has a hash of the key and nothing else.
     */
    record FormerKey(
            RecordId id,
            RecordId record,
            LasTypeCode las,
            RowKind kind,
            String keyHash,
            SchoolYear schoolYear,
            boolean lifted)
            implements Choice {

        public static FormerKey of(RecordId record, LasTypeCode las, RowKind kind, LasKey key, SchoolYear schoolYear) {
            String hash = key.hash();
            String of = kind.name().toLowerCase(Locale.ROOT) + "-"
                    + Integer.toHexString(las.value().hashCode());
            RecordId id = new RecordId("former-" + of + "-" + hash.substring(0, 32));
            return new FormerKey(id, record, las, kind, hash, schoolYear, false);
        }
    }
}
