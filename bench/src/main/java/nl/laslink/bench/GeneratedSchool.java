package nl.laslink.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import nl.laslink.bench.Noise.Kind;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;

/**
 * A fictional primary school as the roster has it and as a LAS delivers it, and which delivered pupil is which existing one. One in
 * twenty left and one in twenty is new; one in eighty has a twin, one in two hundred a namesake. {@code noisy} counts the delivered
 * pupils whom each kind of noise changed. Immutable.
 */
record GeneratedSchool(Roster roster, Delivery delivery, Map<LasKey, RecordId> truth, Map<Kind, Integer> noisy) {
    static final LasTypeCode LAS = new LasTypeCode("SchoolOAS");
    private static final LasTypeCode OTHER_LAS = new LasTypeCode("OtherOAS");
    private static final SchoolYear YEAR = new SchoolYear(2026);
    private static final int YEAR_GROUPS = 8;
    private static final int GROUP_SIZE = 25;
    private static final double SHARE_OF_LEAVERS = 0.05;
    private static final double SHARE_OF_TWINS = 0.0125;
    private static final double SHARE_OF_NAMESAKES = 0.005;

    /** Whether the LAS is the one whose keys the roster has. */
    enum Keys {
        KNOWN,
        OF_OTHER_LAS
    }

    static GeneratedSchool of(int pupils, Noise noise, Keys keys, long seed) {
        return new Generator(noise, keys, new Random(seed)).school(pupils);
    }

    private record Person(String id, PersonName name, LocalDate birthDate, String group) {
        boolean hasPrefix() {
            return name.prefix().isPresent();
        }

        boolean hasAccents() {
            return !Names.withoutAccents(name.full()).equals(name.full());
        }
    }

    private static final class Generator {
        private final Noise noise;
        private final Keys keys;
        private final Random random;
        private final Names names;
        private final List<RosterRecord> roster = new ArrayList<>();
        private final List<DeliveredGroup> groups = new ArrayList<>();
        private final Map<String, String> movedTo = new HashMap<>();
        private final List<DeliveredTeacher> teachers = new ArrayList<>();
        private final List<DeliveredPupil> pupils = new ArrayList<>();
        private final Map<LasKey, RecordId> truth = new HashMap<>();
        private final Map<Kind, Integer> noisy = new EnumMap<>(Kind.class);
        private double shareWithPrefix;
        private double shareWithAccents;

        Generator(Noise noise, Keys keys, Random random) {
            this.noise = noise;
            this.keys = keys;
            this.random = random;
            this.names = new Names(random);
        }

        GeneratedSchool school(int size) {
            int parallel = Math.max(1, (int) Math.ceil((double) size / YEAR_GROUPS / GROUP_SIZE));
            for (int year = 1; year <= YEAR_GROUPS; year++) {
                for (int p = 0; p < parallel; p++) {
                    addGroup(year, p);
                    addTeacher(year, p);
                }
            }
            List<Person> people = people((int) (size * (1 + SHARE_OF_LEAVERS)), parallel);
            int leavers = people.size() - size;
            shareWithPrefix = share(people, Person::hasPrefix);
            shareWithAccents = share(people, Person::hasAccents);
            // The last are new and the first left: each side has `size` pupils.
            for (int i = 0; i < people.size(); i++) {
                Person person = people.get(i);
                if (i < size) {
                    addExisting(person);
                }
                if (i >= leavers) {
                    addDelivered(person, i < size);
                }
            }
            Collections.shuffle(pupils, random);
            return new GeneratedSchool(
                    new Roster(
                            SchoolId.parse("99XX-00"),
                            "De Voorbeeldschool",
                            1,
                            roster.stream().map(r -> new Roster.Versioned(r, 1)).toList()),
                    new Delivery(YEAR, groups, teachers, pupils, List.of()),
                    Map.copyOf(truth),
                    Map.copyOf(noisy));
        }

