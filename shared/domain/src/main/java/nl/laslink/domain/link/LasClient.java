package nl.laslink.domain.link;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;

/** Port to a LAS: we always call, it always answers. No call throws for what a LAS may answer, sane or hostile. */
public interface LasClient {

    /**
     * The whole school for one year, in one answer or in stages, as the endpoint has it. {@code lastReceived} is when the LAS
     * was last asked with success; one that is told of it may answer that nothing changed.
     */
    FetchOutcome fetch(
            LasEndpoint endpoint,
            LasCredentials credentials,
            SchoolIdentification school,
            SchoolYear schoolYear,
            Optional<Instant> lastReceived);

    /** Everything, whatever came before. */
    default FetchOutcome fetch(
            LasEndpoint endpoint, LasCredentials credentials, SchoolIdentification school, SchoolYear schoolYear) {
        return fetch(endpoint, credentials, school, schoolYear, Optional.empty());
    }

    /** {@code BrengLeerresultaten}: taken as a whole or refused as a whole. */
    BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message);
}
