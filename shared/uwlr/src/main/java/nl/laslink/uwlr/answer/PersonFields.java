package nl.laslink.uwlr.answer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Field;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.uwlr.request.Uwlr;

/** What was read of one pupil or teacher so far. */
final class PersonFields {
    /** xs:date is a calendar day; an offset behind it is cut off, never converted. */
    private static final Pattern DATE = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?");

    private final RecordFields fields;
    private Optional<EckId> eckId;
    private Optional<LasKey> key;
    private Optional<String> surname = Optional.empty();
    private Optional<String> prefix = Optional.empty();
    private Optional<String> firstName = Optional.empty();
    private Optional<String> givenNames = Optional.empty();
    private Optional<String> initials = Optional.empty();
    private Optional<LocalDate> birthDate = Optional.empty();
    private Optional<LocalDate> leavesOn = Optional.empty();
    private Optional<LocalDate> startsOn = Optional.empty();
    private Optional<String> yearGroup = Optional.empty();
    private Optional<String> email = Optional.empty();
    private Optional<Reference> group = Optional.empty();
    private Set<Reference> otherGroups = Set.of();
    private boolean isConflicting;

    private PersonFields(RecordFields fields, Optional<EckId> eckId, Optional<LasKey> key) {
        this.fields = fields;
        this.eckId = eckId;
        this.key = key;
    }

    /** A reference to a group: its key, and whether the person calls it a composite group. */
    record Reference(LasKey key, boolean composite) {}

    /** Reads the attributes of the person's element. */
    static PersonFields start(XmlCursor in, Delivery.Place place, Collected collected) {
        RecordFields fields = new RecordFields(place, collected);
        return new PersonFields(fields, fields.eckId(in), fields.key(in));
    }

    /** Takes this field when it is of use, else passes it over. */
    void take(String field, XmlCursor in) throws Unusable {
        switch (field) {
            case "achternaam" -> surname = fields.name(Field.SURNAME, in);
            case "voorvoegsel" -> prefix = fields.repeatedName(Field.PREFIX, in);
            case "roepnaam" -> firstName = fields.name(Field.FIRST_NAME, in);
            case "voornamen" -> givenNames = fields.name(Field.GIVEN_NAMES, in);
            case "voorletters-1" -> initials = fields.name(Field.INITIALS, in);
            case "geboortedatum" -> birthDate = date(in.text(), Delivery.Kind.UNUSABLE_BIRTH_DATE);
            case "uitstroomdatum" -> leavesOn = date(in.text(), Delivery.Kind.UNUSABLE_LEAVING_DATE);
            case "instroomdatum" -> startsOn = date(in.text(), Delivery.Kind.UNUSABLE_STARTING_DATE);
            case "jaargroep" -> yearGroup = fields.yearGroup(in);
            default -> in.skip();
        }
    }

    void group(XmlCursor in) throws Unusable {
        Optional<Reference> next = fields.group(in, false);
        if (group.isPresent() && next.isPresent() && !group.equals(next)) {
            notice(Delivery.Kind.SEVERAL_GROUPS);
        }
        group = next.or(() -> group);
        in.skip();
    }

    /** A pupil's composite groups, or a teacher's groups of both kinds. */
    void otherGroups(XmlCursor in) throws Unusable {
        Set<Reference> read = new LinkedHashSet<>(otherGroups);
        while (in.nextChild()) {
            switch (in.name(Uwlr.PUPIL_DATA)) {
                case "groep" -> fields.group(in, false).ifPresent(read::add);
                case "samengestelde_groep" -> fields.group(in, true).ifPresent(read::add);
                default -> {}
            }
            in.skip();
        }
        keep(read);
    }

    void email(XmlCursor in) throws Unusable {
        email = fields.text(Field.EMAIL, in);
    }

    void notice(Delivery.Kind kind) {
        fields.notice(kind);
    }

    /**
     * The same person, read again: what this one does not say the earlier one did.
     */
    void join(PersonFields earlier) {
        surname = surname.or(() -> earlier.surname);
        prefix = prefix.or(() -> earlier.prefix);
        firstName = firstName.or(() -> earlier.firstName);
        givenNames = givenNames.or(() -> earlier.givenNames);
        initials = initials.or(() -> earlier.initials);
        birthDate = birthDate.or(() -> earlier.birthDate);
        yearGroup = YearGroups.joined(yearGroup, earlier.yearGroup);
        leavesOn = joinedLeavingDay(leavesOn, earlier.leavesOn);
        startsOn = joinedStartingDay(startsOn, earlier.startsOn);
        email = email.or(() -> earlier.email);
        group = group.or(() -> earlier.group);
        eckId = eckId.or(() -> earlier.eckId);
        key = key.or(() -> earlier.key);
        Set<Reference> both = new LinkedHashSet<>(otherGroups);
        both.addAll(earlier.otherGroups);
        keep(both);
        fields.join(earlier.fields);
    }

    /** For a person who occurs twice: a leaver only if both say so. */
    private static Optional<LocalDate> joinedLeavingDay(Optional<LocalDate> one, Optional<LocalDate> other) {
        return one.flatMap(day -> other.map(o -> o.isAfter(day) ? o : day));
    }

