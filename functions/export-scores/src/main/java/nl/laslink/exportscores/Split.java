package nl.laslink.exportscores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;

/**
 * A LAS refuses a message as a whole and does not say for which result. In halves the rest arrives, and the one that is to blame
 * is left.
 */
final class Split {
    private Split() {}

    /** Two halves, or the same list when it cannot be split further. */
    static List<List<LedgerEntry>> of(List<LedgerEntry> results, FaultCode code) {
        Map<String, List<LedgerEntry>> units = new LinkedHashMap<>();
        results.forEach(result -> units.computeIfAbsent(unit(result, code), _ -> new ArrayList<>())
                .add(result));
        if (units.size() < 2) {
            return List.of(results);
        }
        List<List<LedgerEntry>> all = List.copyOf(units.values());
        int middle = all.size() / 2;
        return List.of(joined(all.subList(0, middle)), joined(all.subList(middle, all.size())));
    }

    /** Those that were refused once go alone and last: they must not hold the others up a second time. */
    static List<List<LedgerEntry>> messages(List<LedgerEntry> results, Set<ResultKey> doubted) {
        List<List<LedgerEntry>> messages = fitting(
                newestYearFirst(results).filter(r -> !doubted.contains(r.key())).toList());
        newestYearFirst(results)
                .filter(r -> doubted.contains(r.key()))
                .map(List::of)
                .forEach(messages::add);
        return messages;
    }

    /** A LAS that takes no results of a former year any more must not hold up those of this one. */
    private static Stream<LedgerEntry> newestYearFirst(List<LedgerEntry> results) {
        return results.stream().sorted(Comparator.comparing(Split::year).reversed());
    }

    private static SchoolYear year(LedgerEntry result) {
        return SchoolYear.at(result.takenOn());
    }

    /**
     * A message has one school year and each test once (kToetscode), so results of two years or of two versions of one test go
     * in two; and 90 results at most.
     */
    private static List<List<LedgerEntry>> fitting(List<LedgerEntry> results) {
        List<List<LedgerEntry>> messages = new ArrayList<>();
        for (LedgerEntry result : results) {
            messages.stream()
                    .filter(message -> message.size() < DeliveryLog.MOST_RESULTS)
                    .filter(message -> year(message.getFirst()).equals(year(result)))
                    .filter(message -> message.stream()
                            .allMatch(r -> !r.test().equals(result.test())
                                    || r.testVersion().equals(result.testVersion())))
                    .findFirst()
                    .orElseGet(() -> {
                        messages.add(new ArrayList<>());
                        return messages.getLast();
                    })
                    .add(result);
        }
        return messages;
    }

    private static String unit(LedgerEntry result, FaultCode code) {
        return switch (code) {
            case INVALID_PUPIL -> result.pupil().value();
            case INVALID_NORM, INVALID_VOCABULARY_TERM ->
                result.test() + " " + result.testVersion().orElse("");
            case INVALID_SCORE,
                    INVALID_OSO_RESULT,
                    INVALID_MESSAGE,
                    INTERNAL_ERROR,
                    TEMPORARILY_UNAVAILABLE,
                    INVALID_CUSTOMER,
                    INVALID_AUTHORISATION,
                    SHARED_KEY_REFUSED,
                    INVALID_VERSION,
                    UNKNOWN -> result.key().value();
        };
    }

    private static List<LedgerEntry> joined(List<List<LedgerEntry>> units) {
        return units.stream().flatMap(List::stream).toList();
    }
}
