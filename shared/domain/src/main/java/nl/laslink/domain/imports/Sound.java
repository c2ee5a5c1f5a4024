package nl.laslink.domain.imports;

/** What a plain name sounds like: spellings that sound alike are one sound. Immutable. */
final class Sound {
    /** Under this length one other letter is soon another name. */
    private static final int SHORTEST_FOR_A_TYPING_ERROR = 4;

    private static final int NO_LETTER = -1;

    private final String value;

    private Sound(String value) {
        this.value = value;
    }

    static Sound of(String plainName) {
        int length = plainName.length();
        char[] letters = new char[length];
        int size = 0;
        for (int i = 0; i < length; i++) {
            char letter = plainName.charAt(i);
            if (letter != ' ') {
                letters[size++] = letter;
            }
        }
        return new Sound(withoutDoubles(letters, spelledAsItSounds(letters, size)));
    }

    /** Writes over the letters; returns how many there are then. */
    private static int spelledAsItSounds(char[] letters, int length) {
        int size = 0;
        int i = 0;
        while (i < length) {
            char letter = letters[i];
            char next = i + 1 < length ? letters[i + 1] : ' ';
            i++;
            switch (letter) {
                case 'p' -> {
                    letters[size++] = next == 'h' ? 'f' : letter;
                    i += next == 'h' ? 1 : 0;
                }
                case 't' -> {
                    letters[size++] = letter;
                    i += next == 'h' ? 1 : 0;
                }
                case 'c' -> {
                    letters[size++] = 'k';
                    i += next == 'k' ? 1 : 0;
                }
                case 'd' -> {
                    letters[size++] = letter;
                    i += next == 'j' ? 1 : 0;
                }
                case 'i' -> {
                    letters[size++] = next == 'j' ? 'y' : letter;
                    i += next == 'j' || next == 'e' ? 1 : 0;
                }
                default -> letters[size++] = letter;
            }
        }
        return size;
    }

    /** Each pair of equal letters becomes one: of three, two are left. */
    private static String withoutDoubles(char[] letters, int length) {
        int size = 0;
        int i = 0;
        while (i < length) {
            char letter = letters[i];
            i += i + 1 < length && letters[i + 1] == letter ? 2 : 1;
            letters[size++] = letter;
        }
        return new String(letters, 0, size);
    }

    String value() {
        return value;
    }

    /** Equal, or one typing error apart in a name of some length. */
    boolean isLike(Sound other) {
        return value.equals(other.value) || allowsTypingError() && other.allowsTypingError() && isOneLetterFrom(other);
    }

    /**
     * Two sounds that are alike have one of these in common: the hash of the sound, and of what is left of it without each one of its
     * letters. A letter replaced leaves the same in both; a letter more leaves the shorter one; of two neighbours swapped either leaves
     * the same.
     */
    long[] keys() {
        long[] keys = new long[allowsTypingError() ? 1 + value.length() : 1];
        keys[0] = hashWithout(NO_LETTER);
        for (int i = 1; i < keys.length; i++) {
            keys[i] = hashWithout(i - 1);
        }
        return keys;
    }

    private long hashWithout(int letter) {
        long hash = 0;
        for (int i = 0; i < value.length(); i++) {
            if (i != letter) {
                hash = 0x100000001B3L * hash + value.charAt(i);
            }
        }
        return hash;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Sound sound && value.equals(sound.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Sound";
    }
}
