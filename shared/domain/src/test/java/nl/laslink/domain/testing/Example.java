package nl.laslink.domain.testing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
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

/** Short ways to fictional schools, for tests. A text of "" means absent. */
public final class Example {
    public static final SchoolId SCHOOL = SchoolId.parse("99XX-00");
    public static final SchoolYear YEAR = new SchoolYear(2026);
    public static final LasTypeCode LAS = new LasTypeCode("SchoolOAS");

    private Example() {}

    public static Delivery delivery(
            List<DeliveredGroup> groups, List<DeliveredTeacher> teachers, List<DeliveredPupil> pupils) {
        return new Delivery(YEAR, groups, teachers, pupils, List.of());
    }

    public static DeliveredGroup group(String key, String name, String yearGroup) {
        return new DeliveredGroup(new LasKey(key), false, name, text(yearGroup));
    }

    public static DeliveredPupil pupil(String key, String eckId, String first, String last, String born, String group) {
        return new DeliveredPupil(
                text(eckId).map(EckId::new),
                text(key).map(LasKey::new),
                PersonName.of(first, null, last),
                text(born).map(LocalDate::parse),
                Optional.empty(),
                text(group).map(LasKey::new),
                List.of());
    }

    public static DeliveredTeacher teacher(String key, String first, String last, String email, String... groups) {
        return new DeliveredTeacher(
                Optional.empty(),
                text(key).map(LasKey::new),
                PersonName.of(first, null, last),
                text(email).map(EmailAddress::new),
                Arrays.stream(groups).map(LasKey::new).toList());
    }

    public static Roster roster(RosterRecord... records) {
        return new Roster(
                SCHOOL,
                "De Voorbeeldschool",
                1,
                Arrays.stream(records).map(r -> new Roster.Versioned(r, 1)).toList());
    }

    public static Group existingGroup(String id, String name, String yearGroup, String key) {
        return new Group(new RecordId(id), name, text(yearGroup), false, YEAR, number(key));
    }

    public static Pupil existingPupil(
            String id, String first, String last, String born, String group, String key, String eckId) {
        return new Pupil(
                new RecordId(id),
                PersonName.of(first, null, last),
                text(born).map(LocalDate::parse),
                Optional.empty(),
                text(group).map(RecordId::new),
                List.of(),
                true,
                text(eckId).map(EckId::new),
                number(key),
                Pupil.TestHistory.NONE);
    }

    public static Teacher existingTeacher(String id, String first, String last, String email, String key) {
        return new Teacher(
                new RecordId(id),
                PersonName.of(first, null, last),
                text(email).map(EmailAddress::new),
                List.of(),
                Optional.empty(),
                number(key));
    }

    /** {@code K1} is a key of {@link #LAS}; {@code ParnasSys:K1} one of another LAS. */
    private static Optional<ExternalNumber> number(String key) {
        return text(key).map(k -> {
            int colon = k.indexOf(':');
            LasTypeCode las = colon < 0 ? LAS : new LasTypeCode(k.substring(0, colon));
            return new ExternalNumber(las, Optional.of(new LasKey(k.substring(colon + 1))));
        });
    }

    private static Optional<String> text(String value) {
        return Optional.of(value).filter(v -> !v.isEmpty());
    }
}
