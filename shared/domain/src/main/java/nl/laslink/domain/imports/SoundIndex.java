package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Records by the sound of a name. It compares each distinct sound that shares a key, not each record: a class with four
 * children Jansen is compared once. Immutable.
 */
final class SoundIndex<T> {
    private final Map<Sound, List<T>> records;
    private final Map<String, List<Sound>> byKey = new HashMap<>();

    /** @param sounds those by which a record is found */
    SoundIndex(List<T> all, Function<T, Set<Sound>> sounds) {
        this.records = new LinkedHashMap<>();
        all.forEach(one -> sounds.apply(one).forEach(sound -> records.computeIfAbsent(sound, _ -> new ArrayList<>(1))
                .add(one)));
        records.keySet().forEach(s -> s.keys().forEach(key -> byKey.computeIfAbsent(key, _ -> new ArrayList<>(1))
                .add(s)));
    }

    /** All of whom a sound is like one of these, once each. */
    List<T> alike(Set<Sound> sounds) {
        Set<T> alike = new LinkedHashSet<>();
        for (Sound sound : sounds) {
            Set<Sound> near = new LinkedHashSet<>();
            for (String key : sound.keys()) {
                near.addAll(byKey.getOrDefault(key, List.of()));
            }
            for (Sound other : near) {
                if (sound.isLike(other)) {
                    alike.addAll(records.get(other));
                }
            }
        }
        return List.copyOf(alike);
    }
}
