package nl.laslink.local.emulator.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight();

    @Test
    void isIdle_whenNothingRunsAndNothingWaits() {
        inFlight.watch(() -> true);

        assertThat(inFlight.isIdle()).isTrue();
    }

    @Test
    void isBusy_untilThePieceIsClosed() {
        InFlight.Piece piece = inFlight.begin();

        assertThat(inFlight.isIdle()).isFalse();

        piece.close();

        assertThat(inFlight.isIdle()).isTrue();
    }

    @Test
    void isBusy_whenOneStoreHoldsSomething() {
        inFlight.watch(() -> true);
        inFlight.watch(() -> false);

        assertThat(inFlight.isIdle()).isFalse();
    }

    /** Work may move from a store not looked at yet into one that was, but only through a function. */
    @Test
    void isBusy_whenAPieceBeganAndEndedWhileItLooked() {
        AtomicBoolean moves = new AtomicBoolean(true);
        inFlight.watch(() -> {
            if (moves.getAndSet(false)) {
                inFlight.begin().close();
            }
            return true;
        });

        assertThat(inFlight.isIdle()).isFalse();
        assertThat(inFlight.isIdle()).isTrue();
    }

    @Test
    void waitsUntilTheStoreIsEmpty() throws InterruptedException {
        AtomicBoolean first = new AtomicBoolean(true);
        inFlight.watch(() -> !first.getAndSet(false));

        assertThat(inFlight.awaitIdle(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void saysSo_whenTheTimeWasUpFirst() throws InterruptedException {
        inFlight.watch(() -> false);

        assertThat(inFlight.awaitIdle(Duration.ZERO)).isFalse();
    }
}
