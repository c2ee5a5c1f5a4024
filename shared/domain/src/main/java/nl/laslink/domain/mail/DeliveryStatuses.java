package nl.laslink.domain.mail;

import java.util.List;
import nl.laslink.domain.school.SchoolId;

/** Port to how mails fared; of each recipient the last counts. */
public interface DeliveryStatuses {

    /** Remembers it unless a later one is known: the mail service tells in any order, and more than once. */
    void record(DeliveryStatus status);

    List<DeliveryStatus> of(SchoolId school);
}