    /** For a person who occurs twice: at school if one of the two says so. */
    private static Optional<LocalDate> joinedStartingDay(Optional<LocalDate> one, Optional<LocalDate> other) {
        return one.flatMap(day -> other.map(o -> o.isBefore(day) ? o : day));
    }

    /** Most people are in one group or none, and a set of one is a tenth of the size. */
    private void keep(Set<Reference> groups) {
        otherGroups = groups.size() < 2 ? Set.copyOf(groups) : groups;
    }

    Optional<EckId> eckId() {
        return eckId;
    }

    Optional<LasKey> key() {
        return key;
    }

    boolean hasIdentity() {
        return eckId.isPresent() || key.isPresent();
    }

    /** Without a first name the given names or initials of the base set are used. Empty when there is no name at all. */
    Optional<PersonName> name() {
        Optional<String> first = firstName.or(() -> givenNames).or(() -> initials);
        return first.isEmpty() && surname.isEmpty()
                ? Optional.empty()
                : Optional.of(new PersonName(first, prefix, surname.map(this::withoutPrefix), unread()));
    }

    /** Some LAS write the prefix in its own field and again in the surname. */
    private String withoutPrefix(String written) {
        String before = prefix.map(p -> p.endsWith("'") ? p : p + " ").orElse("");
        boolean isTwice = !before.isEmpty()
                && written.length() > before.length()
                && written.regionMatches(true, 0, before, 0, before.length());
        return isTwice ? written.substring(before.length()).strip() : written;
    }

    private Set<PersonName.Part> unread() {
        Set<PersonName.Part> unread = EnumSet.noneOf(PersonName.Part.class);
        if (surname.isEmpty() && fields.dropped(Field.SURNAME)) {
            unread.add(PersonName.Part.SURNAME);
        }
        if (prefix.isEmpty() && fields.dropped(Field.PREFIX)) {
            unread.add(PersonName.Part.PREFIX);
        }
        if (isFirstNameUnread()) {
            unread.add(PersonName.Part.FIRST_NAME);
        }
        return unread;
    }

    /** The field that would have been the first name was dropped. */
    private boolean isFirstNameUnread() {
        if (firstName.isPresent() || fields.dropped(Field.FIRST_NAME)) {
            return firstName.isEmpty();
        }
        if (givenNames.isPresent() || fields.dropped(Field.GIVEN_NAMES)) {
            return givenNames.isEmpty();
        }
        return initials.isEmpty() && fields.dropped(Field.INITIALS);
    }

    boolean isNamedAs(PersonFields other) {
        return name().map(n -> n.full().toLowerCase(Locale.ROOT))
                .equals(other.name().map(n -> n.full().toLowerCase(Locale.ROOT)));
    }

    /** What a second registration of the same person has in common with the first: the name, and birth date or address. */
    Optional<List<Object>> registration() {
        Optional<Object> second =
                isTeacher() ? email.map(e -> e.toLowerCase(Locale.ROOT)) : birthDate.map(Object.class::cast);
        return second.flatMap(s -> name().map(n -> List.of(n.full().toLowerCase(Locale.ROOT), s)));
    }

    /** Once, however often its identity is looked at. */
    void noticeConflict() {
        if (!isConflicting) {
            isConflicting = true;
            notice(Delivery.Kind.CONFLICTING_PERSON);
        }
    }

    boolean hasGivenNames() {
        return givenNames.isPresent();
    }

    boolean isTeacher() {
        return fields.place().subject() == Delivery.Subject.TEACHER;
    }

    Optional<LocalDate> birthDate() {
        return birthDate;
    }

    Optional<LocalDate> leavesOn() {
        return leavesOn;
    }

    Optional<LocalDate> startsOn() {
        return startsOn;
    }

    /** Where they are not the first name themselves. */
    Optional<String> otherGivenNames() {
        return givenNames.filter(_ -> firstName.isPresent() && !firstName.equals(givenNames));
    }

    Optional<String> yearGroup() {
        return yearGroup;
    }

    Optional<String> email() {
        return email;
    }

    Optional<Reference> group() {
        return group;
    }

    Set<Reference> otherGroups() {
        return otherGroups;
    }

    /** An impossible birth date. */
    void dropUnusableBirthDate(LocalDate first, LocalDate last) {
        birthDate = usable(
                birthDate,
                birthDate.filter(day -> !day.isBefore(first) && !day.isAfter(last)),
                Delivery.Kind.UNUSABLE_BIRTH_DATE);
    }

    void dropUnusableEmail() {
        email = usable(email, email.filter(EmailAddress::isValid), Delivery.Kind.UNUSABLE_EMAIL);
    }

    private <T> Optional<T> usable(Optional<?> read, Optional<T> usable, Delivery.Kind kind) {
        if (read.isPresent() && usable.isEmpty()) {
            notice(kind);
        }
        return usable;
    }

    private Optional<LocalDate> date(Optional<String> text, Delivery.Kind unusable) {
        return fields.day(usable(text, text.flatMap(PersonFields::date), unusable));
    }

    private static Optional<LocalDate> date(String text) {
        Matcher found = DATE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(found.group(1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
