package nl.laslink.platform;

import java.security.SecureRandom;
import java.time.Clock;
import nl.laslink.domain.school.Ids;

/**
 * ULIDs in lower case: 48 bits of milliseconds and 80 random bits, so that ids sort by time of making and cannot be guessed.
 */
public final class RandomIds implements Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray(); // Crockford's base 32
    private static final int TIME_LETTERS = 10;
    private static final int RANDOM_LETTERS = 16;
    private final Clock clock;

    public RandomIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String next() {
        StringBuilder id = new StringBuilder(TIME_LETTERS + RANDOM_LETTERS);
        long millis = clock.millis();
        for (int letter = TIME_LETTERS - 1; letter >= 0; letter--) {
            id.append(ALPHABET[(int) (millis >>> (5 * letter)) & 31]);
        }
        byte[] random = new byte[RANDOM_LETTERS];
        // Made per call: a generator kept in a field would be the same in every copy of a restored snapshot.
        new SecureRandom().nextBytes(random);
        for (byte some : random) {
            id.append(ALPHABET[some & 31]);
        }
        return id.toString();
    }
}
