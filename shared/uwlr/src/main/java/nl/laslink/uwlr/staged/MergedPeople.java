package nl.laslink.uwlr.staged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;

/**
 * Pupils or teachers of a staged transfer, each of whom comes more than once. Everybody is asked for twice: by group (or as one
 * without) and by composite group (or as one without), so both sides must bring the same people.
 */
final class MergedPeople<P extends DeliveredRecord> {
    private final BinaryOperator<P> join;
    private final List<P> all = new ArrayList<>();
    private final Map<EckId, Integer> byEckId = new HashMap<>();
    private final Map<LasKey, Integer> byKey = new HashMap<>();
    private final Set<Integer> byGroup = new HashSet<>();
    private final Set<Integer> byCompositeGroup = new HashSet<>();
    private boolean hasUnknown;

    /** @param join gets the earlier record and the later one, which leads */
    MergedPeople(BinaryOperator<P> join) {
        this.join = join;
    }

    void add(P person, boolean composite) {
        LasIdentity identity = person.identity();
        if (!identity.isLasting()) {
            // Its key holds for this answer alone, so nobody knows whether another answer has the same person.
            hasUnknown = true;
            return;
        }
        int place = place(identity).orElse(all.size());
        if (place == all.size()) {
            all.add(person);
        } else {
            all.set(place, join.apply(all.get(place), person));
        }
        identity.eckId().ifPresent(eckId -> byEckId.put(eckId, place));
        identity.lastingKey().ifPresent(key -> byKey.put(key, place));
        (composite ? byCompositeGroup : byGroup).add(place);
    }

    private Optional<Integer> place(LasIdentity identity) {
        return identity.eckId()
                .map(byEckId::get)
                .or(() -> identity.lastingKey().map(byKey::get))
                .filter(place -> all.get(place).identity().isSameAs(identity));
    }

    boolean isWhole() {
        return !hasUnknown && byGroup.equals(byCompositeGroup);
    }

    List<P> all() {
        return all;
    }
}
