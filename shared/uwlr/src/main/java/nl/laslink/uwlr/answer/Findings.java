package nl.laslink.uwlr.answer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.Delivery;

/** Collects what is noticed in one answer. */
final class Findings {
    /** Beyond this many of one code the places help nobody, and a hostile answer must not fill the memory. */
    static final int MOST_PER_CODE = 1_000;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<Finding.Code, Integer> numbers = new EnumMap<>(Finding.Code.class);
    private int pupilsLeftOut;

    public void add(Finding.Code code, Finding.Place place) {
        add(new Finding(code, place, Optional.empty()));
    }

    public void add(Finding finding) {
        Finding.Code code = finding.code();
        pupilsLeftOut += isLeftOut(code) && finding.place().subject() == Finding.Subject.PUPIL ? 1 : 0;
        if (numbers.merge(code, 1, Integer::sum) <= MOST_PER_CODE) {
            findings.add(finding);
        }
    }

    /** Of two names under one key or ECK iD only the later one is delivered: the other one is left out as well. */
    private static boolean isLeftOut(Finding.Code code) {
        return code == Finding.Code.PERSON_WITHOUT_IDENTITY
                || code == Finding.Code.PERSON_WITHOUT_NAME
                || code == Finding.Code.CONFLICTING_PERSON;
    }

    void leaveOutPupils(int number) {
        pupilsLeftOut += number;
    }

    boolean any() {
        return !numbers.isEmpty() || pupilsLeftOut > 0;
    }

    public Found found(Found.Counts counts) {
        return new Found(findings, numbers, counts);
    }

    public List<Delivery.Warning> warnings() {
        Map<Delivery.Kind, List<Delivery.Place>> places = findings.stream()
                .collect(Collectors.groupingBy(
                        f -> f.code().kind(), Collectors.mapping(Finding::inDelivery, Collectors.toList())));
        Map<Delivery.Kind, Delivery.Warning> warnings = new EnumMap<>(Delivery.Kind.class);
        numbers.forEach((code, number) -> {
            Delivery.Kind kind = code.kind();
            warnings.put(kind, new Delivery.Warning(kind, number, places.get(kind)));
        });
        if (pupilsLeftOut > 0) {
            Delivery.Kind kind = Delivery.Kind.PUPIL_LEFT_OUT;
            warnings.put(kind, new Delivery.Warning(kind, pupilsLeftOut));
        }
        return List.copyOf(warnings.values());
    }
}
