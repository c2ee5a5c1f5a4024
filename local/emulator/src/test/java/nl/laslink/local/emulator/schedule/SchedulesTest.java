package nl.laslink.local.emulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

    private Schedules schedules(String expression) {
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
                CLOCK);
    }
}
