package nl.laslink.uwlr.answer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Kind;

/** Collects what is noticed in one answer. */
final class Findings {
    /** More places of one kind do not help, and a hostile answer must not fill the memory. */
    static final int MOST_PER_KIND = 1_000;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
    private final int answer;
    private int pupilsLeftOut;

    /** @param answer of a transfer the n-th, from 1 */
    Findings(int answer) {
        this.answer = answer;
    }

    Delivery.Place place(Delivery.Subject subject, int ordinal, int line) {
        return new Delivery.Place(answer, subject, ordinal, line);
    }

    void add(Kind kind, Delivery.Place place) {
        pupilsLeftOut += isLeftOut(kind) && place.subject() == Delivery.Subject.PUPIL ? 1 : 0;
        if (numbers.merge(kind, 1, Integer::sum) <= MOST_PER_KIND) {
            findings.add(new Finding(kind, place));
        }
    }

    /** While one key or ECK iD has two names, it is not known which pupil is missing. */
    private static boolean isLeftOut(Kind kind) {
        return kind == Kind.PERSON_WITHOUT_IDENTITY
                || kind == Kind.PERSON_WITHOUT_NAME
                || kind == Kind.CONFLICTING_PERSON;
    }

    /** Forgets these, if there is one for each of so many. */
    void dropIfOfAll(Kind kind, int number) {
        if (number > 0 && numbers.getOrDefault(kind, 0) == number) {
            numbers.remove(kind);
            findings.removeIf(finding -> finding.kind() == kind);
        }
    }

    void leaveOutPupils(int number) {
        pupilsLeftOut += number;
    }

    boolean any() {
        return !numbers.isEmpty() || pupilsLeftOut > 0;
    }

    Found found(Found.Counts counts) {
        return new Found(findings, numbers, counts);
    }

    List<Delivery.Warning> warnings() {
        Map<Kind, List<Delivery.Place>> places = findings.stream()
                .collect(Collectors.groupingBy(Finding::kind, Collectors.mapping(Finding::place, Collectors.toList())));
        Map<Kind, Delivery.Warning> warnings = new EnumMap<>(Kind.class);
        numbers.forEach((kind, number) -> warnings.put(kind, new Delivery.Warning(kind, number, places.get(kind))));
        if (pupilsLeftOut > 0) {
            warnings.put(Kind.PUPIL_LEFT_OUT, new Delivery.Warning(Kind.PUPIL_LEFT_OUT, pupilsLeftOut));
        }
        return List.copyOf(warnings.values());
    }
}
