package nl.laslink.domain.roster;

import java.util.Optional;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;

/**
 * What ties a record to a LAS: the kind of LAS and the record's key there. The key is absent for a person whom that LAS
 * names by ECK iD alone. A number never matches a record of another kind of LAS.
 */
public record ExternalNumber(LasTypeCode las, Optional<LasKey> key) {
    public ExternalNumber {
        if (key.isPresent() && !key.get().isLasting()) {
            throw new IllegalArgumentException("a key that holds for one message only is never stored");
        }
    }
}
