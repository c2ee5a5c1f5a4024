package nl.laslink.domain.score;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one result for ever: the sitting and, where the result is of one part, the part. No two results have the same one. At
 * most 256 characters (UWLR).
 */
public record ResultKey(String value) {
    /** What stands for a full stop of the sitting's own, and a percent sign that could be taken for the start of it. */
    private static final String FULL_STOP = "%2E";

    private static final String PERCENT = "%25";
    private static final String LEFT_BEHIND = "%7E";
    private static final int LONGEST = 256;
    private static final Pattern AMBIGUOUS_PERCENT = Pattern.compile("%(?=25|2E)");

    public ResultKey {
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("a result key has 1 to 256 characters");
        }
    }

    /**
     * The first full stop parts the sitting from the part, so one inside a sitting is written otherwise: {@code z1.L} as a whole
     * is not {@code z1}'s part {@code L}. A sitting without full stop, as ids are, stands there as it is.
     */
    public static ResultKey of(String sitting, Optional<String> part) {
        if (!XmlText.isWhole(sitting) || !part.map(XmlText::isWhole).orElse(true)) {
            throw new IllegalArgumentException("of a result key with control characters the LAS gets another one");
        }
        String plain = AMBIGUOUS_PERCENT.matcher(sitting).replaceAll(PERCENT).replace(".", FULL_STOP);
        return new ResultKey(part.map(p -> plain + "." + p).orElse(plain));
    }

    /**
     * Names what a result was before it moved to another pupil. It never goes to a LAS; {@code version} is the ledger's, so that
     * each move has its own.
     */
    ResultKey leftBehind(long version) {
        String end = LEFT_BEHIND + version;
        return new ResultKey(value.substring(0, Math.min(value.length(), LONGEST - end.length())) + end);
    }

    @Override
    public String toString() {
        return value;
    }
}
