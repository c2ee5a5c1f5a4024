package nl.laslink.local.emulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductClockTest {
    private static final Instant NOW = Instant.parse("2026-11-24T22:30:00Z");
    private static final Clock MACHINE = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @Test
    void isTheMachines_untilItIsMoved() {
        assertThat(clock().instant()).isEqualTo(NOW);
        assertThat(clock().ahead()).isEqualTo(Duration.ZERO);
    }

    @Test
    void staysAhead_afterARestart() {
        Instant later = NOW.plus(Duration.ofDays(250));
        clock().moveTo(later);

        ProductClock restarted = clock();

        assertThat(restarted.instant()).isEqualTo(later);
        restarted.moveTo(later.plusSeconds(1));
        assertThat(clock().ahead()).isEqualTo(Duration.ofDays(250).plusSeconds(1));
    }

    @Test
    void movesInEveryZone() {
        ProductClock clock = clock();
        Clock dutch = clock.withZone(ZoneId.of("Europe/Amsterdam"));

        clock.moveTo(NOW.plus(Duration.ofDays(1)));

        assertThat(LocalDate.now(dutch)).isEqualTo(LocalDate.of(2026, 11, 25));
        assertThat(LocalDate.now(clock)).isEqualTo(LocalDate.of(2026, 11, 25));
    }

    @Test
    void doesNotGoBack() {
        ProductClock clock = clock();

        assertThatThrownBy(() -> clock.moveTo(NOW.minusSeconds(1))).hasMessage("the clock does not go back");
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    private ProductClock clock() {
        return ProductClock.keptIn(folder.resolve("clock"), MACHINE);
    }
}
