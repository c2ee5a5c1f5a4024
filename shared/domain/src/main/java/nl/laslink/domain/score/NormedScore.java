package nl.laslink.domain.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;

/** A result as the test centre sent it. Immutable. */
public record NormedScore(
        SchoolId school,
        RecordId pupil,
        String sitting,
        TestCode test,
        Optional<String> version,
        Optional<String> part,
        LocalDate takenOn,
        Instant normedAt,
        ScoreValue value,
        Optional<RecordId> teacher,
        Optional<String> infoUrl,
        Revision revision) {

    /** One of a test centre that counts no versions, whose event was sent when the score was normed. */
    public NormedScore(
            SchoolId school,
            RecordId pupil,
            String sitting,
            TestCode test,
            Optional<String> version,
            Optional<String> part,
            LocalDate takenOn,
            Instant normedAt,
            ScoreValue value,
            Optional<RecordId> teacher,
            Optional<String> infoUrl) {
        this(
                school,
                pupil,
                sitting,
                test,
                version,
                part,
                takenOn,
                normedAt,
                value,
                teacher,
                infoUrl,
                new Revision(0, normedAt));
    }

    /** The same, of the pupil who has the results of {@link #pupil} now. */
    public NormedScore withPupil(RecordId now) {
        return new NormedScore(
                school, now, sitting, test, version, part, takenOn, normedAt, value, teacher, infoUrl, revision);
    }

    public ResultKey key() {
        return ResultKey.of(sitting, part);
    }
}
