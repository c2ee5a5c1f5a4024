package nl.laslink.domain.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.PersonName;

/**
 * A name brought to the form in which two spellings of it are equal: no accents, no capitals, no punctuation, prefixes of
 * the surname left out. Immutable.
 */
record NameForm(String firstName, String surname) {
    private static final Set<String> PREFIXES = Set.of(
            "van", "de", "der", "den", "het", "t", "ten", "ter", "te", "in", "op", "aan", "von", "vd", "v", "d", "la",
            "le", "el", "al", "du", "da", "dos", "s");
    private static final Pattern INITIALS = Pattern.compile("\\p{L}( \\p{L})*");
    /** Under this length one other letter is soon another name. */
    private static final int SHORTEST_FOR_A_TYPING_ERROR = 4;

    static NameForm of(PersonName name) {
        return new NameForm(text(name.firstName()), withoutPrefixes(text(name.prefix()) + " " + text(name.surname())));
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
        return surname.isEmpty() ? Likeness.NONE : like(surname, other.surname);
    }

    Likeness firstNameLike(NameForm other) {
        if (firstName.isEmpty() || other.firstName.isEmpty()) {
            return Likeness.NONE;
        }
        if (INITIALS.matcher(firstName).matches()
                || INITIALS.matcher(other.firstName).matches()) {
            return firstName.charAt(0) == other.firstName.charAt(0) ? Likeness.SAME_INITIAL : Likeness.NONE;
        }
        return like(firstName, other.firstName);
    }

    private static Likeness like(String one, String other) {
        if (one.equals(other)) {
            return Likeness.EQUAL;
        }
        return isSimilar(one, other) ? Likeness.SIMILAR : Likeness.NONE;
    }

    /** Lower case without accents; everything but letters and digits is one space. */
    static String plain(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return letters.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /** Equal but for sound-alike spellings and one typing error in a name of some length. */
    private static boolean isSimilar(String one, String other) {
        String a = sound(one);
        String b = sound(other);
        if (a.equals(b)) {
            return true;
        }
        return Math.min(a.length(), b.length()) >= SHORTEST_FOR_A_TYPING_ERROR && differsInOneLetter(a, b);
    }

    private static String sound(String name) {
        return name.replace(" ", "")
                .replace("ph", "f")
                .replace("th", "t")
                .replace("ck", "k")
                .replace("ij", "y")
                .replace("ie", "i")
                .replace('c', 'k')
                .replaceAll("(.)\\1", "$1");
    }

    /** One letter replaced, added, or two neighbours swapped. */
    private static boolean differsInOneLetter(String a, String b) {
        String shorter = a.length() <= b.length() ? a : b;
        String longer = a.length() <= b.length() ? b : a;
        if (longer.length() - shorter.length() > 1) {
            return false;
        }
        int i = 0;
        while (i < shorter.length() && shorter.charAt(i) == longer.charAt(i)) {
            i++;
        }
        if (longer.length() > shorter.length()) {
            return shorter.substring(i).equals(longer.substring(i + 1));
        }
        if (shorter.substring(i + 1).equals(longer.substring(i + 1))) {
            return true;
        }
        return i + 1 < shorter.length()
                && shorter.charAt(i) == longer.charAt(i + 1)
                && shorter.charAt(i + 1) == longer.charAt(i)
                && shorter.substring(i + 2).equals(longer.substring(i + 2));
    }

    private static String text(Optional<String> part) {
        return part.map(NameForm::plain).orElse("");
    }

    private static String withoutPrefixes(String surname) {
        List<String> words = new ArrayList<>(List.of(surname.strip().split(" ")));
        while (words.size() > 1 && PREFIXES.contains(words.getFirst())) {
            words.removeFirst();
        }
        return String.join(" ", words);
    }
}
