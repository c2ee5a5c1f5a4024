package nl.laslink.domain.imports;

import nl.laslink.domain.roster.RecordId;

/** The decision about a staged row. */
public sealed interface Decision {

    /** There are proposals and no choice yet; an import with such a row cannot be committed. */
    record Undecided() implements Decision {}

    /** Nieuw toevoegen. */
    record AddNew(Basis basis) implements Decision {}

    /** Bestaande koppelen. */
    record LinkTo(RecordId target, Basis basis) implements Decision {}

    /** Niet importeren. */
    record Skip(Basis basis) implements Decision {}

    /** What a decision rests on. */
    enum Basis {
        ECK_ID,
        LAS_KEY,
        PERSON,
        REMEMBERED,
        /** The pupil's group is not imported. */
        GROUP,
        /** The pupil starts on a later day. */
        STARTS_LATER,
        DEFAULT
    }
}
