package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;

/** Things of one kind by LAS identity, as {@link LasIdentity#isSameAs} compares it. Immutable. */
final class IdentityIndex<T> {
    private final Map<EckId, List<Entry<T>>> byEckId = new HashMap<>();
    private final Map<LasKey, List<Entry<T>>> byKey = new HashMap<>();

    private record Entry<T>(int place, LasIdentity identity, T value) {}

    IdentityIndex(List<T> all, Function<T, LasIdentity> identityOf) {
        for (int place = 0; place < all.size(); place++) {
            LasIdentity identity = identityOf.apply(all.get(place));
            Entry<T> entry = new Entry<>(place, identity, all.get(place));
            identity.eckId().ifPresent(eckId -> byEckId.computeIfAbsent(eckId, _ -> new ArrayList<>(1))
                    .add(entry));
            identity.lastingKey().ifPresent(key -> byKey.computeIfAbsent(key, _ -> new ArrayList<>(1))
                    .add(entry));
        }
    }

    /** The first of all that has this identity. */
    Optional<T> first(LasIdentity identity) {
        return all(identity).findFirst();
    }

    /** All that have this identity, in their order. */
    Stream<T> all(LasIdentity identity) {
        Stream<Entry<T>> sameEckId = identity.eckId().map(byEckId::get).stream().flatMap(List::stream);
        Stream<Entry<T>> sameKey =
                identity.lastingKey().map(byKey::get).stream().flatMap(List::stream);
        return Stream.concat(sameEckId, sameKey)
                .filter(entry -> entry.identity.isSameAs(identity))
                .sorted(Comparator.comparingInt(Entry::place))
                .distinct()
                .map(Entry::value);
    }
}
