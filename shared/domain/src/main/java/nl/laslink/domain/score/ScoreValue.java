package nl.laslink.domain.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The value of a normed result: a plain score, or the values of an OSO result (Overstapdossier 1.2). Immutable. */
public sealed interface ScoreValue {

    /** A whole number of 0 or more (UWLR {@code score}). */
    record Plain(long score) implements ScoreValue {
        public Plain {
            if (score < 0) {
                throw new IllegalArgumentException("a score is 0 or more");
            }
        }
    }

    /** UWLR {@code osoresultaat}; {@code seconds} is the time the sitting took. */
    record Oso(
            Optional<Integer> items,
            Optional<Integer> right,
            Optional<Integer> wrong,
            Optional<Integer> read,
            Optional<BigDecimal> seconds,
            Optional<BigDecimal> abilityScore,
            Optional<String> abilityScale,
            Optional<Interval> confidence,
            List<Reference> references)
            implements ScoreValue {
        public Oso {
            references = List.copyOf(references);
        }
    }

    record Interval(BigDecimal low, BigDecimal high) {}

    /** {@code code} is of OSO code list 11, {@code comparisonGroup} of list 22. */
    record Reference(String code, String comparisonGroup, String value, Optional<String> qualification) {}
}
