package nl.laslink.domain.delivery;

import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;

/** Port to a LAS: we always call, it always answers. No call throws for what a LAS may answer, sane or hostile. */
public interface LasClient {

    /** {@code HaalLeerlinggegevens}: the whole school for one year, in one answer. */
    FetchOutcome fetch(
            LasEndpoint endpoint, LasCredentials credentials, SchoolIdentification school, SchoolYear schoolYear);

    /** {@code BrengLeerresultaten}: taken as a whole or refused as a whole. */
    BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message);
}
