package nl.laslink.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A constant as answers, events, mails and logs write it: lower case with hyphens. */
public final class Word {
    private Word() {}

    public static String of(Enum<?> constant) {
        return of(constant.name());
    }

    /** By the constant's name. */
    public static String of(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that is written so, if any. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> constants, String word) {
        return Arrays.stream(constants.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findFirst();
    }
}
