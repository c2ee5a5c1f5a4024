package nl.laslink.fetchimport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;

/** A LAS with scripted answers. */
final class ScriptedLas implements LasClient {
    FetchOutcome answer;
    /** What happens in the school while the LAS thinks. */
    Runnable meanwhile = () -> {};

    SchoolYear askedFor;
    LasCredentials askedWith;
    Optional<Instant> toldLastReceived;
    int calls;
    Optional<SchoolType> askedAs;
    final List<String> askedIn = new ArrayList<>();
    /** What it says to any other version; none when it takes them all. */
    Optional<String> takesOnly = Optional.empty();

    @Override
    public FetchOutcome fetch(
            LasEndpoint endpoint,
            LasCredentials credentials,
            SchoolIdentification school,
            SchoolYear year,
            Optional<Instant> lastReceived) {
        calls++;
        askedIn.add(endpoint.xsdVersion());
        toldLastReceived = lastReceived;
        askedFor = year;
        askedWith = credentials;
        askedAs = endpoint.habits().schoolType();
        meanwhile.run();
        return takesOnly.filter(v -> !v.equals(endpoint.xsdVersion())).isPresent()
                ? new Failed.Refused(FaultCode.INVALID_VERSION)
                : answer;
    }

    @Override
    public BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message) {
        throw new AssertionError("a fetch brings nothing");
    }
}
