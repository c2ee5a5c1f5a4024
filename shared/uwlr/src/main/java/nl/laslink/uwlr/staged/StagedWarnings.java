package nl.laslink.uwlr.staged;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Kind;
import nl.laslink.domain.delivery.Delivery.Warning;

/** What was odd in the answers of a staged transfer, with the answer in each place. */
final class StagedWarnings {
    private final Map<Kind, Warning> other = new EnumMap<>(Kind.class);
    private final Map<Kind, Warning> byGroup = new EnumMap<>(Kind.class);
    private final Map<Kind, Warning> byCompositeGroup = new EnumMap<>(Kind.class);

    void ofGroups(List<Warning> warnings, int answer) {
        warnings.forEach(warning -> add(other, in(warning, answer)));
    }

    void ofPeople(List<Warning> warnings, boolean composite, int answer) {
        for (Warning warning : warnings) {
            // Whoever is in several of the groups that were asked for may well stand in the answer several times.
            if (warning.kind() != Kind.DUPLICATE_PERSON) {
                add(composite ? byCompositeGroup : byGroup, in(warning, answer));
            }
        }
    }

    /** What shows only once everything is there, so that no place can be told. */
    void ofWhole(Kind kind, int count) {
        if (count > 0) {
            add(other, new Warning(kind, count));
        }
    }

    /** Everybody was asked for twice, so what was odd is counted on the side that had most of it. */
    List<Warning> all() {
        Map<Kind, Warning> all = new EnumMap<>(byGroup);
        byCompositeGroup.forEach((kind, warning) -> all.merge(kind, warning, StagedWarnings::most));
        other.values().forEach(warning -> add(all, warning));
        return List.copyOf(all.values());
    }

    private static Warning in(Warning warning, int answer) {
        List<Delivery.Place> places = warning.places().stream()
                .map(p -> new Delivery.Place(answer, p.subject(), p.ordinal(), p.line(), p.field()))
                .toList();
        return new Warning(warning.kind(), warning.count(), places);
    }

    private static void add(Map<Kind, Warning> warnings, Warning warning) {
        warnings.merge(warning.kind(), warning, StagedWarnings::sum);
    }

    private static Warning sum(Warning one, Warning other) {
        List<Delivery.Place> places =
                Stream.concat(one.places().stream(), other.places().stream()).toList();
        return new Warning(one.kind(), one.count() + other.count(), places);
    }

    private static Warning most(Warning one, Warning other) {
        return other.count() > one.count() ? other : one;
    }
}
