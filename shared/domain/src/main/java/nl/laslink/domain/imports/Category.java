package nl.laslink.domain.imports;

/** The manual's three lists of a review screen, into which a row can be moved. */
public enum Category {
    /** Nieuwe toevoegen. */
    NEW,
    /** Bestaande koppelen. */
    EXISTING,
    /** Niet importeren. */
    SKIP
}
