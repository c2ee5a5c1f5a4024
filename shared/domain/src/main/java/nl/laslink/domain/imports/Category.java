package nl.laslink.domain.imports;

/** What a person can make of a row: one of the manual's three lists of a review screen, or open again. */
public enum Category {
    /** Nieuwe toevoegen. */
    NEW,
    /** Bestaande koppelen. */
    EXISTING,
    /** Niet importeren. */
    SKIP,
    /** As it was staged: the choice of a person is taken back. */
    UNDECIDED
}
