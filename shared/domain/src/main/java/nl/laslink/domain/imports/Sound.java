package nl.laslink.domain.imports;

import java.util.HashSet;
import java.util.Set;

/** What a plain name sounds like: spellings that sound alike are one sound. Immutable. */
record Sound(String value) {
    /** Under this length one other letter is soon another name. */
    private static final int SHORTEST_FOR_A_TYPING_ERROR = 4;

    static Sound of(String plainName) {
        String spelled = plainName
                .replace(" ", "")
                .replace("ph", "f")
                .replace("th", "t")
                .replace("ck", "k")
                .replace("ij", "y")
                .replace("ie", "i")
                .replace("dj", "d")
                .replace('c', 'k');
        return new Sound(withoutDoubles(spelled));
    }

    /** Each pair of equal letters becomes one: of three, two are left. */
    private static String withoutDoubles(String spelled) {
        StringBuilder single = new StringBuilder(spelled.length());
        int i = 0;
        while (i < spelled.length()) {
            boolean isDouble = i + 1 < spelled.length() && spelled.charAt(i) == spelled.charAt(i + 1);
            single.append(spelled.charAt(i));
            i += isDouble ? 2 : 1;
        }
        return single.toString();
    }

    /** Equal, or one typing error apart in a name of some length. */
    boolean isLike(Sound other) {
        return value.equals(other.value) || allowsTypingError() && other.allowsTypingError() && isOneLetterFrom(other);
    }

    /**
     * Two sounds that are alike have one of these in common: the sound, and what is left of it without each one of its letters.
     * A letter replaced leaves the same in both; a letter more leaves the shorter one; of two neighbours swapped either leaves the same.
     */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        keys.add(value);
        for (int i = 0; allowsTypingError() && i < value.length(); i++) {
            keys.add(value.substring(0, i) + value.substring(i + 1));
        }
        return keys;
    }

    private boolean allowsTypingError() {
        return value.length() >= SHORTEST_FOR_A_TYPING_ERROR;
    }

    /** One letter replaced, added, or two neighbours swapped. */
    private boolean isOneLetterFrom(Sound other) {
        String shorter = value.length() <= other.value.length() ? value : other.value;
        String longer = value.length() <= other.value.length() ? other.value : value;
        if (longer.length() - shorter.length() > 1) {
            return false;
        }
        int i = 0;
        while (i < shorter.length() && shorter.charAt(i) == longer.charAt(i)) {
            i++;
        }
        if (longer.length() > shorter.length()) {
            return endsAlike(shorter, i, longer, i + 1);
        }
        return endsAlike(shorter, i + 1, longer, i + 1)
                || i + 1 < shorter.length()
                        && shorter.charAt(i) == longer.charAt(i + 1)
                        && shorter.charAt(i + 1) == longer.charAt(i)
                        && endsAlike(shorter, i + 2, longer, i + 2);
    }

    private static boolean endsAlike(String one, int from, String other, int otherFrom) {
        int length = one.length() - from;
        return length == other.length() - otherFrom && one.regionMatches(from, other, otherFrom, length);
    }
}
