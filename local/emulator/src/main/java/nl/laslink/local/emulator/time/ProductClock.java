package nl.laslink.local.emulator.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the whole local product: this machine's, or ahead of it. It never goes back, as data would be of the future. */
public final class ProductClock extends Clock {
    private final Clock machine;
    private final Path file;
    private volatile Duration ahead;

    private ProductClock(Clock machine, Path file, Duration ahead) {
        this.machine = machine;
        this.file = file;
        this.ahead = ahead;
    }

    /** A clock that is as far ahead as the last one that was kept in this file. */
    public static ProductClock keptIn(Path file, Clock machine) {
        try {
            Duration ahead =
                    Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
            return new ProductClock(machine, file, ahead);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How far this clock is ahead of the machine's. */
    public Duration ahead() {
        return ahead;
    }

    /** @throws IllegalArgumentException when {@code instant} is in the past of this clock */
    public synchronized void moveTo(Instant instant) {
        Duration step = Duration.between(instant(), instant);
        if (step.isNegative()) {
            throw new IllegalArgumentException("the clock does not go back");
        }
        Duration next = ahead.plus(step);
        try {
            Files.writeString(file, next.toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        ahead = next;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : new InZone(this, zone);
    }

    /** The same clock, also after it was moved. */
    private static final class InZone extends Clock {
        private final Clock clock;
        private final ZoneId zone;

        private InZone(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return clock.withZone(other);
        }
    }
}
