package nl.laslink.domain.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the test centre sent about a school on one Dutch day, counted from the steps of its results and from what was refused, so
 * that a message that comes twice counts once. An event that was refused and offered again counts on the day it was taken.
 *
 * @param stored how many results came, or came anew
 * @param superseded how many of these came in the place of an earlier value
 * @param withdrawn how many results were withdrawn
 */
public record ArrivalsOfDay(
        LocalDate day, int stored, int superseded, int withdrawn, Map<RefusedArrival.Reason, Integer> refused) {
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    public ArrivalsOfDay {
        refused = Map.copyOf(refused);
    }

    public int arrived() {
        return stored
                + withdrawn
                + refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The days on which anything came, the latest first. */
    public static List<ArrivalsOfDay> of(Collection<LedgerEntry> ledger, Collection<RefusedArrival> refused) {
        Map<LocalDate, Counter> days = new TreeMap<>(Comparator.reverseOrder());
        // What was left behind repeats the steps of the result that moved.
        ledger.stream().filter(entry -> !entry.isLeftBehind()).forEach(entry -> entry.history()
                .forEach(step ->
                        days.computeIfAbsent(day(step.at()), _ -> new Counter()).count(step.cause())));
        refused.forEach(arrival -> days.computeIfAbsent(day(arrival.at()), _ -> new Counter())
                .refused
                .merge(arrival.reason(), 1, Integer::sum));
        return days.entrySet().stream()
                .map(day -> day.getValue().of(day.getKey()))
                .filter(day -> day.arrived() > 0)
                .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, DUTCH);
    }

    private static final class Counter {
        private final Map<RefusedArrival.Reason, Integer> refused = new EnumMap<>(RefusedArrival.Reason.class);
        private int stored;
        private int superseded;
        private int withdrawn;

        void count(ScoreStep.Cause cause) {
            switch (cause) {
                case ScoreStep.Cause.Normed() -> stored++;
                case ScoreStep.Cause.Corrected _ -> {
                    stored++;
                    superseded++;
                }
                case ScoreStep.Cause.WithdrawnByTestCentre() -> withdrawn++;
                case ScoreStep.Cause.NormsCorrected(),
                        ScoreStep.Cause.Checked(),
                        ScoreStep.Cause.Sending(),
                        ScoreStep.Cause.Answered(),
                        ScoreStep.Cause.MovedToOtherPupil _,
                        ScoreStep.Cause.DeliveredToOther _,
                        ScoreStep.Cause.LinkCorrected(),
                        ScoreStep.Cause.Pressed _ -> {}
            }
        }

        ArrivalsOfDay of(LocalDate day) {
            return new ArrivalsOfDay(day, stored, superseded, withdrawn, refused);
        }
    }
}
