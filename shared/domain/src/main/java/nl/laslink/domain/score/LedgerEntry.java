package nl.laslink.domain.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;

/**
 * One normed result on its way to the LAS. {@code normedAt} orders norms of the same result; {@code at} is when the state was
 * reached; {@code version} rises by one with each write and starts at 1. {@code teacher} is who is responsible for the sitting,
 * {@code infoUrl} a page of the test centre about the result. Immutable.
 */
public record LedgerEntry(
        SchoolId school,
        ResultKey key,
        RecordId pupil,
        TestCode test,
        Optional<String> testVersion,
        Optional<String> part,
        LocalDate takenOn,
        ScoreValue value,
        Instant normedAt,
        ScoreState state,
        Instant at,
        long version,
        Optional<RecordId> teacher,
        Optional<String> infoUrl) {

    /** One that names no teacher and no page. */
    public LedgerEntry(
            SchoolId school,
            ResultKey key,
            RecordId pupil,
            TestCode test,
            Optional<String> testVersion,
            Optional<String> part,
            LocalDate takenOn,
            ScoreValue value,
            Instant normedAt,
            ScoreState state,
            Instant at,
            long version) {
        this(
                school,
                key,
                pupil,
                test,
                testVersion,
                part,
                takenOn,
                value,
                normedAt,
                state,
                at,
                version,
                Optional.empty(),
                Optional.empty());
    }

    public LedgerEntry in(ScoreState next, Instant when) {
        return new LedgerEntry(
                school,
                key,
                pupil,
                test,
                testVersion,
                part,
                takenOn,
                value,
                normedAt,
                next,
                when,
                version + 1,
                teacher,
                infoUrl);
    }
}
