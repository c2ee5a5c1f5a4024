package nl.laslink.uwlr.answer;

import java.util.List;
import java.util.Map;
import nl.laslink.domain.delivery.Delivery;

/**
 * Everything that was noticed in an answer, in order of noticing. {@code numbers} counts every finding; of each kind at most
 * {@link Findings#MOST_PER_KIND} are in {@code findings}. Immutable.
 */
public record Found(List<Finding> findings, Map<Delivery.Kind, Integer> numbers, Counts counts) {
    public Found {
        findings = List.copyOf(findings);
        numbers = Map.copyOf(numbers);
    }

    /**
     * How many usable records there are. {@code withKey} and {@code withEckId} are pupils with a lasting key and with an ECK
     * iD. Immutable.
     */
    public record Counts(int groups, int compositeGroups, int teachers, int pupils, int withKey, int withEckId) {}
}
