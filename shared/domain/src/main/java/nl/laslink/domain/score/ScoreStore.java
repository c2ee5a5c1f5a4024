package nl.laslink.domain.score;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;

/** Port to the score ledger and the definitions of tests. */
public interface ScoreStore {

    Optional<LedgerEntry> find(SchoolId school, ResultKey key);

    /** Stores the entry when the stored one has the version before (none for version 1). False when it moved. */
    boolean save(LedgerEntry next);

    /** Stores {@code remains} in the place of {@code stored}, as one write. False when that moved. */
    boolean replace(LedgerEntry stored, LedgerEntry remains);

    List<LedgerEntry> all(SchoolId school);

    /** Those that the next delivery takes along. */
    List<LedgerEntry> due(SchoolId school);

    List<LedgerEntry> waiting(SchoolId school);

    /**
     * Stores the definition unless one of a later time is stored, and lists it at {@code now} when it has other norms than the
     * one before. False when a later one is stored.
     */
    boolean saveDefinition(TestDefinition definition, Instant definedAt, Instant now);

    /** The tests whose norms were corrected since. */
    List<CorrectedNorms> correctedNorms(Instant since);

    /** Up to when corrected norms were applied to the results of the school; {@link Instant#EPOCH} when never. */
    Instant normsApplied(SchoolId school);

    void normsApplied(SchoolId school, Instant until);

    Optional<TestDefinition> definition(TestCode code, Optional<String> version);
}
