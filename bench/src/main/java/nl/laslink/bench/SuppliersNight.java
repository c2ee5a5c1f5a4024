package nl.laslink.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * A night in which one LAS supplier takes 60 s an answer, simulated with five ways of queueing. It is arithmetic: no queue, no
 * function and no clock takes part, so two runs give the same figures. {@code bin/bench suppliers} writes them to
 * docs/benchmarks.md; ADR 24 decides on them.
 */
public final class SuppliersNight {
    static final double NORMAL_SECONDS = 4;
    static final double SLOW_SECONDS = 60;
    /** NightSpreadSeconds of the template. */
    private static final double SPREAD_SECONDS = 900;

    /** Shares of the schools, in percent. */
    private static final Map<String, Integer> SUPPLIERS = new TreeMap<>(Map.of("A", 55, "B", 25, "C", 15, "D", 5));

    /** A look at the lease that finds none: one call of the function, in seconds. */
    private static final double LOOK_SECONDS = 0.05;

    private static final double BACK_SECONDS = 60;

    private SuppliersNight() {}

    /** How the queue decides which message is next. */
    public sealed interface Queueing {
        /** How many contacts run at once. */
        int atOnce();

        /** One standard queue with a maximum over all suppliers. */
        record OneQueue(int atOnce) implements Queueing {}

        /** The same; who gets no lease of its LAS type goes back with a delay. */
        record Leases(int atOnce, int perType) implements Queueing {}

        /** A standard queue with a group per LAS type: it gives those with the fewest messages in flight first. */
        record FairQueue(int atOnce) implements Queueing {}

        /** A FIFO queue with a group per LAS type: one message of a group at a time, and no delay per message. */
        record Fifo(int atOnce) implements Queueing {}

        /** A queue per LAS type, each with its own maximum. */
        record QueuePerType(int perType) implements Queueing {
            @Override
            public int atOnce() {
                return perType * SUPPLIERS.size();
            }
        }
    }

    /**
     * @param end by supplier, the second at which its last school is done
     * @param looks calls that found no lease
     */
    public record Outcome(Map<String, Double> end, int looks) {
        double endOfOthers(String slow) {
            return end.entrySet().stream()
                    .filter(supplier -> !supplier.getKey().equals(slow))
                    .mapToDouble(Map.Entry::getValue)
                    .max()
                    .orElseThrow();
        }
    }

    private record Message(String supplier, double visible, int number) {}

    private record Running(String supplier, double until) {}

