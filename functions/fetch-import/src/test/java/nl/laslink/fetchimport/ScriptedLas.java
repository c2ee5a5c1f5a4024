package nl.laslink.fetchimport;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasClient;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;

/** A LAS that gives the answer it was told to. */
final class ScriptedLas implements LasClient {
    FetchOutcome answer;
    /** What happens in the school while the LAS thinks. */
    Runnable meanwhile = () -> {};

    SchoolYear askedFor;
    LasCredentials askedWith;
    Optional<Instant> toldLastReceived;
    int calls;

    @Override
    public FetchOutcome fetch(
            LasEndpoint endpoint,
            LasCredentials credentials,
            SchoolIdentification school,
            SchoolYear year,
            Optional<Instant> lastReceived) {
        calls++;
        toldLastReceived = lastReceived;
        askedFor = year;
        askedWith = credentials;
        meanwhile.run();
        return answer;
    }

    @Override
    public BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message) {
        throw new AssertionError("a fetch brings nothing");
    }
}
