package nl.laslink.domain.mail;

import java.util.Optional;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.school.SchoolId;

/** Port to the last contact about whose questions a school's beheerders got a mail. */
public interface AskedContacts {

    Optional<FetchId> last(SchoolId school);

    void record(SchoolId school, FetchId contact);
}
