package nl.laslink.domain.delivery;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolYear;

/**
 * A whole answer of a LAS: the school's groups, teachers and pupils for one school year, checked for what the schema does
 * not check (unique keys, references that exist). {@code warnings} has what was odd but harmless. Immutable.
 */
public record Delivery(
        SchoolYear schoolYear,
        List<DeliveredGroup> groups,
        List<DeliveredTeacher> teachers,
        List<DeliveredPupil> pupils,
        List<Warning> warnings) {
    public Delivery {
        groups = List.copyOf(groups);
        teachers = List.copyOf(teachers);
        pupils = List.copyOf(pupils);
        warnings = List.copyOf(warnings);
    }

    /**
     * Something odd that does not stop the import, how often it was seen, and the first of the places. No names, no keys.
     * Immutable.
     */
    public record Warning(Kind kind, int count, List<Place> places) {
        /** More than a person looks up, and few enough for an import's header with every kind of warning. */
        private static final int MOST_PLACES = 20;

        public Warning {
            places = places.stream().limit(MOST_PLACES).toList();
        }

        /** A finding without a place. */
        public Warning(Kind kind, int count) {
            this(kind, count, List.of());
        }
    }

    /**
     * Where in what the LAS sent: the n-th record of its kind and the line it begins on, both from 1. {@code answer} is 1 but in
     * a staged transfer, which has several answers. {@code field} is set for kinds that several fields can have.
     */
    public record Place(int answer, Subject subject, int ordinal, int line, Optional<Field> field) {
        public Place(int answer, Subject subject, int ordinal, int line) {
            this(answer, subject, ordinal, line, Optional.empty());
        }

        public Place in(Field one) {
            return new Place(answer, subject, ordinal, line, Optional.of(one));
        }
    }

    public enum Subject {
        GROUP("groep"),
        COMPOSITE_GROUP("samengestelde_groep"),
        TEACHER("leerkracht"),
        PUPIL("leerling"),
        /** The answer itself; only the line tells where. */
        ANSWER("antwoord");

        private final String element;

        Subject(String element) {
            this.element = element;
        }

        /** What UWLR calls it. */
        public String element() {
            return element;
        }
    }

    /**
     * A field that laslink reads, with its longest length in characters in the base schemas of UWLR 2.2. Keys are never held to
     * less than that: the 64 of the profiles, and of autorisatiesleutel, are too short for what LAS systems issue.
     */
    public enum Field {
        SURNAME("achternaam", 200),
        PREFIX("voorvoegsel", 10),
        GIVEN_NAMES("voornamen", 200),
        INITIALS("voorletters-1", 6),
        FIRST_NAME("roepnaam", 64),
        EMAIL("emailadres", 256),
        GROUP_NAME("naam", 64),
        KEY("key", 256),
        ECK_ID("eckid", 256),
        /** The key of a group that a person is in. */
        GROUP("groep", 256);

        private final String wire;
        private final int longest;

        Field(String wire, int longest) {
            this.wire = wire;
            this.longest = longest;
        }

        /** What UWLR calls it. */
        public String wire() {
            return wire;
        }

        public int longest() {
            return longest;
        }

        public boolean fits(String text) {
            // What names something is sent back, and validators in Java and .NET count characters beyond the first
            // 65,536 for two.
            boolean isIdentity = this == KEY || this == ECK_ID || this == GROUP;
            return (isIdentity ? text.length() : text.codePointCount(0, text.length())) <= longest;
        }
    }

    public enum Kind {
        /** A person without any identity is left out. */
        PERSON_WITHOUT_IDENTITY(Advice.ASK_SUPPLIER),
        /** A person without any name is left out. */
        PERSON_WITHOUT_NAME(Advice.CORRECT_LAS),
        /** Two persons of different names under one identity; a person must say who it is. */
        CONFLICTING_PERSON(Advice.ASK_SUPPLIER),
        /** One of those three was a pupil, or a pupil is in a wrong place: no pupil is proposed as a leaver. */
        PUPIL_LEFT_OUT(Advice.NOTHING),
        /** The same person was delivered twice; both were joined. */
        DUPLICATE_PERSON(Advice.NOTHING),
        /** One ECK iD with two keys; taken for one person. */
        DUPLICATE_ECK_ID(Advice.CORRECT_LAS),
        /** One key with two ECK iDs; taken for two persons. */
        DUPLICATE_KEY(Advice.ASK_SUPPLIER),
        /** The same name twice, and the same birth date or address: maybe one person, registered twice. */
        REGISTERED_TWICE(Advice.CORRECT_LAS),
        /** A key that differs from a known one only in capitals or leading zeros. */
        KEY_SPELLED_OTHERWISE(Advice.ASK_SUPPLIER),
        /** Two groups of one key, of whatever kind; only the last one counts. */
        DUPLICATE_GROUP_KEY(Advice.ASK_SUPPLIER),
        /** A group that nothing can refer to is left out. */
        GROUP_WITHOUT_KEY(Advice.ASK_SUPPLIER),
        /** A group without a name is shown by its key. */
        GROUP_WITHOUT_NAME(Advice.CORRECT_LAS),
        GROUP_WITHOUT_PUPILS(Advice.NOTHING),
        GROUP_WITHOUT_TEACHER(Advice.NOTHING),
        /** A pupil or teacher names a group that is not in the delivery; the reference is dropped. */
        UNKNOWN_GROUP(Advice.ASK_SUPPLIER),
        /** A pupil names a composite group as a group, or the other way round; the reference is dropped. */
        GROUP_OF_OTHER_KIND(Advice.ASK_SUPPLIER),
        /** A teacher does; the reference is kept. */
        TEACHER_GROUP_OF_OTHER_KIND(Advice.ASK_SUPPLIER),
        /** A pupil who left is still listed, by {@code uitstroomdatum} or jaargroep H; such a pupil counts as missing. */
        LISTED_AS_LEFT(Advice.NOTHING),
        /** A pupil is in two groups at once; the last one counts. */
        SEVERAL_GROUPS(Advice.CORRECT_LAS),
        /** A pupil's {@code instroomdatum} is no date; the pupil counts as present. */
        UNUSABLE_STARTING_DATE(Advice.CORRECT_LAS),
        /** A pupil's {@code uitstroomdatum} is no date; the pupil counts as present. */
        UNUSABLE_LEAVING_DATE(Advice.CORRECT_LAS),
        /** A teacher's mail address has no usable form; it is dropped. */
        UNUSABLE_EMAIL(Advice.CORRECT_LAS),
        /** A name without a letter, or "onbekend"; dropped, what is known stays. */
        PLACEHOLDER_NAME(Advice.CORRECT_LAS),
        /** No date, or no date a pupil can be born on; dropped. */
        UNUSABLE_BIRTH_DATE(Advice.CORRECT_LAS),
        /** No code of EDEXML's list of jaargroep; dropped. */
        UNKNOWN_YEAR_GROUP(Advice.CORRECT_LAS),
        /** 1 to 6 in a secondary school; read as 11 to 16. */
        YEAR_GROUP_READ_AS_SECONDARY(Advice.NOTHING),
        /** 11 to 16 in a primary school; kept. */
        YEAR_GROUP_OF_SECONDARY_SCHOOL(Advice.NOTHING),
        /** A text or identity that is longer than UWLR allows for its field; dropped. */
        VALUE_TOO_LONG(Advice.CORRECT_LAS),
        /** A key that holds for this answer only is never remembered. */
        KEY_OF_ONE_MESSAGE(Advice.ASK_SUPPLIER),
        /** Four digits of a national number that laslink did not request; dropped unread. The LVS set has them for every pupil. */
        NATIONAL_NUMBER_PART(Advice.ASK_SUPPLIER),
        /** A national number that laslink did not request; dropped unread. */
        NATIONAL_NUMBER(Advice.ASK_SUPPLIER);

        private final Advice advice;

        Kind(Advice advice) {
            this.advice = advice;
        }

        public Advice advice() {
            return advice;
        }
    }
}
