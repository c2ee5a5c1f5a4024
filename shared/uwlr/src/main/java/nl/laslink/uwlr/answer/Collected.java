package nl.laslink.uwlr.answer;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
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
public final class Collected {
    private static final int YOUNGEST = 2;
    private static final int OLDEST = 30;

    private final Findings findings;
    private final Map<LasKey, GroupFields> groups;
    private final People pupils;
    private final People teachers;
    private final Repeated<String> texts = new Repeated<>();
    private final Repeated<LocalDate> days = new Repeated<>();
    private final Repeated<Reference> references = new Repeated<>();
    private Optional<Found.Counts> counts = Optional.empty();
    private SchoolYear schoolYear = new SchoolYear(2000);
    private int pupilsSeen;
    private boolean hasGivenNames;

    Collected(Findings findings) {
        this(findings, new LinkedHashMap<>(), _ -> true);
    }

    private Collected(Findings findings, Map<LasKey, GroupFields> groups, Predicate<LasKey> identifies) {
        this.findings = findings;
        this.groups = groups;
        this.pupils = new People(identifies);
        this.teachers = new People(identifies);
    }

    /** The groups of this answer, for the people of other answers: a key of one answer alone means nothing there. */
    Collected withoutPeople() {
        Collected school = new Collected(findings, groups, LasKey::isLasting);
        school.schoolYear = schoolYear;
        return school;
    }

    /** Takes over the people of another answer, and adds the place of each. */
    void addPeople(Collected answer, Set<Integer> pupilPlaces, Set<Integer> teacherPlaces) {
        answer.pupils.all.forEach(pupil -> pupilPlaces.add(pupils.put(pupil)));
        answer.teachers.all.forEach(teacher -> teacherPlaces.add(teachers.put(teacher)));
    }

    /** The places of pupils and teachers where two names have one identity. */
    Set<Integer> conflictingPupils() {
        return pupils.conflicting;
    }

    Set<Integer> conflictingTeachers() {
        return teachers.conflicting;
    }

