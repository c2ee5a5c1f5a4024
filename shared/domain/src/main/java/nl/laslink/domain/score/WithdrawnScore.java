package nl.laslink.domain.score;

import java.time.Instant;
import nl.laslink.domain.school.SchoolId;

/** The test centre says that a result no longer counts. */
public record WithdrawnScore(SchoolId school, ResultKey key, Instant withdrawnAt) {}
