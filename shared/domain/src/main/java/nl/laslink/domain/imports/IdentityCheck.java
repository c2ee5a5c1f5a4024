package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.imports.NameForm.Comparison;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;

/**
 * Decides whether a delivered record is the existing record that has its ECK iD or LAS key. A key is a claim: a LAS gives a
 * key to another child, to two children, or exchanges the keys of two. A doubted record never settles; a person decides.
 */
final class IdentityCheck {
    private final KnownRecords known;
    private final Supplier<Candidates> candidates;
    private final Map<LasKey, Shared> sharedByGroup = new HashMap<>();
    private final Set<KindAndIdentity> repeated;
    private final Collection<? extends DeliveredRecord> delivered;
    private final Map<Trait, List<DeliveredRecord>> deliveredByTrait = new HashMap<>();

    /** An ECK iD or LAS key of one kind of record. */
    private record KindAndIdentity(RowKind kind, Object identity) {
        static Stream<KindAndIdentity> all(DeliveredRecord record) {
            LasIdentity identity = record.identity();
            return Stream.concat(identity.eckId().stream(), identity.lastingKey().stream())
                    .map(one -> new KindAndIdentity(RowKind.of(record), one));
        }
    }

    /** What one answer gives to two records. */
    private static Set<KindAndIdentity> repeated(Collection<? extends DeliveredRecord> delivered) {
        Set<KindAndIdentity> once = new HashSet<>();
        return delivered.stream()
                .flatMap(KindAndIdentity::all)
                .filter(identity -> !once.add(identity))
                .collect(Collectors.toSet());
    }

    /** How many delivered pupils of a group are known, and how many of those each existing group has now. */
    private record Shared(Map<String, Integer> byExistingGroup, int known) {
        boolean isFewerThanHalfOf(Group existing) {
            return known > 0 && 2 * byExistingGroup.getOrDefault(existing.id().value(), 0) < known;
        }
    }

    IdentityCheck(
            KnownRecords known, Supplier<Candidates> candidates, Collection<? extends DeliveredRecord> delivered) {
        this.known = known;
        this.candidates = candidates;
        this.repeated = repeated(delivered);
        this.delivered = delivered;
        Map<LasKey, Map<String, Integer>> counts = new HashMap<>();
        Map<LasKey, Integer> totals = new HashMap<>();
        for (DeliveredRecord record : delivered) {
            if (!(record instanceof DeliveredPupil pupil)
                    || pupil.group().isEmpty()
                    || !(known.any(pupil).orElse(null) instanceof Pupil existing)) {
                continue;
            }
            LasKey group = pupil.group().get();
            totals.merge(group, 1, Integer::sum);
            existing.group().ifPresent(now -> counts.computeIfAbsent(group, _ -> new HashMap<>())
                    .merge(now.value(), 1, Integer::sum));
        }
        totals.forEach(
                (group, total) -> sharedByGroup.put(group, new Shared(counts.getOrDefault(group, Map.of()), total)));
    }

    boolean isDoubted(DeliveredRecord delivered, RosterRecord existing) {
        if (KnownRecords.hasOtherEckId(existing, delivered)
                || !repeated.isEmpty() && KindAndIdentity.all(delivered).anyMatch(repeated::contains)) {
            return true;
        }
        return switch (delivered) {
            case DeliveredGroup group -> existing instanceof Group before && isDoubted(group, before);
            case DeliveredTeacher teacher -> existing instanceof Teacher before && isDoubted(teacher, before);
            case DeliveredPupil pupil -> existing instanceof Pupil before && isDoubted(pupil, before);
        };
    }

    /** A renamed group is the same group as long as half of its known pupils are in it, and no other group has the name. */
    private boolean isDoubted(DeliveredGroup delivered, Group existing) {
        GroupForm form = GroupForm.of(delivered);
        if (!delivered.named() || form.name().equals(GroupForm.of(existing).name())) {
            return false;
        }
        boolean isNameOfAnother = candidates.get().groups(form).stream()
                .anyMatch(other -> !other.entry().id().equals(existing.id())
                        && other.form().composite() == form.composite()
                        && other.form().name().equals(form.name()));
        return isNameOfAnother
                || Optional.ofNullable(sharedByGroup.get(delivered.key()))
                        .filter(shared -> shared.isFewerThanHalfOf(existing))
                        .isPresent();
    }

    private boolean isDoubted(DeliveredTeacher delivered, Teacher existing) {
        if (delivered.name().equals(existing.name())) {
            return false;
        }
        TeacherForm form = TeacherForm.of(delivered);
        Fit fit = fit(form, TeacherForm.of(existing), delivered.name());
        if (fit.birthDate == BirthDates.EQUAL) {
            return false;
        }
        TeacherForm existingForm = TeacherForm.of(existing);
        return !(fit.firstName.isAlike() && fit.surname.isAlike())
                || candidates.get().teachers(form).stream()
                        .filter(other -> !other.entry().id().equals(existing.id()))
                        .anyMatch(other ->
                                fit(form, other.form(), delivered.name()).isBetterThan(fit))
                || deliveredWith(surnameTrait(existingForm.name()))
                        .filter(other -> other != delivered)
                        .anyMatch(other -> other instanceof DeliveredTeacher teacher
                                && fit(TeacherForm.of(teacher), existingForm, teacher.name())
                                        .isBetterThan(fit));
    }

