package nl.laslink.uwlr.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Kind;
import nl.laslink.domain.delivery.Delivery.Warning;
import nl.laslink.domain.school.SchoolType;

/**
 * What the stages of a transfer bring together: the groups first, then the people. Everybody is asked for twice: by group (or as
 * one without) and by composite group (or as one without), so it is a school only when both sides bring the same people.
 */
public final class StagedSchool {
    private final Collected school;
    private final Side byGroup = new Side();
    private final Side byCompositeGroup = new Side();

    private static final class Side {
        private final List<Findings> findings = new ArrayList<>();
        private final Set<Integer> pupils = new HashSet<>();
        private final Set<Integer> teachers = new HashSet<>();

        Stream<Warning> warnings() {
            return sum(findings.stream().flatMap(f -> f.warnings().stream()));
        }
    }

    /** @param structure the first answer */
    public StagedSchool(Judgement.PartOfSchool structure) {
        this.school = structure.collected().withoutPeople();
    }

    /** The people of some groups, or of none, of one kind. */
    public void add(Judgement.PartOfSchool part, boolean composite) {
        Side side = composite ? byCompositeGroup : byGroup;
        side.findings.add(part.collected().findings());
        school.addPeople(part.collected(), side.pupils, side.teachers);
    }

    public int people() {
        return school.people();
    }

    /** Empty when something did not come, or changed between two answers. */
    public Optional<Delivery> whole(Optional<SchoolType> type) {
        if (byGroup.pupils.isEmpty()
                || !areSame(byGroup.pupils, byCompositeGroup.pupils, school.conflictingPupils())
                || !areSame(byGroup.teachers, byCompositeGroup.teachers, school.conflictingTeachers())) {
            return Optional.empty();
        }
        Delivery all = school.wholeSchool(type);
        return Optional.of(new Delivery(
                all.schoolYear(),
                all.groups(),
                all.teachers(),
                all.pupils(),
                warnings().toList()));
    }

    /** Of two names under one identity each may stand on one side only: that is odd, not incomplete. */
    private static boolean areSame(Set<Integer> one, Set<Integer> other, Set<Integer> conflicting) {
        Set<Integer> rest = new HashSet<>(one);
        Set<Integer> otherRest = new HashSet<>(other);
        rest.removeAll(conflicting);
        otherRest.removeAll(conflicting);
        return rest.equals(otherRest);
    }

    /** Everybody was asked for twice, so what was odd is counted on the side that had most of it. */
    private Stream<Warning> warnings() {
        Stream<Warning> ofPeople = merged(
                        Stream.concat(byGroup.warnings(), byCompositeGroup.warnings()),
                        BinaryOperator.maxBy(Comparator.comparingInt(Warning::count)))
                // A person in several of the requested groups occurs in several answers.
                .filter(warning -> warning.kind() != Kind.DUPLICATE_PERSON);
        return sum(Stream.concat(ofPeople, school.findings().warnings().stream()));
    }

    private static Stream<Warning> sum(Stream<Warning> warnings) {
        return merged(
                warnings,
                (one, other) -> new Warning(
                        one.kind(),
                        one.count() + other.count(),
                        Stream.concat(one.places().stream(), other.places().stream())
                                .toList()));
    }

    private static Stream<Warning> merged(Stream<Warning> warnings, BinaryOperator<Warning> merger) {
        Map<Kind, Warning> merged = new EnumMap<>(Kind.class);
        warnings.forEach(warning -> merged.merge(warning.kind(), warning, merger));
        return merged.values().stream();
    }
}
