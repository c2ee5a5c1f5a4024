package nl.laslink.domain.mail;

import java.util.regex.Pattern;

/**
 * What a person typed, as it may stand in a mail: without control characters and without the separators of lines and paragraphs
 * (U+2028, U+2029). With one of those a name could add a line to the mail that looks like ours.
 */
public final class PlainText {
    private static final Pattern BREAKING = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");
    private static final Pattern BREAKING_INSIDE_A_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}&&[^\n]]+");

    private PlainText() {}

    public static boolean isOnOneLine(String text) {
        return !BREAKING.matcher(text).find();
    }

    /** A space for each run of such characters. */
    public static String onOneLine(String text) {
        return BREAKING.matcher(text).replaceAll(" ").strip();
    }

    /** {@code \n} for each line break of any kind, and a space for each run of the others. */
    public static String onLines(String text) {
        return BREAKING_INSIDE_A_LINE
                .matcher(text.replaceAll("\\R", "\n"))
                .replaceAll(" ")
                .strip();
    }
}
