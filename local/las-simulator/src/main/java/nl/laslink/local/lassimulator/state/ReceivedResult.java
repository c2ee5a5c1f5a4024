package nl.laslink.local.lassimulator.state;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A result that was accepted, under its result key. Sent again under the same key it takes the place of the earlier one.
 *
 * @param pupil the pupil's LAS key
 * @param part code and name of the part it is a result of; empty for the whole test
 * @param score empty for an OSO result
 * @param term what the norm in the message calls this score
 * @param oso the fields of an OSO result by their wire names, empty for a score
 * @param messageCreated aanmaakdatum of the message it came in last
 */
public record ReceivedResult(
        String key,
        String pupil,
        String test,
        Optional<String> testVersion,
        Optional<String> testName,
        Optional<String> part,
        Optional<String> partName,
        LocalDate takenOn,
        OptionalLong score,
        Optional<String> term,
        Map<String, String> oso,
        List<Reference> references,
        Instant messageCreated,
        Instant firstReceived,
        Instant lastReceived,
        int timesReceived) {
    public ReceivedResult {
        oso = Collections.unmodifiableMap(new LinkedHashMap<>(oso));
        references = List.copyOf(references);
    }

    /** A reference score of an OSO result. */
    public record Reference(String code, String comparisonGroup, String value, Optional<String> qualification) {}

    /** This result as the successor of an earlier one with the same key. */
    ReceivedResult replacing(ReceivedResult earlier) {
        return new ReceivedResult(
                key,
                pupil,
                test,
                testVersion,
                testName,
                part,
                partName,
                takenOn,
                score,
                term,
                oso,
                references,
                messageCreated,
                earlier.firstReceived,
                lastReceived,
                earlier.timesReceived + 1);
    }
}
