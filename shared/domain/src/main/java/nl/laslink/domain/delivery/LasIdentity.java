package nl.laslink.domain.delivery;

import java.util.Optional;

/**
 * How a delivery names a record: ECK iD, LAS key or both. Two deliveries speak of the same record when the ECK iDs are
 * equal, or, where one of them has none, the lasting keys are.
 */
public record LasIdentity(Optional<EckId> eckId, Optional<LasKey> key) {
    public LasIdentity {
        if (eckId.isEmpty() && key.isEmpty()) {
            throw new IllegalArgumentException("a record has an ECK iD or a LAS key");
        }
    }

    /** The key, unless it holds for its own message only. */
    public Optional<LasKey> lastingKey() {
        return key.filter(LasKey::isLasting);
    }

    public boolean isLasting() {
        return eckId.isPresent() || lastingKey().isPresent();
    }

    public boolean isSameAs(LasIdentity other) {
        if (eckId.isPresent() && other.eckId.isPresent()) {
            return eckId.equals(other.eckId);
        }
        return lastingKey().isPresent() && lastingKey().equals(other.lastingKey());
    }
}
