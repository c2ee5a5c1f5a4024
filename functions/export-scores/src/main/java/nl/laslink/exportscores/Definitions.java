package nl.laslink.exportscores;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;

/** The definitions of the tests that a school's results name, each read once. For one run. */
final class Definitions {
    private final ScoreStore scores;
    private final Map<Test, Optional<TestDefinition>> read = new HashMap<>();

    private record Test(TestCode code, Optional<String> version) {}

    Definitions(ScoreStore scores) {
        this.scores = scores;
    }

    Optional<TestDefinition> of(LedgerEntry entry) {
        return read.computeIfAbsent(
                new Test(entry.test(), entry.testVersion()), test -> scores.definition(test.code(), test.version()));
    }
}
