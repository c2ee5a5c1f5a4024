package nl.laslink.domain.mail;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.school.SchoolId;

/** Port to the last contact about whose questions a school's beheerders got a mail. */
public interface AskedContacts {

    /** {@code at} is when the mail was sent; none when it was sent before this was kept. */
    record Asked(FetchId fetch, Optional<Instant> at) {}

    Optional<Asked> last(SchoolId school);

    void record(SchoolId school, Asked asked);
}
