package nl.laslink.uwlr.answer;

import java.util.Optional;
import nl.laslink.domain.delivery.Delivery;

/**
 * Something odd in an answer, and where; {@code field} when the code may be of several. Holds no name, date or key. Immutable.
 */
public record Finding(Code code, Place place, Optional<Field> field) {

    /** The n-th record of its kind, from 1, and the line it begins on. Immutable. */
    public record Place(Subject subject, int ordinal, int line) {}

    /** The place as a delivery tells it. */
    Delivery.Place inDelivery() {
        return new Delivery.Place(
                1, place.subject().inDelivery, place.ordinal(), place.line(), field.map(f -> f.inDelivery));
    }

    /**
     * A field that laslink reads, with its longest length in characters in the base schemas of UWLR 2.2. Keys are never held to
     * less than that: the 64 of the profiles, and of autorisatiesleutel, are too short for what LAS systems issue.
     */
    public enum Field {
        SURNAME("achternaam", 200, Delivery.Field.SURNAME),
        PREFIX("voorvoegsel", 10, Delivery.Field.PREFIX),
        GIVEN_NAMES("voornamen", 200, Delivery.Field.GIVEN_NAMES),
        INITIALS("voorletters-1", 6, Delivery.Field.INITIALS),
        FIRST_NAME("roepnaam", 64, Delivery.Field.FIRST_NAME),
        EMAIL("emailadres", 256, Delivery.Field.EMAIL),
        GROUP_NAME("naam", 64, Delivery.Field.GROUP_NAME),
        KEY("key", 256, Delivery.Field.KEY),
        ECK_ID("eckid", 256, Delivery.Field.ECK_ID),
        GROUP("groep", 256, Delivery.Field.GROUP);

        private final String wire;
        private final int longest;
        private final Delivery.Field inDelivery;

        Field(String wire, int longest, Delivery.Field inDelivery) {
            this.wire = wire;
            this.longest = longest;
            this.inDelivery = inDelivery;
        }

        /** What UWLR calls it. */
        public String wire() {
            return wire;
        }

        public int longest() {
            return longest;
        }

        boolean fits(String text) {
            // What names something is sent back, and validators in Java and .NET count characters beyond the first
            // 65,536 for two.
            boolean isIdentity = this == KEY || this == ECK_ID || this == GROUP;
            return (isIdentity ? text.length() : text.codePointCount(0, text.length())) <= longest;
        }
    }

    public enum Subject {
        GROUP("groep", Delivery.Subject.GROUP),
        COMPOSITE_GROUP("samengestelde_groep", Delivery.Subject.COMPOSITE_GROUP),
        TEACHER("leerkracht", Delivery.Subject.TEACHER),
        PUPIL("leerling", Delivery.Subject.PUPIL),
        /** The answer itself; only the line tells where. */
        ANSWER("antwoord", Delivery.Subject.ANSWER);

        private final String element;
        private final Delivery.Subject inDelivery;

        Subject(String element, Delivery.Subject inDelivery) {
            this.element = element;
            this.inDelivery = inDelivery;
        }

        /** What UWLR calls it. */
        public String element() {
            return element;
        }
    }

    public enum Code {
        /** A person without ECK iD and key; left out. */
        PERSON_WITHOUT_IDENTITY(Delivery.Kind.PERSON_WITHOUT_IDENTITY),
        /** A person without any name; left out. */
        PERSON_WITHOUT_NAME(Delivery.Kind.PERSON_WITHOUT_NAME),
        /** The same person again; both were joined, the last one leads. */
        DUPLICATE_PERSON(Delivery.Kind.DUPLICATE_PERSON),
        /** The same identity under another name; only the last one counts. */
        CONFLICTING_PERSON(Delivery.Kind.CONFLICTING_PERSON),
        /** One ECK iD with two keys; taken for one person, the last one leads. */
        DUPLICATE_ECK_ID(Delivery.Kind.DUPLICATE_ECK_ID),
        /** One key with two ECK iDs; taken for two persons. */
        DUPLICATE_KEY(Delivery.Kind.DUPLICATE_KEY),
        /** Two groups of one key, of whatever kind; only the last one counts. */
        DUPLICATE_GROUP_KEY(Delivery.Kind.DUPLICATE_GROUP_KEY),
        /** A group that nothing can refer to; left out. */
        GROUP_WITHOUT_KEY(Delivery.Kind.GROUP_WITHOUT_KEY),
        /** A group without a name; it is shown by its key. */
        GROUP_WITHOUT_NAME(Delivery.Kind.GROUP_WITHOUT_NAME),
        GROUP_WITHOUT_PUPILS(Delivery.Kind.GROUP_WITHOUT_PUPILS),
        GROUP_WITHOUT_TEACHER(Delivery.Kind.GROUP_WITHOUT_TEACHER),
        /** A reference to a group that is not listed; dropped, the person is kept. */
        UNKNOWN_GROUP(Delivery.Kind.UNKNOWN_GROUP),
        /** A pupil's reference to a group of the other kind; dropped, the pupil is kept. */
        GROUP_OF_OTHER_KIND(Delivery.Kind.GROUP_OF_OTHER_KIND),
        /** A teacher's reference to a group of the other kind; kept, because a teacher's groups are of any kind. */
        TEACHER_GROUP_OF_OTHER_KIND(Delivery.Kind.TEACHER_GROUP_OF_OTHER_KIND),
        /** A mail address of no usable form; dropped. */
        UNUSABLE_EMAIL(Delivery.Kind.UNUSABLE_EMAIL),
        /** No date, or no date a pupil can be born on; dropped. */
        UNUSABLE_BIRTH_DATE(Delivery.Kind.UNUSABLE_BIRTH_DATE),
        /** {@code uitstroomdatum} is no date; dropped, so that the pupil counts as present. */
        UNUSABLE_LEAVING_DATE(Delivery.Kind.UNUSABLE_LEAVING_DATE),
        /** No code of EDEXML's list; dropped. */
        UNKNOWN_YEAR_GROUP(Delivery.Kind.UNKNOWN_YEAR_GROUP),
        /** 1 to 6 in a secondary school; read as 11 to 16. */
        YEAR_GROUP_READ_AS_SECONDARY(Delivery.Kind.YEAR_GROUP_READ_AS_SECONDARY),
        /** 11 to 16 in a school that has primary year groups; kept. */
        YEAR_GROUP_OF_SECONDARY_SCHOOL(Delivery.Kind.YEAR_GROUP_OF_SECONDARY_SCHOOL),
        /** A text or identity that is longer than UWLR allows for its field; dropped. */
        VALUE_TOO_LONG(Delivery.Kind.VALUE_TOO_LONG),
        /** A key that starts with {@code #} holds for this answer only and is never remembered. */
        KEY_OF_ONE_MESSAGE(Delivery.Kind.KEY_OF_ONE_MESSAGE),
        /** A national number, which nobody asked for; dropped unread. */
        NATIONAL_NUMBER(Delivery.Kind.NATIONAL_NUMBER);

        private final Delivery.Kind kind;

        Code(Delivery.Kind kind) {
            this.kind = kind;
        }

        /** What a delivery calls it. */
        public Delivery.Kind kind() {
            return kind;
        }
    }
}
