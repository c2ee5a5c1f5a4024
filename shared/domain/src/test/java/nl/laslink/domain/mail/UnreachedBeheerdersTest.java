package nl.laslink.domain.mail;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.testing.InMemoryBeheerders;
import nl.laslink.domain.testing.InMemoryMailFates;
import nl.laslink.domain.testing.InMemoryTables;
import org.junit.jupiter.api.Test;

class UnreachedBeheerdersTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    private final InMemoryTables tables = new InMemoryTables();
    private final InMemoryMailFates fates = new InMemoryMailFates(tables);
    private final UnreachedBeheerders unreached = new UnreachedBeheerders(new InMemoryBeheerders(tables), fates);

    private Beheerder beheerder(String subject) {
        Beheerder beheerder = new Beheerder(
                subject, subject, new EmailAddress(subject + "@school.example"), Beheerder.Language.DUTCH);
        new InMemoryBeheerders(tables).save(SCHOOL, beheerder);
        return beheerder;
    }

    private MailFate fate(String subject, MailFate.Outcome outcome, Instant at) {
        MailFate fate = new MailFate(SCHOOL, Recipient.beheerder(SCHOOL, subject), outcome, at);
        fates.record(fate);
        return fate;
    }

    @Test
    void namesWhomTheLastMailDidNotReach_andNobodyElse() {
        Beheerder anja = beheerder("anja");
        beheerder("bo");
        MailFate bounced = fate("anja", MailFate.Outcome.BOUNCED, AT);
        fate("bo", MailFate.Outcome.DELIVERED, AT);
        fate("left-the-school", MailFate.Outcome.BOUNCED, AT);

        assertThat(unreached.of(SCHOOL)).containsExactly(new UnreachedBeheerders.Unreached(anja, bounced));
    }

    @Test
    void namesNobody_whenALaterMailArrived() {
        beheerder("anja");
        fate("anja", MailFate.Outcome.BOUNCED, AT);
        fate("anja", MailFate.Outcome.DELIVERED, AT.plusSeconds(60));

        assertThat(unreached.of(SCHOOL)).isEmpty();
    }
}
