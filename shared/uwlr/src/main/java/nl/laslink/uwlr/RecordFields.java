package nl.laslink.uwlr;

import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.delivery.LasKey;

/** Reads the fields of one record of an answer, and notices what cannot be used of them. */
final class RecordFields {
    /** The most any text or identity may have in UWLR's schemas. */
    private static final int MOST_CHARACTERS = 256;

    private final Finding.Place place;
    private final Collected collected;

    RecordFields(Finding.Place place, Collected collected) {
        this.place = place;
        this.collected = collected;
    }

    Finding.Place place() {
        return place;
    }

    void notice(Finding.Code code) {
        collected.findings().add(code, place);
    }

    Optional<String> text(XmlCursor in) throws Unusable {
        return shortEnough(in.text());
    }

    /** A text that many records have. */
    Optional<String> repeatedText(XmlCursor in) throws Unusable {
        return collected.texts().one(text(in));
    }

    /** A group by its key, and of which kind the record says it is. */
    Optional<PersonFields.Reference> group(XmlCursor in, boolean composite) {
        return collected.references().one(reference(in).map(key -> new PersonFields.Reference(key, composite)));
    }

    Optional<LocalDate> day(Optional<LocalDate> day) {
        return collected.days().one(day);
    }

    Optional<String> attribute(String name, XmlCursor in) {
        return shortEnough(in.attribute(name));
    }

    /** The record's own key. */
    Optional<LasKey> key(XmlCursor in) {
        Optional<LasKey> key = reference(in);
        if (key.filter(k -> !k.isLasting()).isPresent()) {
            notice(Finding.Code.KEY_OF_ONE_MESSAGE);
        }
        return key;
    }

    /** The key of another record. */
    Optional<LasKey> reference(XmlCursor in) {
        return attribute("key", in).map(LasKey::new);
    }

    Optional<String> yearGroup(XmlCursor in) throws Unusable {
        Optional<String> code = in.text();
        if (code.filter(c -> !YearGroups.isKnown(c)).isPresent()) {
            notice(Finding.Code.UNKNOWN_YEAR_GROUP);
        }
        return collected.texts().one(code.filter(YearGroups::isKnown));
    }

    private Optional<String> shortEnough(Optional<String> text) {
        if (text.filter(t -> t.length() > MOST_CHARACTERS).isPresent()) {
            notice(Finding.Code.VALUE_TOO_LONG);
            return Optional.empty();
        }
        return text;
    }
}
