package nl.laslink.domain.score;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A test as every message with its results describes it (UWLR {@code toets}). Immutable. */
public record TestDefinition(
        TestCode code,
        Optional<String> version,
        Optional<String> name,
        Optional<String> year,
        Optional<String> subject,
        Optional<Norming> norming,
        List<Entrance> hierarchy,
        List<Part> parts,
        Map<Field, Vocabulary> vocabularies) {
    private static final BigDecimal LOWEST_GRADE = BigDecimal.ONE;
    private static final BigDecimal HIGHEST_GRADE = BigDecimal.TEN;
    private static final int LONGEST = 256; // String256 of the schemas of UWLR 2.2

    public TestDefinition {
        hierarchy = List.copyOf(hierarchy);
        parts = List.copyOf(parts);
        vocabularies = Map.copyOf(vocabularies);
    }

    /** One without hierarchy whose terms are of no published list. */
    public TestDefinition(
            TestCode code,
            Optional<String> version,
            Optional<String> name,
            Optional<String> year,
            Optional<String> subject,
            Optional<Norming> norming,
            List<Part> parts) {
        this(code, version, name, year, subject, norming, List.of(), parts, Map.of());
    }

    /** The fields whose terms may come from a published list (UWLR's vocabulary fields). */
    public enum Field {
        CODE,
        VERSION,
        YEAR,
        SUBJECT,
        CATEGORY,
        LEVEL,
        HIERARCHY,
        PART
    }

    /** {@code vocabulaire}: the URI that names a list, and where it can be fetched. */
    public record Vocabulary(String name, Optional<String> location) {
        private boolean isComplete() {
            return Stream.concat(Stream.of(name), location.stream()).allMatch(Vocabulary::isUri);
        }

        private static boolean isUri(String text) {
            try {
                return !new URI(text).toString().isEmpty();
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    /** {@code ingang}: where the test stands in a hierarchy of tests; level 1 is the highest. */
    public record Entrance(int level, String name) {}

    /**
     * Whether UWLR can carry it. A code, version or term of no length, too long or with control characters, a grade or colour out of range, or two parts of
     * one number would make a LAS refuse the whole message.
     */
    public boolean isComplete() {
        return Stream.concat(norming.stream(), parts.stream().flatMap(p -> p.norming().stream()))
                        .flatMap(n -> n.norms().stream())
                        .allMatch(Norm::isComplete)
                && parts.stream().allMatch(Part::isComplete)
                && parts.stream().map(Part::number).distinct().count() == parts.size()
                && hierarchy.stream().allMatch(e -> XmlText.hasVisibleText(e.name()))
                && fits(code.value())
                && version.stream().allMatch(TestDefinition::fits)
                && vocabularies.values().stream().allMatch(Vocabulary::isComplete);
    }

    /** A result repeats these of its test, so they are never cut and lose nothing. */
    private static boolean fits(String text) {
        return XmlText.hasVisibleText(text) && XmlText.isWhole(text) && text.length() <= LONGEST;
    }

    /** Whether a result says the same under both; names and the place in a hierarchy say nothing about it. */
    public boolean hasNormsOf(TestDefinition other) {
        return norming.equals(other.norming)
                && vocabularies.equals(other.vocabularies)
                && normings(parts).equals(normings(other.parts));
    }

    private static List<Part> normings(List<Part> parts) {
        return parts.stream()
                .map(p -> new Part(p.number(), p.code(), Optional.empty(), p.norming()))
                .toList();
    }

    public boolean hasPart(String partCode) {
        return parts.stream().anyMatch(p -> p.code().equals(partCode));
    }

    /** {@code toetsonderdeel}; {@code number} is unique within the test and starts at 1. */
    public record Part(int number, String code, Optional<String> name, Optional<Norming> norming) {
        private boolean isComplete() {
            return number >= 1 && fits(code);
        }
    }

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

    /**
     * The scores {@code from} to {@code through} bear the name {@code term}, may be shown in a colour and be worth a school
     * grade of 1 to 10. The test centre may send one without a term; the definition is not complete then.
     */
    public record Norm(
            String term,
            Optional<String> description,
            long from,
            long through,
            Optional<Colour> colour,
            Optional<BigDecimal> gradeFrom,
            Optional<BigDecimal> gradeThrough) {

        public Norm(String term, Optional<String> description, long from, long through) {
            this(term, description, from, through, Optional.empty(), Optional.empty(), Optional.empty());
        }

        private boolean isComplete() {
            return XmlText.hasVisibleText(term)
                    && from >= 0
                    && through >= from
                    && colour.filter(c -> !c.isComplete()).isEmpty()
                    && Stream.concat(gradeFrom.stream(), gradeThrough.stream())
                            .allMatch(g -> g.compareTo(LOWEST_GRADE) >= 0 && g.compareTo(HIGHEST_GRADE) <= 0);
        }
    }

    /** Red, green and blue of 0 to 255; {@code opacity} is a percentage. */
    public record Colour(int red, int green, int blue, int opacity) {
        private boolean isComplete() {
            return Stream.of(red, green, blue).allMatch(c -> c >= 0 && c <= 255) && opacity >= 0 && opacity <= 100;
        }
    }
}
