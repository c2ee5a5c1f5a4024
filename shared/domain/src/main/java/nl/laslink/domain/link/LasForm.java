package nl.laslink.domain.link;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the form of one kind of LAS asks: whether a school key, and what a key must look like when its supplier says so
 * ({@code keyPattern}, a regular expression for the whole of it). The hints say where a school gets them. Immutable.
 */
public record LasForm(
        SchoolKeyUse schoolKeyUse, Text keyHint, Optional<String> keyPattern, Optional<Text> schoolKeyHint) {

    /** Of an authorisation key or a school key, in characters; far above the schema's 64: one vendor issues keys of 88. */
    public static final int LONGEST_KEY = 256;

    /** Whether the form has a field for a school key. */
    public enum SchoolKeyUse {
        EMPTY,
        OPTIONAL,
        REQUIRED
    }

    /** For a person, in both languages. */
    public record Text(String dutch, String english) {}

    public boolean takesKey(String key) {
        return keyPattern.map(p -> Pattern.matches(p, key)).orElse(true);
    }
}
