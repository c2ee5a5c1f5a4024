package nl.laslink.uwlr.answer;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Kind;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.answer.PersonFields.Reference;

/** The records of one answer, checked for what the schema does not check: its rules for keys and references never fire. */
final class Collected {
    private static final LocalDate FIRST_BIRTH_DATE = LocalDate.of(1900, 1, 1);

    private final Findings findings;
    private final Map<LasKey, GroupFields> groups = new LinkedHashMap<>();
    private final People pupils = new People();
    private final People teachers = new People();
    private final Repeated<String> texts = new Repeated<>();
    private final Repeated<LocalDate> days = new Repeated<>();
    private final Repeated<Reference> references = new Repeated<>();
    private Optional<Found.Counts> counts = Optional.empty();

    Collected(Findings findings) {
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    Repeated<String> texts() {
        return texts;
    }

    Repeated<LocalDate> days() {
        return days;
    }

    Repeated<Reference> references() {
        return references;
    }

    /** Keys are unique over both kinds of group; of two groups with one key the last counts. */
    void add(GroupFields group) {
        if (group.key().isEmpty()) {
            group.notice(Kind.GROUP_WITHOUT_KEY);
            return;
        }
        if (!group.hasName()) {
            group.notice(Kind.GROUP_WITHOUT_NAME);
        }
        if (groups.put(group.key().get(), group) != null) {
            group.notice(Kind.DUPLICATE_GROUP_KEY);
        }
    }

    /** Pupils where no pupil belongs: they are not read, so nobody can tell who is missing. */
    void leaveOutPupils(int number) {
        findings.leaveOutPupils(number);
    }

    void addPupil(PersonFields pupil) {
        add(pupils, pupil);
    }

    void addTeacher(PersonFields teacher) {
        add(teachers, teacher);
    }

    private static void add(People people, PersonFields person) {
        if (!person.hasIdentity()) {
            person.notice(Kind.PERSON_WITHOUT_IDENTITY);
        } else if (person.name().isEmpty()) {
            person.notice(Kind.PERSON_WITHOUT_NAME);
        } else {
            people.put(person);
        }
    }

    Found.Counts counts() {
        return counts.orElseGet(this::counted);
    }

    private Found.Counts counted() {
        int composite =
                (int) groups.values().stream().filter(GroupFields::isComposite).count();
        return new Found.Counts(
                groups.size() - composite,
                composite,
                teachers.all.size(),
                pupils.all.size(),
                (int) pupils.all.stream()
                        .filter(p -> p.key().filter(LasKey::isLasting).isPresent())
                        .count(),
                (int) pupils.all.stream().filter(p -> p.eckId().isPresent()).count());
    }

    /** All of it; groups may stand behind the people that name them, so references are followed only now. */
    Delivery wholeSchool(SchoolYear schoolYear, Optional<SchoolType> type) {
        YearGroups yearGroups = new YearGroups(
                type,
                Stream.concat(
                                groups.values().stream().map(GroupFields::yearGroup),
                                pupils.all.stream().map(PersonFields::yearGroup))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
        Delivery delivery = delivery(schoolYear, yearGroups, this::leadsToGroup);
        noticeLonelyGroups(delivery);
        return delivery;
    }

    /** One stage: the groups that its people refer to, and what year groups mean, are known only with all of them. */
    Delivery part(SchoolYear schoolYear) {
        return delivery(schoolYear, new YearGroups(Optional.empty(), Set.of()), (_, _) -> true);
    }

    private Delivery delivery(
            SchoolYear schoolYear, YearGroups yearGroups, BiPredicate<PersonFields, Reference> keeps) {
        List<DeliveredGroup> allGroups = groups.entrySet().stream()
                .map(g -> g.getValue()
                        .delivered(g.getKey(), read(g.getValue().yearGroup(), yearGroups, g.getValue()::notice)))
                .toList();
        counts = Optional.of(counted());
        List<DeliveredTeacher> allTeachers = teachers.handOver(t -> teacher(t, keeps));
        List<DeliveredPupil> allPupils = pupils.handOver(p -> pupil(p, schoolYear, yearGroups, keeps));
        return new Delivery(schoolYear, allGroups, allTeachers, allPupils, findings.warnings());
    }

    private static DeliveredPupil pupil(
            PersonFields pupil,
            SchoolYear schoolYear,
            YearGroups yearGroups,
            BiPredicate<PersonFields, Reference> keeps) {
        return new DeliveredPupil(
                pupil.eckId(),
                pupil.key(),
                pupil.name().orElseThrow(),
                birthDate(pupil, schoolYear),
                read(pupil.yearGroup(), yearGroups, pupil::notice),
                pupil.group().filter(g -> keeps.test(pupil, g)).map(Reference::key),
                kept(pupil, keeps),
                pupil.leavesOn());
    }

    private static DeliveredTeacher teacher(PersonFields teacher, BiPredicate<PersonFields, Reference> keeps) {
        return new DeliveredTeacher(
                teacher.eckId(), teacher.key(), teacher.name().orElseThrow(), address(teacher), kept(teacher, keeps));
    }

    private static Optional<LocalDate> birthDate(PersonFields pupil, SchoolYear schoolYear) {
        LocalDate end = LocalDate.of(schoolYear.startYear() + 1, Month.JULY, 31);
        Optional<LocalDate> possible =
                pupil.birthDate().filter(day -> !day.isBefore(FIRST_BIRTH_DATE) && !day.isAfter(end));
        if (pupil.birthDate().isPresent() && possible.isEmpty()) {
            pupil.notice(Kind.UNUSABLE_BIRTH_DATE);
        }
        return possible;
    }

    private static Optional<String> read(Optional<String> code, YearGroups yearGroups, Consumer<Kind> notice) {
        if (code.filter(yearGroups::isReadAsSecondary).isPresent()) {
            notice.accept(Kind.YEAR_GROUP_READ_AS_SECONDARY);
        }
        if (code.filter(yearGroups::isOfSecondarySchool).isPresent()) {
            notice.accept(Kind.YEAR_GROUP_OF_SECONDARY_SCHOOL);
        }
        return code.map(yearGroups::read);
    }

    private static Optional<EmailAddress> address(PersonFields teacher) {
        Optional<EmailAddress> address =
                teacher.email().filter(EmailAddress::isValid).map(EmailAddress::new);
        if (teacher.email().isPresent() && address.isEmpty()) {
            teacher.notice(Kind.UNUSABLE_EMAIL);
        }
        return address;
    }

    private static List<LasKey> kept(PersonFields person, BiPredicate<PersonFields, Reference> keeps) {
        if (person.otherGroups().isEmpty()) {
            return List.of();
        }
        return person.otherGroups().stream()
                .filter(g -> keeps.test(person, g))
                .map(Reference::key)
                .distinct()
                .toList();
    }

    private boolean leadsToGroup(PersonFields person, Reference reference) {
        GroupFields group = groups.get(reference.key());
        if (group == null) {
            person.notice(Kind.UNKNOWN_GROUP);
            return false;
        }
        if (group.isComposite() == reference.composite()) {
            return true;
        }
        person.notice(person.isTeacher() ? Kind.TEACHER_GROUP_OF_OTHER_KIND : Kind.GROUP_OF_OTHER_KIND);
        return person.isTeacher();
    }

    private void noticeLonelyGroups(Delivery delivery) {
        Set<LasKey> withPupils = delivery.pupils().stream()
                .flatMap(p -> Stream.concat(p.group().stream(), p.compositeGroups().stream()))
                .collect(Collectors.toSet());
        Set<LasKey> withTeacher =
                delivery.teachers().stream().flatMap(t -> t.groups().stream()).collect(Collectors.toSet());
        groups.forEach((key, group) -> {
            if (!withPupils.contains(key)) {
                group.notice(Kind.GROUP_WITHOUT_PUPILS);
            }
            if (!withTeacher.contains(key)) {
                group.notice(Kind.GROUP_WITHOUT_TEACHER);
            }
        });
    }

    /** People in order of arrival; who comes again takes the earlier one's place. */
    private static final class People {
        private final List<PersonFields> all = new ArrayList<>();
        private final Map<EckId, Integer> byEckId = new HashMap<>();
        private final Map<LasKey, Integer> byKey = new HashMap<>();

        void put(PersonFields person) {
            Optional<Integer> earlier = place(person);
            int place = earlier.orElse(all.size());
            if (earlier.isPresent()) {
                replace(place, person);
            } else {
                if (person.key().filter(byKey::containsKey).isPresent()) {
                    person.notice(Kind.DUPLICATE_KEY);
                }
                all.add(person);
            }
            person.eckId().ifPresent(e -> byEckId.put(e, place));
            person.key().ifPresent(k -> byKey.put(k, place));
        }

        /** What belongs to another name is not taken over. */
        private void replace(int place, PersonFields person) {
            PersonFields earlier = all.set(place, person);
            if (!person.isNamedAs(earlier)) {
                person.notice(Kind.CONFLICTING_PERSON);
                return;
            }
            boolean hasOtherKey = earlier.key().isPresent()
                    && person.key().filter(k -> !earlier.key().get().equals(k)).isPresent();
            person.notice(hasOtherKey ? Kind.DUPLICATE_ECK_ID : Kind.DUPLICATE_PERSON);
            person.join(earlier);
        }

        /** Each person as delivered; lets go of what was read of them, so that both are never there at once. */
        <T> List<T> handOver(Function<PersonFields, T> delivered) {
            byEckId.clear();
            byKey.clear();
            List<T> handedOver = new ArrayList<>(all.size());
            for (int i = 0; i < all.size(); i++) {
                handedOver.add(delivered.apply(all.set(i, null)));
            }
            all.clear();
            return handedOver;
        }

        private Optional<Integer> place(PersonFields person) {
            LasIdentity identity = identity(person);
            return person.eckId()
                    .map(byEckId::get)
                    .or(() -> person.key().map(byKey::get))
                    .filter(place -> identity(all.get(place)).isSameAs(identity));
        }

        private static LasIdentity identity(PersonFields person) {
            return new LasIdentity(person.eckId(), person.key());
        }
    }
}
