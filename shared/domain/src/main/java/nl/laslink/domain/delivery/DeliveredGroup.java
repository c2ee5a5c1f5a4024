package nl.laslink.domain.delivery;

import java.util.Optional;

/** A group as the LAS sent it. {@code yearGroup} is a code of EDEXML's list (1–8, C, S, …); a composite group has none. */
public record DeliveredGroup(LasKey key, boolean composite, String name, Optional<String> yearGroup)
        implements DeliveredRecord {

    @Override
    public LasIdentity identity() {
        return new LasIdentity(Optional.empty(), Optional.of(key));
    }
}
