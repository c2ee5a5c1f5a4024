package nl.laslink.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nanoseconds of one run: on the clock, of its thread's CPU, and of the process's CPU, which includes compilation and garbage collection. */
record Times(long wall, long thread, long process) {
    static Times of(Runnable run) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = ManagementFactory.getThreadMXBean();
        long process = system.getProcessCpuTime();
        long thread = threads.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        run.run();
        return new Times(
                System.nanoTime() - wall,
                threads.getCurrentThreadCpuTime() - thread,
                system.getProcessCpuTime() - process);
    }

    static Times median(List<Times> all) {
        return new Times(median(all, Times::wall), median(all, Times::thread), median(all, Times::process));
    }

    private static long median(List<Times> all, ToLongFunction<Times> part) {
        return all.stream()
                .mapToLong(part)
                .sorted()
                .skip(all.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    static Times parse(String text) {
        List<Long> parts = Stream.of(text.strip().split(" ")).map(Long::valueOf).collect(Collectors.toList());
        return new Times(parts.get(0), parts.get(1), parts.get(2));
    }

    String line() {
        return wall + " " + thread + " " + process;
    }

    String cells() {
        return "%s | %s | %s".formatted(milliseconds(wall), milliseconds(thread), milliseconds(process));
    }

    private static String milliseconds(long nanoseconds) {
        return Long.toString(Math.round(nanoseconds / 1e6));
    }
}
