package nl.laslink.domain.imports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.PersonName;

/**
 * A name brought to the form in which two spellings of it are equal: no accents, no capitals, no punctuation, prefixes of
 * the surname left out. Immutable.
 */
record NameForm(Part firstName, Part surname) {
    private static final Set<String> PREFIXES = Set.of(
            "van", "de", "der", "den", "het", "t", "ten", "ter", "te", "in", "op", "aan", "von", "vd", "v", "d", "la",
            "le", "el", "al", "du", "da", "dos", "s");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NEITHER_LETTERS_NOR_DIGITS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** A first name or a surname; an absent one is empty. Immutable. */
    record Part(String text, Sound sound, boolean initials) {
        static Part of(String plainText) {
            return new Part(plainText, Sound.of(plainText), isInitials(plainText));
        }

        /** Single letters with a space between them. */
        private static boolean isInitials(String plainText) {
            if (plainText.length() % 2 == 0) {
                return false;
            }
            for (int i = 0; i < plainText.length(); i++) {
                char c = plainText.charAt(i);
                if (i % 2 == 0 ? !Character.isLetter(c) : c != ' ') {
                    return false;
                }
            }
            return true;
        }

        boolean isAbsent() {
            return text.isEmpty();
        }

        /** Two absent parts are equal; an initial says too little to compare. */
        Comparison compared(Part other) {
            if (text.equals(other.text)) {
                return Comparison.EQUAL;
            }
            if (isAbsent() || other.isAbsent() || initials || other.initials) {
                return Comparison.MISSING;
            }
            return sound.isLike(other.sound) ? Comparison.SIMILAR : Comparison.DIFFERENT;
        }

        private Likeness like(Part other) {
            if (isAbsent() || other.isAbsent()) {
                return Likeness.NONE;
            }
            if (text.equals(other.text)) {
                return Likeness.EQUAL;
            }
            return sound.isLike(other.sound) ? Likeness.SIMILAR : Likeness.NONE;
        }
    }

    static NameForm of(PersonName name) {
        return new NameForm(
                Part.of(text(name.firstName())),
                Part.of(withoutPrefixes(text(name.prefix()) + " " + text(name.surname()))));
    }

    /** The name if each field was filled with what belongs in the other. */
    NameForm swapped() {
        String bare = withoutPrefixes(firstName.text);
        return new NameForm(surname, bare.equals(firstName.text) ? firstName : Part.of(bare));
    }

    /** What a part of a name says for or against two records being one person. */
    enum Comparison {
        EQUAL,
        SIMILAR,
        MISSING,
        DIFFERENT;

        boolean isAlike() {
            return this == EQUAL || this == SIMILAR;
        }
    }

    /** How much two names are alike; only {@code EQUAL} says that they are the same. */
    enum Likeness {
        EQUAL,
        /** An initial, and a name that begins with it. */
        SAME_INITIAL,
        /** Written as it sounds, or with one typing error: Sofie and Sophie, but Jelle and Jesse as well. */
        SIMILAR,
        NONE;

        boolean isAny() {
            return this != NONE;
        }
    }

    Likeness surnameLike(NameForm other) {
        return surname.like(other.surname);
    }

    Likeness firstNameLike(NameForm other) {
        if (firstName.isAbsent() || other.firstName.isAbsent()) {
            return Likeness.NONE;
        }
        if (firstName.initials || other.firstName.initials) {
            return firstName.text.charAt(0) == other.firstName.text.charAt(0) ? Likeness.SAME_INITIAL : Likeness.NONE;
        }
        return firstName.like(other.firstName);
    }

    /** Lower case without accents; everything but letters and digits is one space. */
    static String plain(String text) {
        return isAscii(text) ? plainAscii(text) : plainUnicode(text);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Most names are ASCII and need neither Unicode's normal form nor patterns. */
    private static String plainAscii(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= 'A' && letter <= 'Z') {
                plain.append((char) (letter - 'A' + 'a'));
            } else if (letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9') {
                plain.append(letter);
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        return plain.toString().stripTrailing();
    }

    /** The same for any text. */
    static String plainUnicode(String text) {
        String letters = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return NEITHER_LETTERS_NOR_DIGITS
                .matcher(withoutStrokes(letters))
                .replaceAll(" ")
                .strip();
    }

    /** Unicode takes an accent off a letter, but neither a stroke nor a ligature: Søren is Soren as Zoë is Zoe. */
    private static String withoutStrokes(String letters) {
        StringBuilder plain = new StringBuilder(letters.length());
        letters.chars().forEach(letter -> {
            switch (letter) {
                case 'ø' -> plain.append('o');
                case 'æ' -> plain.append("ae");
                case 'œ' -> plain.append("oe");
                case 'ß' -> plain.append("ss");
                case 'ł' -> plain.append('l');
                case 'đ', 'ð' -> plain.append('d');
                case 'ħ' -> plain.append('h');
                case 'ı' -> plain.append('i');
                case 'þ' -> plain.append("th");
                case 'ĳ' -> plain.append("ij");
                default -> plain.append((char) letter);
            }
        });
        return plain.toString();
    }

    private static String text(Optional<String> part) {
        return part.map(NameForm::plain).orElse("");
    }

    private static String withoutPrefixes(String surname) {
        String bare = surname.strip();
        int space = bare.indexOf(' ');
        while (space > 0 && PREFIXES.contains(bare.substring(0, space))) {
            bare = bare.substring(space + 1);
            space = bare.indexOf(' ');
        }
        return bare;
    }
}
