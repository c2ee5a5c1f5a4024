package nl.laslink.local.emulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nl.laslink.local.emulator.template.Template.Schedule;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00.123Z"), ZoneOffset.UTC);

    private final List<String> called = new ArrayList<>();

    @Test
    void runsTheFunctionNow_withTheTimeInItsInput() {
        try (Schedules schedules = schedules("cron(30 3 * * ? *)")) {
            schedules.runNow("NightSchedule");
        }

        assertThat(called).containsExactly("PlanFunction {\"scheduledAt\":\"2026-11-24T09:00:00Z\"}");
    }

    @Test
    void refuses_whenTheTemplateHasNoSuchSchedule() {
        try (Schedules schedules = schedules("cron(30 3 * * ? *)")) {
            assertThatThrownBy(() -> schedules.runNow("Other")).hasMessageContaining("no schedule Other");
        }
    }

    @Test
    void doesNotStart_whenAnExpressionIsUnknown() {
        try (Schedules schedules = schedules("at(2026-11-24T09:00:00)")) {
            assertThatThrownBy(schedules::start).hasMessageContaining("at(2026-11-24T09:00:00)");
        }
    }

    @Test
    void runsOnce_whenItsTimePassedByAMoveOfTheClock() {
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        try (Schedules schedules = schedules("cron(30 3 * * ? *)", following(now))) {
            schedules.start();

            now.set(CLOCK.instant().plus(Duration.ofHours(6)));
            assertThat(schedules.catchUp()).isEmpty();
            now.set(CLOCK.instant().plus(Duration.ofDays(3)));
            assertThat(schedules.catchUp()).containsExactly("NightSchedule");
            assertThat(schedules.catchUp()).isEmpty();
        }

        assertThat(called).containsExactly("PlanFunction {\"scheduledAt\":\"2026-11-27T09:00:00Z\"}");
    }

    private static Clock following(AtomicReference<Instant> now) {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private Schedules schedules(String expression) {
        return schedules(expression, CLOCK);
    }

    private Schedules schedules(String expression, Clock clock) {
        Schedule night = new Schedule(
                "NightSchedule",
                expression,
                "Europe/Amsterdam",
                "PlanFunction",
                "{\"scheduledAt\":\"<aws.scheduler.scheduled-time>\"}");
        return new Schedules(
                List.of(night),
                (function, event) -> {
                    called.add(function + " " + new String(event, StandardCharsets.UTF_8));
                    return new byte[0];
                },
                clock);
    }
}