    public static Outcome night(Queueing queueing, int schools, Optional<String> slow) {
        List<Message> waiting = new ArrayList<>(messages(queueing, schools));
        PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingDouble(Running::until));
        Map<String, Integer> inFlight = new HashMap<>();
        Map<String, Double> end = new TreeMap<>();
        int looks = 0;
        double now = 0;
        while (!waiting.isEmpty() || !running.isEmpty()) {
            double moment = now;
            Optional<Message> next =
                    running.size() < queueing.atOnce() ? next(queueing, waiting, inFlight, moment) : Optional.empty();
            if (next.isEmpty()) {
                now = nextMoment(waiting, running, queueing.atOnce(), now);
                while (!running.isEmpty() && running.peek().until() <= now) {
                    Running done = running.poll();
                    inFlight.merge(done.supplier(), -1, Integer::sum);
                }
                continue;
            }
            Message message = next.get();
            waiting.remove(message);
            String supplier = message.supplier();
            if (queueing instanceof Queueing.Leases leases && inFlight.getOrDefault(supplier, 0) >= leases.perType()) {
                looks++;
                waiting.add(new Message(supplier, now + LOOK_SECONDS + BACK_SECONDS, message.number()));
                continue;
            }
            boolean isSlow = slow.filter(supplier::equals).isPresent();
            double until = now + (isSlow ? SLOW_SECONDS : NORMAL_SECONDS);
            running.add(new Running(supplier, until));
            inFlight.merge(supplier, 1, Integer::sum);
            end.merge(supplier, until, Math::max);
        }
        return new Outcome(end, looks);
    }

    /** Schools of all suppliers in turn, spread over the night; a FIFO queue knows no delay of one message. */
    private static List<Message> messages(Queueing queueing, int schools) {
        List<Message> messages = new ArrayList<>();
        Map<String, Integer> given = new HashMap<>();
        for (int number = 0; number < schools; number++) {
            int so = number;
            String supplier = SUPPLIERS.entrySet().stream()
                    .max(Comparator.comparingDouble(
                            s -> s.getValue() * (so + 1) / 100.0 - given.getOrDefault(s.getKey(), 0)))
                    .orElseThrow()
                    .getKey();
            given.merge(supplier, 1, Integer::sum);
            double begins = queueing instanceof Queueing.Fifo ? 0 : SPREAD_SECONDS * number / schools;
            messages.add(new Message(supplier, begins, number));
        }
        return messages;
    }

    private static Optional<Message> next(
            Queueing queueing, List<Message> waiting, Map<String, Integer> inFlight, double now) {
        Comparator<Message> oldest =
                Comparator.comparingDouble(Message::visible).thenComparingInt(Message::number);
        Comparator<Message> order =
                switch (queueing) {
                    case Queueing.FairQueue _ ->
                        Comparator.<Message>comparingInt(m -> inFlight.getOrDefault(m.supplier(), 0))
                                .thenComparing(oldest);
                    case Queueing.OneQueue _, Queueing.Leases _, Queueing.Fifo _, Queueing.QueuePerType _ -> oldest;
                };
        int most =
                switch (queueing) {
                    case Queueing.Fifo _ -> 1;
                    case Queueing.QueuePerType(int perType) -> perType;
                    case Queueing.OneQueue _, Queueing.Leases _, Queueing.FairQueue _ -> Integer.MAX_VALUE;
                };
        return waiting.stream()
                .filter(m -> m.visible() <= now && inFlight.getOrDefault(m.supplier(), 0) < most)
                .min(order);
    }

    private static double nextMoment(List<Message> waiting, PriorityQueue<Running> running, int atOnce, double now) {
        double free =
                running.isEmpty() ? Double.POSITIVE_INFINITY : running.peek().until();
        double visible = running.size() >= atOnce
                ? Double.POSITIVE_INFINITY
                : waiting.stream()
                        .mapToDouble(Message::visible)
                        .filter(v -> v > now)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        return Math.min(free, visible);
    }

    /** Dollars of the looks of one night: a send, a receive and a deletion in SQS, and a call of 0.05 s with 1 GB. */
    static double price(int looks) {
        return looks * (3 * 0.4e-6 + 0.2e-6 + LOOK_SECONDS * 1.33334e-5 + 2 * 0.7068e-6);
    }

    public static void main(String[] arguments) {
        List<Queueing> all = List.of(
                new Queueing.OneQueue(10),
                new Queueing.Leases(20, 5),
                new Queueing.FairQueue(10),
                new Queueing.Fifo(10),
                new Queueing.QueuePerType(5));
        System.out.println(
                "| schools | slow | queueing | others end | without a slow one | later | slow one ends | looks | price |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int schools : new int[] {1_000, 3_000}) {
            for (String slow : List.of("A", "B")) {
                for (Queueing queueing : all) {
                    System.out.println(row(queueing, schools, slow));
                }
            }
        }
    }

    private static String row(Queueing queueing, int schools, String slow) {
        Outcome with = night(queueing, schools, Optional.of(slow));
        Outcome without = night(queueing, schools, Optional.empty());
        double others = with.endOfOthers(slow);
        double before = without.endOfOthers(slow);
        return String.format(
                Locale.ROOT,
                "| %,d | %s | %s | %,.0f s | %,.0f s | %.0f%% | %,.0f s | %,d | $%.3f |",
                schools,
                slow,
                name(queueing),
                others,
                before,
                100 * (others - before) / before,
                with.end().get(slow),
                with.looks(),
                price(with.looks()));
    }

    private static String name(Queueing queueing) {
        return switch (queueing) {
            case Queueing.OneQueue(int atOnce) -> "one queue, " + atOnce + " at once (today)";
            case Queueing.Leases(int atOnce, int perType) -> "lease: " + perType + " a type, " + atOnce + " at once";
            case Queueing.FairQueue(int atOnce) -> "fair queue, " + atOnce + " at once";
            case Queueing.Fifo(int atOnce) -> "FIFO by type, " + atOnce + " at once";
            case Queueing.QueuePerType(int perType) -> "queue per type, " + perType + " at once each";
        };
    }
}
