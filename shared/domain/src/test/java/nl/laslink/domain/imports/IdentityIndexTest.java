package nl.laslink.domain.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import org.junit.jupiter.api.Test;

class IdentityIndexTest {
    private static final LasIdentity BOTH = identity("e1", "K1");
    private static final LasIdentity KEY_ALONE = identity("", "K1");
    private static final LasIdentity OTHER_ECK_ID = identity("e2", "K1");

    private final IdentityIndex<LasIdentity> index =
            new IdentityIndex<>(List.of(OTHER_ECK_ID, BOTH, KEY_ALONE), identity -> identity);

    @Test
    void findsByEckId_whateverTheKey() {
        assertThat(index.first(identity("e1", "K9"))).contains(BOTH);
    }

    @Test
    void findsByKey_onlyWhereAnEckIdIsMissing() {
        assertThat(index.all(identity("e3", "K1"))).containsExactly(KEY_ALONE);
        assertThat(index.all(KEY_ALONE)).containsExactly(OTHER_ECK_ID, BOTH, KEY_ALONE);
    }

    @Test
    void findsEachOnce_whenEckIdAndKeyAreItsOwn() {
        assertThat(index.all(BOTH)).containsExactly(BOTH, KEY_ALONE);
    }

    @Test
    void findsNobody_byAKeyOfOneMessage() {
        IdentityIndex<LasIdentity> disposable = new IdentityIndex<>(List.of(identity("", "#1")), identity -> identity);

        assertThat(disposable.first(identity("", "#1"))).isEmpty();
    }

    private static LasIdentity identity(String eckId, String key) {
        return new LasIdentity(
                Optional.of(eckId).filter(e -> !e.isEmpty()).map(EckId::new), Optional.of(new LasKey(key)));
    }
}
