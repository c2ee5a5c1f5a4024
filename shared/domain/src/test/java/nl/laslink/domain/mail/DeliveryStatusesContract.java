package nl.laslink.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nl.laslink.domain.school.SchoolId;
import org.junit.jupiter.api.Test;

/** The contract of a store of delivery statuses. */
public abstract class DeliveryStatusesContract {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    protected abstract SchoolId freshSchool();

    protected abstract DeliveryStatuses statuses();

    @Test
    void keepsTheLastOfEachRecipient() {
        SchoolId school = freshSchool();
        Recipient anja = Recipient.beheerder(school, "sub-1");
        Recipient bo = Recipient.beheerder(school, "sub-2");
        DeliveryStatus bounced = new DeliveryStatus(school, anja, DeliveryStatus.Outcome.BOUNCED, AT);
        DeliveryStatus delivered =
                new DeliveryStatus(school, anja, DeliveryStatus.Outcome.DELIVERED, AT.plusMillis(100));
        DeliveryStatus complained = new DeliveryStatus(school, bo, DeliveryStatus.Outcome.COMPLAINED, AT);

        statuses().record(bounced);
        statuses().record(delivered);
        statuses().record(complained);

        assertThat(statuses().of(school)).containsExactlyInAnyOrder(delivered, complained);
        assertThat(statuses().of(freshSchool())).isEmpty();
    }

    @Test
    void keepsTheLater_whenTheEarlierComesAfterIt() {
        SchoolId school = freshSchool();
        Recipient anja = Recipient.beheerder(school, "sub-1");
        DeliveryStatus delivered = new DeliveryStatus(school, anja, DeliveryStatus.Outcome.DELIVERED, AT);
        DeliveryStatus bounced = new DeliveryStatus(school, anja, DeliveryStatus.Outcome.BOUNCED, AT.plusMillis(100));

        statuses().record(bounced);
        statuses().record(delivered);
        statuses().record(bounced);

        assertThat(statuses().of(school)).containsExactly(bounced);
    }
}
