package nl.laslink.local.emulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextRunTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T12:00:00Z, cron(30 3 * * ? *), Europe/Amsterdam, 2026-11-25T02:30:00Z",
        // The nights on which the clock goes forward and back.
        "2026-03-28T12:00:00Z, cron(30 3 * * ? *), Europe/Amsterdam, 2026-03-29T01:30:00Z",
        "2026-10-24T12:00:00Z, cron(30 3 * * ? *), Europe/Amsterdam, 2026-10-25T02:30:00Z",
        "2026-11-24T12:00:00Z, rate(5 minutes), UTC, 2026-11-24T12:05:00Z",
        "2026-11-24T12:00:00Z, rate(1 hour), UTC, 2026-11-24T13:00:00Z"
    })
    void findsTheNextRun(Instant now, String expression, String zone, Instant expected) {
        assertThat(NextRun.after(now, expression, zone)).isEqualTo(expected);
    }
}
