package nl.laslink.domain.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.PersonName;

/**
 * A name brought to the form in which two spellings of it are equal: no accents, no capitals, no punctuation, prefixes of
 * the surname left out. Immutable.
 */
record NameForm(Part firstName, Part surname) {
    private static final Set<String> PREFIXES = Set.of(
            "van", "de", "der", "den", "het", "t", "ten", "ter", "te", "in", "op", "aan", "von", "vd", "v", "d", "la",
            "le", "el", "al", "du", "da", "dos", "s");
    /** Accents, and invisible characters such as a soft hyphen. */
    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");

    /** A single letter behind a first name is an initial. */
    private static final int SHORTEST_PREFIX_IN_FIRST_NAME = 2;

    private static final Pattern NEITHER_LETTERS_NOR_DIGITS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /**
     * A first name or a surname; an absent one is empty. {@code words} are what it consists of without prefixes;
     * {@code glued} is what a LAS writes that knows no prefixes: Vandenberg. Immutable.
     */
    static final class Part {
        private final String text;
        private final String glued;
        private final Sound sound;
        private final Sound gluedSound;
        private final boolean initials;
        private final Set<String> words;

        private Part(String text, String withPrefixes) {
            this.text = text;
            this.glued = withPrefixes.indexOf(' ') < 0 ? withPrefixes : withPrefixes.replace(" ", "");
            this.sound = Sound.of(text);
            this.gluedSound = withPrefixes.equals(text) ? sound : Sound.of(glued);
            this.initials = isInitials(text);
            this.words = words(text);
        }

        static Part of(String plainText) {
            return of(plainText, plainText);
        }

        static Part of(String plainText, String withPrefixes) {
            return new Part(plainText, withPrefixes);
        }

        private static Set<String> words(String plainText) {
            if (plainText.indexOf(' ') < 0) {
                return plainText.isEmpty() ? Set.of() : Set.of(plainText);
            }
            return Stream.of(plainText.split(" "))
                    .filter(word -> word.length() > 1 && !PREFIXES.contains(word))
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** As it is compared: without prefixes, and with them as one word. None when absent. */
        List<String> spellings() {
            if (text.isEmpty()) {
                return List.of();
            }
            return glued.equals(text) ? List.of(text) : List.of(text, glued);
        }

        /** With its prefixes and without spaces. */
        String glued() {
            return glued;
        }

        /** The sounds of the name and of each of its words: a double surname is found by either half. */
        List<Sound> sounds() {
            if (words.size() == 1 && gluedSound == sound) {
                return List.of(sound);
            }
            List<Sound> sounds = new ArrayList<>();
            sounds.add(sound);
            if (!words.contains(text)) {
                words.forEach(word -> sounds.add(Sound.of(word)));
            }
            if (gluedSound != sound) {
                sounds.add(gluedSound);
            }
            return sounds;
        }

        /** Whether only spaces, hyphens and prefixes differ. */
        private boolean isSameAs(Part other) {
            return text.equals(other.text) || !glued.isEmpty() && glued.equals(other.glued);
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
            if (isSameAs(other)) {
                return Comparison.EQUAL;
            }
            if (isAbsent() || other.isAbsent() || initials || other.initials) {
                return Comparison.MISSING;
            }
            return isLike(other) ? Comparison.SIMILAR : Comparison.DIFFERENT;
        }

        private Likeness like(Part other) {
            if (isAbsent() || other.isAbsent()) {
                return Likeness.NONE;
            }
            if (isSameAs(other)) {
                return Likeness.EQUAL;
            }
            return isLike(other) ? Likeness.SIMILAR : Likeness.NONE;
        }

        /** Sounds alike, or one is a part of the other: Bakker and Bakker-Smit, Amin and Mohammed Amin. */
        private boolean isLike(Part other) {
            return sound.isLike(other.sound)
                    || words.size() != other.words.size() && hasWordsOf(other)
                    || (gluedSound != sound || other.gluedSound != other.sound) && gluedSound.isLike(other.gluedSound);
        }

        /** Whether a word of it is in the other name, in either field: half of a double surname, or a name in the other field. */
        boolean hasWordOf(NameForm other) {
            for (String word : words) {
                if (other.surname.words.contains(word) || other.firstName.words.contains(word)) {
                    return true;
                }
            }
            return false;
        }

        private boolean hasWordsOf(Part other) {
            return !words.isEmpty()
                    && !other.words.isEmpty()
                    && (words.containsAll(other.words) || other.words.containsAll(words));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Part part && text.equals(part.text) && glued.equals(part.glued);
        }

        @Override
        public int hashCode() {
            return 31 * text.hashCode() + glued.hashCode();
        }

        @Override
        public String toString() {
            return "Part";
        }
    }

    static NameForm of(PersonName name) {
        String firstName = text(name.firstName());
        int end = endWithoutPrefixes(firstName, SHORTEST_PREFIX_IN_FIRST_NAME);
        String prefix = (firstName.substring(end) + " " + text(name.prefix())).strip();
        String surname = withPrefixesFirst((prefix + " " + text(name.surname())).strip());
        return new NameForm(Part.of(firstName.substring(0, end).strip()), Part.of(withoutPrefixes(surname), surname));
    }

    /** {@code berg van den} is {@code van den berg}. */
    private static String withPrefixesFirst(String surname) {
        int end = endWithoutPrefixes(surname, 1);
        return end == surname.length()
                ? surname
                : surname.substring(end).strip() + " "
                        + surname.substring(0, end).strip();
    }

    /** Where the prefixes at the end begin; something is left before them. */
    private static int endWithoutPrefixes(String plainText, int shortest) {
        int end = plainText.length();
        int space = plainText.lastIndexOf(' ');
        while (space > 0 && end - space > shortest && PREFIXES.contains(plainText.substring(space + 1, end))) {
            end = space;
            space = plainText.lastIndexOf(' ', space - 1);
        }
        return withoutPrefixes(plainText.substring(0, end)).equals(plainText.substring(0, end))
                ? end
                : plainText.length();
    }

    NameForm withFirstName(String other) {
        return new NameForm(Part.of(plain(other)), surname);
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

    /** An initial is another first name only if the letter is another. */
    boolean hasOtherFirstNameThan(NameForm other) {
        return !firstName.isAbsent()
                && !other.firstName.isAbsent()
                && !firstNameLike(other).isAny();
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
                case 'ə' -> plain.append('e');
                case 'ŋ' -> plain.append('n');
                case 'ŧ' -> plain.append('t');
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
