package nl.laslink.domain.delivery;

import java.net.URI;
import java.util.Map;

/**
 * Where and how one kind of LAS is called: two services (pupil data and results), the {@code xsdversie} to name and fixed
 * HTTP headers. Comes only from the LAS types, never from a person. Immutable.
 */
public record LasEndpoint(
        URI pupilData, URI results, String xsdVersion, Map<String, String> headers, LasHabits habits) {
    public LasEndpoint {
        headers = Map.copyOf(headers);
    }

    public LasEndpoint(URI pupilData, URI results, String xsdVersion, Map<String, String> headers) {
        this(pupilData, results, xsdVersion, headers, LasHabits.PLAIN);
    }
}
