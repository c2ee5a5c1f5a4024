package nl.laslink.recordscores;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.RefusedArrival.Reason;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestDefinition;

/** What laslink takes from the test centre: scores of sittings that were, on the scale of their test. */
final class Door {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");
    /** No pupil of today took a test before this. */
    private static final int FIRST_YEAR = 2000;

    private Door() {}

    static Optional<Reason> refusal(NormedScore normed, Optional<TestDefinition> definition, Instant now) {
        if (normed.normedAt().isAfter(now.plus(CLOCKS_DIFFER))) {
            return Optional.of(Reason.NORMED_IN_FUTURE);
        }
        if (normed.takenOn().isAfter(LocalDate.ofInstant(now.plus(CLOCKS_DIFFER), DUTCH))) {
            return Optional.of(Reason.TAKEN_IN_FUTURE);
        }
        if (normed.takenOn().getYear() < FIRST_YEAR) {
            return Optional.of(Reason.TAKEN_OUTSIDE_SCHOOL_YEARS);
        }
        return normed.value() instanceof ScoreValue.Plain(long score)
                        && definition
                                .filter(d -> isOutside(score, norms(d, normed.part())))
                                .isPresent()
                ? Optional.of(Reason.OUTSIDE_SCALE)
                : Optional.empty();
    }

    private static List<TestDefinition.Norm> norms(TestDefinition definition, Optional<String> part) {
        Optional<TestDefinition.Norming> norming = part.isEmpty()
                ? definition.norming()
                : definition.parts().stream()
                        .filter(p -> p.code().equals(part.get()))
                        .findFirst()
                        .flatMap(TestDefinition.Part::norming);
        return norming.stream().flatMap(n -> n.norms().stream()).toList();
    }

    /** A test without norms has no scale; between two norms may be a score of none. */
    private static boolean isOutside(long score, List<TestDefinition.Norm> norms) {
        Stream<TestDefinition.Norm> all = norms.stream();
        return !norms.isEmpty()
                && (all.allMatch(n -> score < n.from()) || norms.stream().allMatch(n -> score > n.through()));
    }
}