        private static double share(List<Person> people, Predicate<Person> has) {
            return (double) people.stream().filter(has).count() / people.size();
        }

        private List<Person> people(int count, int parallel) {
            List<Person> people = new ArrayList<>();
            while (people.size() < count) {
                int year = 1 + people.size() * YEAR_GROUPS / count;
                String group = groupId(year, random.nextInt(parallel));
                Person person = new Person("p" + people.size(), names.next(), birthDate(year), group);
                if (!people.isEmpty() && random.nextDouble() < SHARE_OF_NAMESAKES) {
                    PersonName same = people.get(random.nextInt(people.size())).name();
                    person = new Person(person.id(), same, person.birthDate(), group);
                }
                people.add(person);
                if (random.nextDouble() < SHARE_OF_TWINS) {
                    String twinGroup = random.nextDouble() < 0.6 ? group : groupId(year, random.nextInt(parallel));
                    people.add(new Person(
                            "p" + people.size(), names.sibling(person.name()), person.birthDate(), twinGroup));
                }
            }
            Collections.shuffle(people, random);
            return people;
        }

        private LocalDate birthDate(int yearGroup) {
            return LocalDate.of(YEAR.startYear() - 4 - yearGroup, 10, 1).plusDays(random.nextInt(365));
        }

        private void addGroup(int year, int parallel) {
            String id = groupId(year, parallel);
            SchoolYear schoolYear = noise.isMovedUp() ? new SchoolYear(YEAR.startYear() - 1) : YEAR;
            String letter = Character.toString('A' + parallel);
            roster.add(new Group(
                    new RecordId(id),
                    "Groep " + year + letter,
                    Optional.of(Integer.toString(year)),
                    false,
                    schoolYear,
                    number("G" + id)));
            groups.add(new DeliveredGroup(
                    new LasKey("G" + id),
                    false,
                    random.nextBoolean() ? year + letter : "Groep " + year + letter,
                    Optional.of(Integer.toString(year))));
            movedTo.put(id, year < YEAR_GROUPS ? groupId(year + 1, parallel) : id);
        }

        private void addTeacher(int year, int parallel) {
            String id = "t" + groupId(year, parallel);
            PersonName name = names.next();
            Optional<EmailAddress> email = Optional.of(new EmailAddress(id + "@school.example"));
            roster.add(new Teacher(
                    new RecordId(id),
                    name,
                    email,
                    List.of(new RecordId(groupId(year, parallel))),
                    Optional.empty(),
                    number("T" + id)));
            teachers.add(new DeliveredTeacher(
                    Optional.empty(),
                    Optional.of(new LasKey("T" + id)),
                    name,
                    random.nextBoolean() ? email : Optional.empty(),
                    List.of(new LasKey("G" + groupId(year, parallel)))));
        }

        private void addExisting(Person person) {
            roster.add(new Pupil(
                    new RecordId(person.id()),
                    person.name(),
                    Optional.of(person.birthDate()),
                    Optional.empty(),
                    Optional.of(new RecordId(person.group())),
                    List.of(),
                    true,
                    Optional.empty(),
                    number("P" + person.id()),
                    Pupil.TestHistory.NONE));
        }

        private void addDelivered(Person person, boolean isKnown) {
            LasKey key = new LasKey("P" + person.id());
            if (isKnown) {
                truth.put(key, new RecordId(person.id()));
            }
            pupils.add(new DeliveredPupil(
                    Optional.empty(),
                    Optional.of(key),
                    deliveredName(person.name()),
                    deliveredBirthDate(person.birthDate()),
                    Optional.empty(),
                    Optional.of(new LasKey("G" + deliveredGroup(person.group()))),
                    List.of()));
        }

