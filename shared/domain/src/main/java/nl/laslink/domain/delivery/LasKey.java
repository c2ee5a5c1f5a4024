package nl.laslink.domain.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The key of a group, teacher or pupil in the LAS, 1 to 256 characters, unique per kind within a school. One that starts
 * with {@code #} holds for its own message only and is never stored (EDEXML 2.1). Two keys are equal when they differ only
 * in Unicode spaces; {@code value} is as the LAS sent it, because it is sent back that way.
 */
public record LasKey(String value) {
    public LasKey {
        if (value == null || isBlank(value) || value.length() > 256) {
            throw new IllegalArgumentException("a LAS key has 1 to 256 characters");
        }
    }

    /** Whether a text has nothing but Unicode spaces, so that it is no key. */
    public static boolean isBlank(String text) {
        return withoutSpaces(text).isEmpty();
    }

    public boolean isLasting() {
        return !withoutSpaces(value).startsWith("#");
    }

    /** Whether the LAS wrote both in the same way, spaces included. */
    public boolean isSpelledAs(LasKey other) {
        return value.equals(other.value);
    }

    /** What is left of it without leading zeros and capitals: some LAS changed only those. */
    public String loosely() {
        String plain = withoutSpaces(value).toLowerCase(Locale.ROOT);
        int first = 0;
        while (first < plain.length() - 1 && plain.charAt(first) == '0') {
            first++;
        }
        return plain.substring(first);
    }

    /** The same for two keys that are equal. */
    public String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(withoutSpaces(value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LasKey key
                && (value.equals(key.value) || withoutSpaces(value).equals(withoutSpaces(key.value)));
    }

    @Override
    public int hashCode() {
        return withoutSpaces(value).hashCode();
    }

    @Override
    public String toString() {
        return "LasKey";
    }

    private static String withoutSpaces(String text) {
        int first = 0;
        while (first < text.length() && !isSpace(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder rest = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                rest.append(text.charAt(i));
            }
        }
        return rest.toString();
    }

    /** Also those of no width, which Unicode does not count as spaces. */
    private static boolean isSpace(char c) {
        if (c > ' ' && c < 0x7F) {
            return false;
        }
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x200B || c == 0xFEFF;
    }
}
