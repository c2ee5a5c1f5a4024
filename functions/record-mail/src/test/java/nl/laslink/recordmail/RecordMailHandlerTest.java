package nl.laslink.recordmail;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.mail.DeliveryStatuses;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.InMemoryDeliveryStatuses;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

class RecordMailHandlerTest {
    private static final String BOUNCED = Invoke.event("record-mail/email-bounced");
    private static final String COMPLAINED = Invoke.event("record-mail/email-complaint");
    private static final String DELIVERED = Invoke.event("record-mail/email-delivered");
    private static final Recipient ANJA = Recipient.beheerder(SCHOOL, "anja");
    private static final Instant AT = Instant.parse("2026-11-24T14:05:09.120Z");

    private final InMemoryDeliveryStatuses statuses = new InMemoryDeliveryStatuses(new InMemoryTables());
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private List<String> record(String event) {
        return record(event, statuses);
    }

    private List<String> record(String event, DeliveryStatuses some) {
        Log log = Invoke.log(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return Invoke.failed(new RecordMailHandler(some, log), event);
    }

    @Test
    void remembersBounce_ofTheRecipientThatItsTagsName() {
        assertThat(record(BOUNCED)).isEmpty();

        assertThat(statuses.of(SCHOOL))
                .containsExactly(new DeliveryStatus(SCHOOL, ANJA, DeliveryStatus.Outcome.BOUNCED, AT));
    }

    @Test
    void remembersComplaint() {
        assertThat(record(COMPLAINED)).isEmpty();

        assertThat(statuses.of(SCHOOL))
                .containsExactly(new DeliveryStatus(SCHOOL, ANJA, DeliveryStatus.Outcome.COMPLAINED, AT));
    }

    @Test
    void forgetsBounce_whenALaterMailArrived_andNotWhenAnEarlierOneDid() {
        record(BOUNCED);
        record(DELIVERED.replace("2026-11-24T14:05:09.120Z", "2026-11-23T14:05:09.120Z"));
        assertThat(statuses.of(SCHOOL))
                .extracting(DeliveryStatus::outcome)
                .containsExactly(DeliveryStatus.Outcome.BOUNCED);

        record(DELIVERED.replace("2026-11-24T14:05:09.120Z", "2026-11-25T14:05:09.120Z"));

        assertThat(statuses.of(SCHOOL))
                .extracting(DeliveryStatus::outcome)
                .containsExactly(DeliveryStatus.Outcome.DELIVERED);
    }

    @Test
    void recordsNothingTwice_whenToldTwice() {
        record(BOUNCED);
        record(BOUNCED);

        assertThat(statuses.of(SCHOOL)).hasSize(1);
    }

    @Test
    void recordsNothing_ofAnAutomaticAnswer_butOfAFullMailboxItDoes() {
        String away = BOUNCED.replace("Permanent", "Transient");
        assertThat(record(away)).isEmpty();
        assertThat(statuses.of(SCHOOL)).isEmpty();

        record(BOUNCED.replace("Permanent", "Transient").replace("\\\"General\\\"", "\\\"MailboxFull\\\""));

        assertThat(statuses.of(SCHOOL)).hasSize(1);
    }

    @Test
    void recordsNothing_ofAMailWithoutOurTags() {
        assertThat(record(BOUNCED.replace("\\\"recipient\\\":", "\\\"somebody\\\":")))
                .isEmpty();

        assertThat(statuses.of(SCHOOL)).isEmpty();
    }

    @Test
    void saysThatCustomerServiceIsUnreached_asAnError() {
        record(BOUNCED.replace(ANJA.value(), "customer-service"));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("\"level\":\"ERROR\"", "\"code\":\"customer-service-unreached\"", SCHOOL.toString())
                .contains("\"CustomerServiceUnreached\":1");
    }

    @Test
    void logsNoAddress() {
        record(BOUNCED);
        record(COMPLAINED);
        record(DELIVERED);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains(ANJA.value())
                .doesNotContain("@", "example");
    }

    @Test
    void recordsWithoutAChain_whenItsTagHasAnotherForm() {
        assertThat(record(BOUNCED.replaceAll("(\\\\\"correlation\\\\\":\\[\\\\\")[^\\\\]*", "$1Noor Bakker")))
                .isEmpty();

        assertThat(statuses.of(SCHOOL)).hasSize(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("Noor", "correlationId");
    }

    @Test
    void comesAgain_whenItCouldNotBeStored() {
        DeliveryStatuses down = new DeliveryStatuses() {
            @Override
            public void record(DeliveryStatus status) {
                throw new IllegalStateException("no table");
            }

            @Override
            public List<DeliveryStatus> of(SchoolId school) {
                return List.of();
            }
        };

        assertThat(record(BOUNCED, down)).hasSize(1);
        assertThat(record(BOUNCED)).isEmpty();
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatThrownBy(() -> new RecordMailHandler(Map.of(), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining("LINKS_TABLE");
    }
}
