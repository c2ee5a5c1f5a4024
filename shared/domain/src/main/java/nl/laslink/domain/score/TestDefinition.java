package nl.laslink.domain.score;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A test as every message with its results describes it (UWLR {@code toets}). Immutable. */
public record TestDefinition(
        TestCode code,
        Optional<String> version,
        Optional<String> name,
        Optional<String> year,
        Optional<String> subject,
        Optional<Norming> norming,
        List<Part> parts) {
    public TestDefinition {
        parts = List.copyOf(parts);
    }

    public boolean hasPart(String partCode) {
        return parts.stream().anyMatch(p -> p.code().equals(partCode));
    }

    /** {@code toetsonderdeel}; {@code number} is unique within the test and starts at 1. */
    public record Part(int number, String code, Optional<String> name, Optional<Norming> norming) {}

    /** {@code toetsnormering}: one norm or more. */
    public record Norming(
            Optional<String> category, Optional<String> level, Optional<BigDecimal> weight, List<Norm> norms) {
        public Norming {
            if (norms.isEmpty()) {
                throw new IllegalArgumentException("a norming has one norm or more");
            }
            norms = List.copyOf(norms);
        }
    }

    /** The scores {@code from} to {@code through} bear the name {@code term}. */
    public record Norm(String term, Optional<String> description, long from, long through) {}
}
