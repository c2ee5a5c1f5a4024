package nl.laslink.domain.mail;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.testing.InMemoryBeheerders;
import nl.laslink.domain.testing.InMemoryDeliveryStatuses;
import nl.laslink.domain.testing.InMemoryTables;
import org.junit.jupiter.api.Test;

class UnreachedBeheerdersTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    private final InMemoryTables tables = new InMemoryTables();
    private final InMemoryDeliveryStatuses statuses = new InMemoryDeliveryStatuses(tables);
    private final UnreachedBeheerders unreached = new UnreachedBeheerders(new InMemoryBeheerders(tables), statuses);

    private Beheerder beheerder(String subject) {
        Beheerder beheerder = new Beheerder(
                subject, subject, new EmailAddress(subject + "@school.example"), Beheerder.Language.DUTCH);
        new InMemoryBeheerders(tables).save(SCHOOL, beheerder);
        return beheerder;
    }

    private DeliveryStatus status(String subject, DeliveryStatus.Outcome outcome, Instant at) {
        DeliveryStatus status = new DeliveryStatus(SCHOOL, Recipient.beheerder(SCHOOL, subject), outcome, at);
        statuses.record(status);
        return status;
    }

    @Test
    void namesWhomTheLastMailDidNotReach_andNobodyElse() {
        Beheerder anja = beheerder("anja");
        beheerder("bo");
        DeliveryStatus bounced = status("anja", DeliveryStatus.Outcome.BOUNCED, AT);
        status("bo", DeliveryStatus.Outcome.DELIVERED, AT);
        status("left-the-school", DeliveryStatus.Outcome.BOUNCED, AT);

        assertThat(unreached.of(SCHOOL)).containsExactly(new UnreachedBeheerders.Unreached(anja, bounced));
    }

    @Test
    void namesNobody_whenALaterMailArrived() {
        beheerder("anja");
        status("anja", DeliveryStatus.Outcome.BOUNCED, AT);
        status("anja", DeliveryStatus.Outcome.DELIVERED, AT.plusSeconds(60));

        assertThat(unreached.of(SCHOOL)).isEmpty();
    }
}
