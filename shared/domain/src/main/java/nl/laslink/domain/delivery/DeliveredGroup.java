package nl.laslink.domain.delivery;

import java.util.Optional;

/**
 * A group as the LAS sent it. {@code yearGroup} is a code of EDEXML's list (1–8, C, S, …); a composite group has none. One that
 * is not {@code named} came without a name that can be used; its key stands in for that.
 */
public record DeliveredGroup(LasKey key, boolean composite, String name, Optional<String> yearGroup, boolean named)
        implements DeliveredRecord {

    public DeliveredGroup(LasKey key, boolean composite, String name, Optional<String> yearGroup) {
        this(key, composite, name, yearGroup, true);
    }

    public static DeliveredGroup withoutName(LasKey key, boolean composite, Optional<String> yearGroup) {
        return new DeliveredGroup(key, composite, key.value().strip(), yearGroup, false);
    }

    @Override
    public LasIdentity identity() {
        return new LasIdentity(Optional.empty(), Optional.of(key));
    }
}
