package nl.laslink.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nl.laslink.domain.school.SchoolId;
import org.junit.jupiter.api.Test;

/** What a store of how mails fared promises. */
public abstract class MailFatesContract {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    protected abstract SchoolId freshSchool();

    protected abstract MailFates fates();

    @Test
    void keepsTheLastOfEachRecipient() {
        SchoolId school = freshSchool();
        Recipient anja = Recipient.beheerder(school, "sub-1");
        Recipient bo = Recipient.beheerder(school, "sub-2");
        MailFate bounced = new MailFate(school, anja, MailFate.Outcome.BOUNCED, AT);
        MailFate delivered = new MailFate(school, anja, MailFate.Outcome.DELIVERED, AT.plusMillis(100));
        MailFate complained = new MailFate(school, bo, MailFate.Outcome.COMPLAINED, AT);

        fates().record(bounced);
        fates().record(delivered);
        fates().record(complained);

        assertThat(fates().of(school)).containsExactlyInAnyOrder(delivered, complained);
        assertThat(fates().of(freshSchool())).isEmpty();
    }

    @Test
    void keepsTheLater_whenTheEarlierComesAfterIt() {
        SchoolId school = freshSchool();
        Recipient anja = Recipient.beheerder(school, "sub-1");
        MailFate delivered = new MailFate(school, anja, MailFate.Outcome.DELIVERED, AT);
        MailFate bounced = new MailFate(school, anja, MailFate.Outcome.BOUNCED, AT.plusMillis(100));

        fates().record(bounced);
        fates().record(delivered);
        fates().record(bounced);

        assertThat(fates().of(school)).containsExactly(bounced);
    }
}