    int people() {
        return pupils.all.size() + teachers.all.size();
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

    /** Pupils in a wrong place: they are not read, so it is not known who is missing. */
    void leaveOutPupils(int number) {
        findings.leaveOutPupils(number);
    }

    void addPupil(PersonFields pupil) {
        pupilsSeen++;
        hasGivenNames |= pupil.hasGivenNames();
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

    /** Drops values that no person of this school year can have, after the whole answer was read. */
    void close(SchoolYear year) {
        schoolYear = year;
        LocalDate first = LocalDate.of(year.startYear() - OLDEST, Month.AUGUST, 1);
        LocalDate last = LocalDate.of(year.startYear() + 1 - YOUNGEST, Month.JULY, 31);
        teachers.all.forEach(PersonFields::dropUnusableEmail);
        pupils.all.forEach(pupil -> pupil.dropUnusableBirthDate(first, last));
        teachers.noticeRegisteredTwice();
        pupils.noticeRegisteredTwice();
        if (!hasGivenNames) {
            // The LVS set of UWLR 2.2 has no given names, and demands those digits of every pupil.
            findings.dropIfOfAll(Kind.NATIONAL_NUMBER_PART, pupilsSeen);
        }
    }

    /** All of it; groups may stand behind the people that name them, so references are followed only now. */
    Delivery wholeSchool(Optional<SchoolType> type) {
        YearGroups yearGroups = new YearGroups(
                type,
                Stream.concat(
                                groups.values().stream().map(GroupFields::yearGroup),
                                pupils.all.stream().map(PersonFields::yearGroup))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()));
        List<DeliveredGroup> allGroups = groups(yearGroups);
        counts = Optional.of(counted());
        List<DeliveredTeacher> allTeachers = teachers.handOver(t -> teacher(t, this::leadsToGroup));
        List<DeliveredPupil> allPupils = pupils.handOver(p -> pupil(p, yearGroups, this::leadsToGroup));
        noticeLonelyGroups(allTeachers, allPupils);
        return new Delivery(schoolYear, allGroups, allTeachers, allPupils, findings.warnings());
    }

    /** One stage: the groups that its people refer to, and what year groups mean, are known only with all of them. */
    Delivery part() {
        YearGroups unknown = new YearGroups(Optional.empty(), Set.of());
        return new Delivery(
                schoolYear,
                groups(unknown),
                teachers.all.stream().map(t -> teacher(t, (_, _) -> true)).toList(),
                pupils.all.stream().map(p -> pupil(p, unknown, (_, _) -> true)).toList(),
                findings.warnings());
    }

    private List<DeliveredGroup> groups(YearGroups yearGroups) {
        return groups.entrySet().stream()
                .map(g -> g.getValue()
                        .delivered(g.getKey(), read(g.getValue().yearGroup(), yearGroups, g.getValue()::notice)))
                .toList();
    }

    private static DeliveredPupil pupil(
            PersonFields pupil, YearGroups yearGroups, BiPredicate<PersonFields, Reference> keeps) {
        return new DeliveredPupil(
                pupil.eckId(),
                pupil.key(),
                pupil.name().orElseThrow(),
                pupil.birthDate(),
                read(pupil.yearGroup(), yearGroups, pupil::notice),
                pupil.group().filter(g -> keeps.test(pupil, g)).map(Reference::key),
                kept(pupil, keeps),
                pupil.leavesOn(),
                pupil.startsOn(),
                pupil.otherGivenNames());
    }

    private static DeliveredTeacher teacher(PersonFields teacher, BiPredicate<PersonFields, Reference> keeps) {
        return new DeliveredTeacher(
                teacher.eckId(),
                teacher.key(),
                teacher.name().orElseThrow(),
                teacher.email().map(EmailAddress::new),
                kept(teacher, keeps));
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

    private void noticeLonelyGroups(List<DeliveredTeacher> allTeachers, List<DeliveredPupil> allPupils) {
        Set<LasKey> withPupils = allPupils.stream()
                .flatMap(p -> Stream.concat(p.group().stream(), p.compositeGroups().stream()))
                .collect(Collectors.toSet());
        Set<LasKey> withTeacher =
                allTeachers.stream().flatMap(t -> t.groups().stream()).collect(Collectors.toSet());
        groups.forEach((key, group) -> {
            if (!withPupils.contains(key)) {
                group.notice(Kind.GROUP_WITHOUT_PUPILS);
            }
            if (!withTeacher.contains(key)) {
                group.notice(Kind.GROUP_WITHOUT_TEACHER);
            }
        });
    }

    /** People in order of arrival; a repeated person replaces the earlier one. */
    private static final class People {
        private final Predicate<LasKey> identifies;
        private final List<PersonFields> all = new ArrayList<>();
        private final Map<EckId, Integer> byEckId = new HashMap<>();
        private final Map<LasKey, Integer> byKey = new HashMap<>();
        /** Where two names have one identity. */
        private final Set<Integer> conflicting = new HashSet<>();

        People(Predicate<LasKey> identifies) {
            this.identifies = identifies;
        }

        /** Returns the place. */
        int put(PersonFields person) {
            Optional<Integer> earlier = place(person);
            if (earlier.filter(place -> !person.isNamedAs(all.get(place))).isPresent()) {
                // Both are kept, because it is not known which of the two the LAS means.
                person.noticeConflict();
                conflicting.add(earlier.get());
                conflicting.add(all.size());
                all.add(person);
                return all.size() - 1;
            }
            int place = earlier.orElse(all.size());
            if (earlier.isPresent()) {
                join(place, person);
            } else {
                if (key(person).filter(byKey::containsKey).isPresent()) {
                    person.notice(Kind.DUPLICATE_KEY);
                }
                all.add(person);
            }
            if (conflicting.contains(place)) {
                return place;
            }
            person.eckId().ifPresent(e -> byEckId.put(e, place));
            key(person).ifPresent(k -> byKey.put(k, place));
            return place;
        }

        /** The same name, and the same birth date or address; twins have another first name. */
        void noticeRegisteredTwice() {
            Map<List<Object>, PersonFields> first = new HashMap<>();
            Set<List<Object>> told = new HashSet<>();
            for (PersonFields person : all) {
                person.registration().ifPresent(registration -> {
                    PersonFields earlier = first.putIfAbsent(registration, person);
                    if (earlier != null && told.add(registration)) {
                        earlier.notice(Kind.REGISTERED_TWICE);
                    }
                    if (earlier != null) {
                        person.notice(Kind.REGISTERED_TWICE);
                    }
                });
            }
        }

        private void join(int place, PersonFields person) {
            PersonFields earlier = all.set(place, person);
            boolean hasOtherKey = key(person).isPresent()
                    && key(earlier).isPresent()
                    && !key(person).equals(key(earlier));
            person.notice(hasOtherKey ? Kind.DUPLICATE_ECK_ID : Kind.DUPLICATE_PERSON);
            person.join(earlier);
        }

        /** Each person as delivered; releases the fields that were read, so that memory holds only one of the two. */
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
            Optional<Integer> again = conflicting.stream()
                    .filter(place -> identity(all.get(place)).isSameAs(identity) && person.isNamedAs(all.get(place)))
                    .findFirst();
            return again.isPresent() ? again : firstPlace(person, identity);
        }

        private Optional<Integer> firstPlace(PersonFields person, LasIdentity identity) {
            return person.eckId()
                    .map(byEckId::get)
                    .or(() -> key(person).map(byKey::get))
                    .filter(place -> identity(all.get(place)).isSameAs(identity));
        }

        private Optional<LasKey> key(PersonFields person) {
            return person.key().filter(identifies);
        }

        private static LasIdentity identity(PersonFields person) {
            return new LasIdentity(person.eckId(), person.key());
        }
    }
}
