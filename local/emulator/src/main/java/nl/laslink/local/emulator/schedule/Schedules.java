package nl.laslink.local.emulator.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.template.Template.Schedule;

/** The template's schedules; each fires at its time, or when somebody asks. */
public final class Schedules implements AutoCloseable {
    private static final String SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";

    private final List<Schedule> schedules;
    private final Functions functions;
    private final Clock clock;
    private final Map<Schedule, Planned> planned = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("schedules").factory());

    private record Planned(Instant next, ScheduledFuture<?> timer) {}

    public Schedules(List<Schedule> schedules, Functions functions, Clock clock) {
        this.schedules = List.copyOf(schedules);
        this.functions = functions;
        this.clock = clock;
    }

    public void start() {
        schedules.forEach(this::plan);
    }

    /**
     * Runs a schedule's function now, as scheduled for this second.
     *
     * @throws Functions.FunctionFailed when the function failed
     */
    public void runNow(String name) {
        Schedule schedule = schedules.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the template has no schedule " + name));
        run(schedule, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * To be called when the clock was moved: each schedule whose time has passed runs once, now.
     *
     * @return their names
     * @throws Functions.FunctionFailed when a function failed
     */
    public List<String> catchUp() {
        List<Schedule> missed = new ArrayList<>();
        synchronized (planned) {
            Map.copyOf(planned).forEach((schedule, run) -> {
                run.timer().cancel(false);
                if (!run.next().isAfter(clock.instant())) {
                    missed.add(schedule);
                }
                plan(schedule);
            });
        }
        missed.forEach(schedule -> runNow(schedule.name()));
        return missed.stream().map(Schedule::name).sorted().toList();
    }

    private void plan(Schedule schedule) {
        Instant now = clock.instant();
        Instant next = NextRun.after(now, schedule.expression(), schedule.zone());
        ScheduledFuture<?> run = timer.schedule(
                () -> {
                    plan(schedule);
                    try {
                        run(schedule, next);
                    } catch (Functions.FunctionFailed failed) {
                        System.err.println(schedule.name() + ": " + failed.getMessage());
                    }
                },
                Duration.between(now, next).toMillis(),
                TimeUnit.MILLISECONDS);
        synchronized (planned) {
            planned.put(schedule, new Planned(next, run));
        }
    }

    private void run(Schedule schedule, Instant scheduledAt) {
        functions.invoke(
                schedule.function(),
                schedule.input().replace(SCHEDULED_TIME, scheduledAt.toString()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
