package nl.laslink.notify;

import java.security.SecureRandom;
import java.util.Base64;
import nl.laslink.domain.secret.Secret;

/** 256 random bits in the letters that a URL takes as they are. */
final class RandomToken implements NewToken {
    private static final int BYTES = 32;

    @Override
    public Secret next() {
        byte[] random = new byte[BYTES];
        // Made per call: a generator kept in a field would be the same in every copy of a restored snapshot.
        new SecureRandom().nextBytes(random);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
}