    private boolean isDoubted(DeliveredPupil delivered, Pupil existing) {
        if (delivered.name().equals(existing.name()) && delivered.birthDate().equals(existing.birthDate())) {
            return false;
        }
        PupilForm form = PupilForm.of(delivered, Map.of());
        Fit fit = fit(form, PupilForm.of(existing), delivered.name());
        if (fit.isEqual()) {
            return false;
        }
        PupilForm existingForm = PupilForm.of(existing);
        return !fit.isSamePupil()
                || candidates.get().pupils(form).stream()
                        .filter(other -> !other.entry().id().equals(existing.id()))
                        .anyMatch(other ->
                                fit(form, other.form(), delivered.name()).isBetterThan(fit))
                || Stream.concat(
                                deliveredWith(surnameTrait(existingForm.name())),
                                existing.birthDate().stream()
                                        .flatMap(date -> deliveredWith(new Trait(RowKind.PUPIL, date))))
                        .filter(other -> other != delivered)
                        .anyMatch(other -> other instanceof DeliveredPupil pupil
                                && fit(PupilForm.of(pupil, Map.of()), existingForm, pupil.name())
                                        .isBetterThan(fit));
    }

    /** A surname or birth date of a kind of record; a person who fits a record better than another has one of them. */
    private record Trait(Object kind, Object value) {}

    private static Trait surnameTrait(NameForm name) {
        return new Trait(PersonName.Part.SURNAME, name.surname().glued());
    }

    /** Most answers have no changed name, so that this is indexed when it is needed. */
    private Stream<DeliveredRecord> deliveredWith(Trait trait) {
        if (deliveredByTrait.isEmpty()) {
            delivered.forEach(record -> traits(record).forEach(one -> deliveredByTrait
                    .computeIfAbsent(one, _ -> new ArrayList<>(1))
                    .add(record)));
        }
        return deliveredByTrait.getOrDefault(trait, List.of()).stream();
    }

    private static List<Trait> traits(DeliveredRecord record) {
        return switch (record) {
            case DeliveredGroup _ -> List.of();
            case DeliveredTeacher teacher -> List.of(surnameTrait(NameForm.of(teacher.name())));
            case DeliveredPupil pupil ->
                Stream.concat(
                                Stream.of(surnameTrait(NameForm.of(pupil.name()))),
                                pupil.birthDate().stream().map(date -> new Trait(RowKind.PUPIL, date)))
                        .toList();
        };
    }

    private static Fit fit(PupilForm delivered, PupilForm existing, PersonName name) {
        return new Fit(
                firstName(delivered.name(), existing.name(), name),
                surname(delivered.name(), existing.name(), name),
                BirthDates.compared(delivered.birthDate(), existing.birthDate()));
    }

    /** A teacher has no birth date; the address says as much. */
    private static Fit fit(TeacherForm delivered, TeacherForm existing, PersonName name) {
        boolean isSameAddress =
                delivered.email().isPresent() && delivered.email().equals(existing.email());
        return new Fit(
                firstName(delivered.name(), existing.name(), name),
                surname(delivered.name(), existing.name(), name),
                isSameAddress ? BirthDates.EQUAL : BirthDates.MISSING);
    }

    /** An unread part is no evidence, and the known value stays. */
    private static Comparison firstName(NameForm delivered, NameForm existing, PersonName name) {
        return name.unread().contains(PersonName.Part.FIRST_NAME)
                ? Comparison.EQUAL
                : delivered.firstName().compared(existing.firstName());
    }

    private static Comparison surname(NameForm delivered, NameForm existing, PersonName name) {
        return name.unread().contains(PersonName.Part.SURNAME)
                ? Comparison.EQUAL
                : delivered.surname().compared(existing.surname());
    }

    /** How well a delivered person fits an existing record. */
    private record Fit(Comparison firstName, Comparison surname, BirthDates birthDate) {

        boolean isEqual() {
            return firstName == Comparison.EQUAL && surname == Comparison.EQUAL && birthDate == BirthDates.EQUAL;
        }

        /** With an equal birth date one name may differ: marriage, a nickname, a typing error. */
        boolean isSamePupil() {
            if (firstName.isAlike() && surname.isAlike()) {
                return birthDate != BirthDates.DIFFERENT;
            }
            return birthDate == BirthDates.EQUAL
                    && (firstName.isAlike() && surname == Comparison.DIFFERENT
                            || firstName == Comparison.DIFFERENT && surname == Comparison.EQUAL);
        }

        boolean isBetterThan(Fit other) {
            List<Integer> mine = ranks();
            List<Integer> others = other.ranks();
            boolean isWorse = false;
            for (int i = 0; i < mine.size(); i++) {
                isWorse |= mine.get(i) < others.get(i);
            }
            return !isWorse && !mine.equals(others);
        }

        private List<Integer> ranks() {
            return List.of(
                    rank(firstName),
                    rank(surname),
                    switch (birthDate) {
                        case EQUAL -> 2;
                        case NEARLY_EQUAL, MISSING -> 1;
                        case DIFFERENT -> 0;
                    });
        }

        private static int rank(Comparison name) {
            return switch (name) {
                case EQUAL -> 2;
                case SIMILAR -> 1;
                case MISSING, DIFFERENT -> 0;
            };
        }
    }
}
