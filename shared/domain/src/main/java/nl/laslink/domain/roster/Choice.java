package nl.laslink.domain.roster;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.SchoolYear;

/** What a beheerder decided once and is not asked again in the same school year. A lifted one holds no more. Immutable. */
public sealed interface Choice extends RosterRecord {

    SchoolYear schoolYear();

    boolean lifted();

    /** Who chose it, and when; none for a choice of before this was kept. */
    default Optional<Made> made() {
        return Optional.empty();
    }

    record Made(Actor by, Instant at) {}

    /** A choice of a person; the list of choices shows it, and there it can be taken back. */
    sealed interface OfPerson extends Choice {
        OfPerson madeBy(Actor by, Instant at);

        OfPerson takenBack();
    }

    /** Niet importeren, for a record of the LAS. */
    record Skipped(
            RecordId id,
            LasTypeCode las,
            RowKind kind,
            LasIdentity identity,
            SchoolYear schoolYear,
            boolean lifted,
            Optional<Made> made)
            implements OfPerson {

        /** One whose maker is not known. */
        public Skipped(
                RecordId id,
                LasTypeCode las,
                RowKind kind,
                LasIdentity identity,
                SchoolYear schoolYear,
                boolean lifted) {
            this(id, las, kind, identity, schoolYear, lifted, Optional.empty());
        }

        @Override
        public Skipped madeBy(Actor by, Instant at) {
            return new Skipped(id, las, kind, identity, schoolYear, lifted, Optional.of(new Made(by, at)));
        }

        @Override
        public Skipped takenBack() {
            return new Skipped(id, las, kind, identity, schoolYear, true, made);
        }
    }

    /** This pupil stays active although the LAS does not send it. */
    record KeptActive(RecordId id, RecordId pupil, SchoolYear schoolYear, boolean lifted, Optional<Made> made)
            implements OfPerson {

        /** One whose maker is not known. */
        public KeptActive(RecordId id, RecordId pupil, SchoolYear schoolYear, boolean lifted) {
            this(id, pupil, schoolYear, lifted, Optional.empty());
        }

        @Override
        public KeptActive madeBy(Actor by, Instant at) {
            return new KeptActive(id, pupil, schoolYear, lifted, Optional.of(new Made(by, at)));
        }

        @Override
        public KeptActive takenBack() {
            return new KeptActive(id, pupil, schoolYear, true, made);
        }
    }

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
