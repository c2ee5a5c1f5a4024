package nl.laslink.domain.mail;

import java.util.List;
import nl.laslink.domain.school.SchoolId;

/** Port to the delivery statuses of mails; the last one of each recipient counts. */
public interface DeliveryStatuses {

    /** Stores it unless a later one is known: SES sends its events in any order, and more than once. */
    void record(DeliveryStatus status);

    List<DeliveryStatus> of(SchoolId school);
}