        private PersonName deliveredName(PersonName name) {
            String first = name.firstName().orElseThrow();
            String prefix = name.prefix().orElse("");
            String surname = name.surname().orElseThrow();
            if (happens(Kind.OTHER_FIRST_NAME)) {
                first = names.firstName();
            } else if (happens(Kind.NICKNAME)) {
                first = names.nickname(first);
            } else if (happens(Kind.INITIAL)) {
                first = first.charAt(0) + ".";
            }
            if (happens(Kind.TYPING_ERROR)) {
                if (random.nextBoolean()) {
                    first = withTypingError(first);
                } else {
                    surname = withTypingError(surname);
                }
            }
            if (happens(Kind.OTHER_SPELLING)) {
                first = otherSpelling(first);
                surname = prefix.isEmpty() ? otherSpelling(surname) : prefix + " " + surname;
                prefix = "";
            }
            // Only somebody who has a prefix or accents can lose them: the shares are of all pupils.
            if (name.prefix().isPresent() && happens(Kind.NO_PREFIX, shareWithPrefix)) {
                prefix = "";
            }
            if (!Names.withoutAccents(name.full()).equals(name.full()) && happens(Kind.NO_ACCENTS, shareWithAccents)) {
                first = Names.withoutAccents(first);
                surname = Names.withoutAccents(surname);
            }
            if (happens(Kind.OTHER_SURNAME)) {
                PersonName other = names.next();
                prefix = other.prefix().orElse("");
                surname = other.surname().orElseThrow();
            }
            if (noise.isSwapped() || happens(Kind.SWAPPED)) {
                return random.nextBoolean()
                        ? PersonName.of(surname, prefix, first)
                        : PersonName.of((prefix + " " + surname).strip(), "", first);
            }
            return PersonName.of(first, prefix, surname);
        }

        private String otherSpelling(String name) {
            return switch (random.nextInt(3)) {
                case 0 -> name.toUpperCase(Locale.ROOT);
                case 1 -> name.toLowerCase(Locale.ROOT).replace('-', ' ');
                default -> Names.withoutAccents(name);
            };
        }

        private String withTypingError(String name) {
            int at = 1 + random.nextInt(Math.max(1, name.length() - 2));
            char letter = (char) ('a' + random.nextInt(26));
            String rest = name.substring(at + 1);
            return switch (random.nextInt(4)) {
                case 0 -> name.substring(0, at) + rest;
                case 1 -> name.substring(0, at) + letter + name.substring(at);
                case 2 -> name.substring(0, at) + letter + rest;
                default -> name.substring(0, at - 1) + name.charAt(at) + name.charAt(at - 1) + rest;
            };
        }

        private Optional<LocalDate> deliveredBirthDate(LocalDate birthDate) {
            if (happens(Kind.NO_BIRTH_DATE)) {
                return Optional.empty();
            }
            return Optional.of(happens(Kind.OTHER_BIRTH_DATE) ? birthDate.plusDays(1 + random.nextInt(30)) : birthDate);
        }

        private String deliveredGroup(String group) {
            String now = noise.isMovedUp() ? movedTo.get(group) : group;
            if (!happens(Kind.OTHER_GROUP)) {
                return now;
            }
            List<String> others = groups.stream()
                    .map(other -> other.key().value().substring(1))
                    .filter(other -> !other.equals(now))
                    .toList();
            return others.get(random.nextInt(others.size()));
        }

        private boolean happens(Kind kind) {
            return happens(kind, 1);
        }

        /** @param shareOfThese how many of all pupils are of those whom it can happen to */
        private boolean happens(Kind kind, double shareOfThese) {
            boolean happens = random.nextDouble() < noise.share(kind) / shareOfThese;
            if (happens) {
                noisy.merge(kind, 1, Integer::sum);
            }
            return happens;
        }

        private Optional<ExternalNumber> number(String key) {
            LasTypeCode las = keys == Keys.KNOWN ? LAS : OTHER_LAS;
            String known = keys == Keys.KNOWN ? key : "X" + key;
            return Optional.of(new ExternalNumber(las, Optional.of(new LasKey(known))));
        }

        private static String groupId(int year, int parallel) {
            return "g" + year + "-" + parallel;
        }
    }
}
