package nl.laslink.uwlr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.school.SchoolYear;

/** The records of one answer, checked for what the schema does not check: its rules for keys and references never fire. */
final class Collected {
    private final Map<LasKey, DeliveredGroup> groups = new LinkedHashMap<>();
    private final People pupils = new People();
    private final People teachers = new People();
    private final Map<Delivery.Kind, Integer> warnings = new EnumMap<>(Delivery.Kind.class);

    /** Of two groups with one key the last counts. */
    void add(DeliveredGroup group) {
        groups.put(group.key(), group);
    }

    void addPupil(PersonFields pupil) {
        add(pupils, pupil);
    }

    void addTeacher(PersonFields teacher) {
        add(teachers, teacher);
    }

    private void add(People people, PersonFields person) {
        if (!person.hasIdentity()) {
            warn(Delivery.Kind.PERSON_WITHOUT_IDENTITY);
        } else if (person.name().isEmpty()) {
            warn(Delivery.Kind.PERSON_WITHOUT_NAME);
        } else if (people.put(person)) {
            warn(Delivery.Kind.DUPLICATE_PERSON);
        }
    }

    /** All of it; groups may stand behind the people that name them, so references are followed only now. */
    Delivery delivery(SchoolYear schoolYear) {
        List<DeliveredTeacher> allTeachers =
                teachers.all.stream().map(this::teacher).toList();
        List<DeliveredPupil> allPupils = pupils.all.stream().map(this::pupil).toList();
        List<Delivery.Warning> allWarnings = warnings.entrySet().stream()
                .map(w -> new Delivery.Warning(w.getKey(), w.getValue()))
                .toList();
        return new Delivery(schoolYear, List.copyOf(groups.values()), allTeachers, allPupils, allWarnings);
    }

    private DeliveredPupil pupil(PersonFields pupil) {
        return new DeliveredPupil(
                pupil.eckId(),
                pupil.key(),
                pupil.name().orElseThrow(),
                pupil.birthDate(),
                pupil.yearGroup(),
                pupil.group().filter(this::isDelivered),
                delivered(pupil.otherGroups()));
    }

    private DeliveredTeacher teacher(PersonFields teacher) {
        return new DeliveredTeacher(
                teacher.eckId(),
                teacher.key(),
                teacher.name().orElseThrow(),
                teacher.email().flatMap(this::address),
                delivered(teacher.otherGroups()));
    }

    private Optional<EmailAddress> address(String text) {
        if (EmailAddress.isValid(text)) {
            return Optional.of(new EmailAddress(text));
        }
        warn(Delivery.Kind.UNUSABLE_EMAIL);
        return Optional.empty();
    }

    private List<LasKey> delivered(Collection<LasKey> references) {
        return references.stream().filter(this::isDelivered).toList();
    }

    private boolean isDelivered(LasKey reference) {
        if (groups.containsKey(reference)) {
            return true;
        }
        warn(Delivery.Kind.UNKNOWN_GROUP);
        return false;
    }

    private void warn(Delivery.Kind kind) {
        warnings.merge(kind, 1, Integer::sum);
    }

    /** People in order of arrival; who comes again takes the earlier one's place. */
    private static final class People {
        private final List<PersonFields> all = new ArrayList<>();
        private final Map<EckId, Integer> byEckId = new HashMap<>();
        private final Map<LasKey, Integer> byKey = new HashMap<>();

        /** True when the person was there already. */
        boolean put(PersonFields person) {
            Optional<Integer> earlier = place(person);
            int place = earlier.orElse(all.size());
            if (earlier.isPresent()) {
                all.set(place, person);
            } else {
                all.add(person);
            }
            person.eckId().ifPresent(e -> byEckId.put(e, place));
            person.key().ifPresent(k -> byKey.put(k, place));
            return earlier.isPresent();
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
