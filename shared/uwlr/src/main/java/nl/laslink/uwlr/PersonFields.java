package nl.laslink.uwlr;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;

/** What was read of one pupil or teacher so far. */
final class PersonFields {
    /** xs:date is a calendar day; an offset behind it is cut off, never converted. */
    private static final Pattern DATE = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?");

    private static final int LONGEST_CODE = 8;

    private final Optional<EckId> eckId;
    private final Optional<LasKey> key;
    private Optional<String> surname = Optional.empty();
    private Optional<String> prefix = Optional.empty();
    private Optional<String> firstName = Optional.empty();
    private Optional<String> givenNames = Optional.empty();
    private Optional<String> initials = Optional.empty();
    private Optional<LocalDate> birthDate = Optional.empty();
    private Optional<String> yearGroup = Optional.empty();
    private Optional<String> email = Optional.empty();
    private Optional<LasKey> group = Optional.empty();
    private final Set<LasKey> otherGroups = new LinkedHashSet<>();

    private PersonFields(Optional<EckId> eckId, Optional<LasKey> key) {
        this.eckId = eckId;
        this.key = key;
    }

    /** Reads the attributes of the person's element. */
    static PersonFields start(XmlCursor in) {
        return new PersonFields(
                in.attribute("eckid").filter(e -> e.length() <= 256).map(EckId::new), PupilDataReader.key(in));
    }

    /** Takes this field when it is of use, else passes it over. */
    void take(String field, XmlCursor in) throws Unusable {
        switch (field) {
            case "achternaam" -> surname = in.text();
            case "voorvoegsel" -> prefix = in.text();
            case "roepnaam" -> firstName = in.text();
            case "voornamen" -> givenNames = in.text();
            case "voorletters-1" -> initials = in.text();
            case "geboortedatum" -> birthDate = in.text().flatMap(PersonFields::date);
            case "jaargroep" -> yearGroup = code(in.text());
            default -> in.skip();
        }
    }

    void group(Optional<LasKey> reference) {
        group = reference;
    }

    void compositeGroup(LasKey reference) {
        otherGroups.add(reference);
    }

    void email(Optional<String> address) {
        email = address;
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

    /** Without a first name the base set's given names or initials stand in. Empty when there is no name at all. */
    Optional<PersonName> name() {
        Optional<String> first = firstName.or(() -> givenNames).or(() -> initials);
        return first.isEmpty() && surname.isEmpty()
                ? Optional.empty()
                : Optional.of(new PersonName(first, prefix, surname));
    }

    Optional<LocalDate> birthDate() {
        return birthDate;
    }

    Optional<String> yearGroup() {
        return yearGroup;
    }

    Optional<String> email() {
        return email;
    }

    Optional<LasKey> group() {
        return group;
    }

    Set<LasKey> otherGroups() {
        return otherGroups;
    }

    /** A code of EDEXML's list of year groups; unknown ones are kept, unless they are no code at all. */
    static Optional<String> code(Optional<String> text) {
        return text.filter(t -> t.length() <= LONGEST_CODE);
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
