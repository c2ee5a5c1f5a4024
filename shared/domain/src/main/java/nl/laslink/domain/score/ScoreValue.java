package nl.laslink.domain.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The value of a normed result: a plain score, or the values of an OSO result (Overstapdossier 1.2). One that UWLR cannot carry
 * is kept too, so that a page can show why it is not sent. Immutable.
 */
public sealed interface ScoreValue {

    /** A whole number of 0 or more (UWLR {@code score}). */
    record Plain(long score) implements ScoreValue {
        public Plain {
            if (score < 0) {
                throw new IllegalArgumentException("a score is 0 or more");
            }
        }
    }

    /** A number that is no score of UWLR: with decimals, or below 0. */
    record Unfit(BigDecimal score) implements ScoreValue {}

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

        public boolean hasKnownCodes() {
            return references.stream().allMatch(Reference::isKnown);
        }
    }

    record Interval(BigDecimal low, BigDecimal high) {}

    /** {@code code} is to be of OSO code list 11, {@code comparisonGroup} of list 22 (2019.1). */
    record Reference(String code, String comparisonGroup, String value, Optional<String> qualification) {
        private static final Set<String> CODES = Set.of(
                "AE",
                "CAE",
                "IV",
                "CIV",
                "FN",
                "ON",
                "DLE",
                "Percentiel",
                "Percentage",
                "T-score",
                "Stanine",
                "DQ",
                "IQ",
                "ERK",
                "C-score",
                "Norm",
                "RNTRM",
                "ZML",
                "LGH",
                "AVI",
                "NAZ",
                "LM",
                "Standaardscore",
                "LA");
        private static final Set<String> COMPARISON_GROUPS =
                Set.of("BB+", "BB", "KB", "GT", "HAVO", "VWO", "Landelijk");

        private boolean isKnown() {
            return CODES.contains(code) && COMPARISON_GROUPS.contains(comparisonGroup) && XmlText.hasVisibleText(value);
        }
    }
}
