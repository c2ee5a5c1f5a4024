package nl.laslink.domain.score;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;

/**
 * One delivery of results to a LAS (UWLR {@code leerresultaten_verzoek}). {@code createdAt} rises strictly from message to
 * message of a school; every result names a test in {@code tests}. Immutable.
 */
public record ScoreMessage(
        SchoolIdentification school,
        SchoolYear schoolYear,
        OffsetDateTime createdAt,
        List<PupilResults> pupils,
        List<TestDefinition> tests) {
    public ScoreMessage {
        pupils = List.copyOf(pupils);
        tests = List.copyOf(tests);
    }

    /** {@code toetsafname}: one pupil and, where it is one and known, the responsible teacher, by the LAS's own keys. */
    public record PupilResults(LasKey pupil, Optional<EckId> eckId, Optional<LasKey> teacher, List<Result> results) {
        public PupilResults {
            results = List.copyOf(results);
        }

        public PupilResults(LasKey pupil, Optional<EckId> eckId, List<Result> results) {
            this(pupil, eckId, Optional.empty(), results);
        }
    }

    public record Result(
            ResultKey key,
            LocalDate takenOn,
            TestCode test,
            Optional<String> version,
            Optional<String> part,
            ScoreValue value,
            Optional<String> infoUrl) {

        public Result(
                ResultKey key,
                LocalDate takenOn,
                TestCode test,
                Optional<String> version,
                Optional<String> part,
                ScoreValue value) {
            this(key, takenOn, test, version, part, value, Optional.empty());
        }
    }
}
