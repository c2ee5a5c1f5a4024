package nl.laslink.local.lassimulator.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How a school's LAS speaks while it does what it should.
 *
 * @param delayMillis how long it thinks before each answer
 * @param keys whether a pupil or teacher with an ECK iD has a key too; without is the wish of 2.3
 * @param certificate whether it wants a client certificate, which comes only over the https address
 */
public record Manner(
        Versions versions,
        Profile profile,
        Transfer transfer,
        Gzip gzip,
        int delayMillis,
        boolean keys,
        boolean certificate) {

    /** Speaks everything, at once. */
    public static final Manner USUAL =
            new Manner(Versions.BOTH, Profile.BASE, Transfer.BOTH, Gzip.ASKED, 0, true, false);

    private static final int LONGEST_DELAY = 120_000;

    public Manner {
        if (delayMillis < 0 || delayMillis > LONGEST_DELAY) {
            throw new IllegalArgumentException("delayMillis is 0 to " + LONGEST_DELAY);
        }
    }

    /** Which xsdversie a request may name. */
    public enum Versions {
        BOTH,
        V2_2,
        V2_3;

        /** Whether this LAS speaks it. */
        public boolean speaks(String version) {
            return this == BOTH || this == (version.equals("2.3") ? V2_3 : V2_2);
        }
    }

    /** Which fields an answer has. */
    public enum Profile {
        BASE,
        SMALLE,
        LVS
    }

    /** Which operations are offered. */
    public enum Transfer {
        BOTH,
        WHOLE,
        STAGED
    }

    /** When an answer is compressed. */
    public enum Gzip {
        ASKED,
        ALWAYS,
        NEVER
    }

    /** The word in the control API and in forms. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of a word. */
    public static <E extends Enum<E>> Optional<E> of(Class<E> values, String word) {
        return Arrays.stream(values.getEnumConstants())
                .filter(v -> word(v).equals(word))
                .findFirst();
    }
}
