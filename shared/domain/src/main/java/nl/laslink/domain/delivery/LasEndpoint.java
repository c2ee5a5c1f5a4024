package nl.laslink.domain.delivery;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.school.SchoolType;

/**
 * Where and how one kind of LAS is called: two services (pupil data and results), the {@code xsdversie} to name, another one for
 * when that is refused, and fixed HTTP headers. Comes only from the LAS types, never from a person. Immutable.
 */
public record LasEndpoint(
        URI pupilData,
        URI results,
        String xsdVersion,
        Map<String, String> headers,
        LasHabits habits,
        Optional<String> otherXsdVersion) {
    public LasEndpoint {
        headers = Map.copyOf(headers);
    }

    /** One that is called in one version. */
    public LasEndpoint(URI pupilData, URI results, String xsdVersion, Map<String, String> headers, LasHabits habits) {
        this(pupilData, results, xsdVersion, headers, habits, Optional.empty());
    }

    public LasEndpoint(URI pupilData, URI results, String xsdVersion, Map<String, String> headers) {
        this(pupilData, results, xsdVersion, headers, LasHabits.PLAIN);
    }

    /** The same, for a school of this type: what its years mean is known better than of all schools of the LAS. */
    public LasEndpoint forSchoolType(SchoolType type) {
        return new LasEndpoint(pupilData, results, xsdVersion, headers, habits.forSchoolType(type), otherXsdVersion);
    }

    /** The same, in the other version first; none when there is no other. */
    public Optional<LasEndpoint> inOtherVersion() {
        return otherXsdVersion.map(
                other -> new LasEndpoint(pupilData, results, other, headers, habits, Optional.of(xsdVersion)));
    }
}
