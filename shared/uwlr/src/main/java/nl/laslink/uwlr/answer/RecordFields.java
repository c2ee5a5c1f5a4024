package nl.laslink.uwlr.answer;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Field;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;

/** Reads the fields of one record of an answer, and notices what cannot be used of them. */
final class RecordFields {
    private final Delivery.Place place;
    private final Collected collected;
    private Set<Field> dropped = Set.of();

    RecordFields(Delivery.Place place, Collected collected) {
        this.place = place;
        this.collected = collected;
    }

    Delivery.Place place() {
        return place;
    }

    void notice(Delivery.Kind kind) {
        collected.findings().add(kind, place);
    }

    Optional<String> text(Field field, XmlCursor in) throws Unusable {
        return fitting(field, in.text().map(RecordFields::composed));
    }

    /** A part of a person's name; a placeholder counts as unread. */
    Optional<String> name(Field field, XmlCursor in) throws Unusable {
        Optional<String> text = text(field, in);
        if (text.filter(RecordFields::isPlaceholder).isEmpty()) {
            return text;
        }
        collected.findings().add(Delivery.Kind.PLACEHOLDER_NAME, place.in(field));
        drop(Set.of(field));
        return Optional.empty();
    }

    private static boolean isPlaceholder(String text) {
        return text.codePoints().noneMatch(Character::isLetter) || text.equalsIgnoreCase("onbekend");
    }

    /** An accented letter as one character: some LAS send the letter and the accent apart. */
    private static String composed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** A part of a name that many records have. */
    Optional<String> repeatedName(Field field, XmlCursor in) throws Unusable {
        return collected.texts().one(name(field, in));
    }

    boolean dropped(Field field) {
        return dropped.contains(field);
    }

    /** Fields that were dropped of the same record, read earlier. */
    void join(RecordFields earlier) {
        if (!earlier.dropped.isEmpty()) {
            drop(earlier.dropped);
        }
    }

    /** A reference to a group: its key, and whether the record calls it a composite group. */
    Optional<PersonFields.Reference> group(XmlCursor in, boolean composite) {
        return collected.references().one(key(Field.GROUP, in).map(key -> new PersonFields.Reference(key, composite)));
    }

    Optional<LocalDate> day(Optional<LocalDate> day) {
        return collected.days().one(day);
    }

    Optional<EckId> eckId(XmlCursor in) {
        return fitting(Field.ECK_ID, in.attribute("eckid")).map(EckId::new);
    }

    /** The record's own key. */
    Optional<LasKey> key(XmlCursor in) {
        Optional<LasKey> key = key(Field.KEY, in);
        if (key.filter(k -> !k.isLasting()).isPresent()) {
            notice(Delivery.Kind.KEY_OF_ONE_MESSAGE);
        }
        return key;
    }

    private Optional<LasKey> key(Field field, XmlCursor in) {
        return fitting(field, in.exactAttribute("key").filter(key -> !LasKey.isBlank(key)))
                .map(LasKey::new);
    }

    Optional<String> yearGroup(XmlCursor in) throws Unusable {
        Optional<String> code = in.text();
        if (code.filter(c -> !YearGroups.isKnown(c)).isPresent()) {
            notice(Delivery.Kind.UNKNOWN_YEAR_GROUP);
        }
        return collected.texts().one(code.filter(YearGroups::isKnown));
    }

    private Optional<String> fitting(Field field, Optional<String> text) {
        if (text.filter(t -> !field.fits(t)).isEmpty()) {
            return text;
        }
        collected.findings().add(Delivery.Kind.VALUE_TOO_LONG, place.in(field));
        drop(Set.of(field));
        return Optional.empty();
    }

    /** Nearly every record has none, and an empty set each would cost memory. */
    private void drop(Set<Field> fields) {
        Set<Field> all = EnumSet.copyOf(fields);
        all.addAll(dropped);
        dropped = all;
    }
}
