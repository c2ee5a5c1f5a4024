package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Records by the sound of a name. It compares each distinct sound that shares a key, not each record: a class with four
 * children Jansen is compared once. Immutable.
 */
final class SoundIndex<T> {
    private final Map<Sound, List<T>> records;
    private final Map<String, List<Sound>> byKey = new HashMap<>();

    SoundIndex(List<T> all, Function<T, Sound> sound) {
        this.records = all.stream().collect(Collectors.groupingBy(sound, LinkedHashMap::new, Collectors.toList()));
        records.keySet().forEach(s -> s.keys().forEach(key -> byKey.computeIfAbsent(key, _ -> new ArrayList<>(1))
                .add(s)));
    }

    /** All whose name is alike, once each. */
    List<T> alike(Sound sound) {
        Set<Sound> near = new LinkedHashSet<>();
        for (String key : sound.keys()) {
            near.addAll(byKey.getOrDefault(key, List.of()));
        }
        List<T> alike = new ArrayList<>();
        for (Sound other : near) {
            if (sound.isLike(other)) {
                alike.addAll(records.get(other));
            }
        }
        return alike;
    }
}
