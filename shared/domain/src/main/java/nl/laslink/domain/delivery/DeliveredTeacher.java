package nl.laslink.domain.delivery;

import java.util.List;
import java.util.Optional;

/** A teacher as the LAS sent it. The LVS profile never carries a mail address. Group keys point into the same delivery. */
public record DeliveredTeacher(
        Optional<EckId> eckId, Optional<LasKey> key, PersonName name, Optional<EmailAddress> email, List<LasKey> groups)
        implements DeliveredRecord {
    public DeliveredTeacher {
        if (eckId.isEmpty() && key.isEmpty()) {
            throw new IllegalArgumentException("a teacher has an ECK iD or a LAS key");
        }
        groups = List.copyOf(groups);
    }

    @Override
    public LasIdentity identity() {
        return new LasIdentity(eckId, key);
    }

    @Override
    public String toString() {
        return "DeliveredTeacher";
    }
}
