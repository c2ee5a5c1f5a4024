package nl.laslink.local.emulator.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A mapping of the template with its place, so that what is wrong is named. */
final class Fields {
    private final String place;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Resolver resolver;

    Fields(String place, Object mapping, Resolver resolver) {
        this.place = place;
        this.resolver = resolver;
        if (!(mapping instanceof Map<?, ?> map)) {
            throw new UnsupportedTemplate(place + " is not a mapping");
        }
        map.forEach((name, value) -> values.put(name.toString(), value));
    }

    /** Everything that is there must be known, else something that matters could be missed. */
    Fields only(Set<String> known) {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new UnsupportedTemplate(place + " with " + String.join(", ", unknown));
        }
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Set<String> names() {
        return values.keySet();
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> new UnsupportedTemplate(place + " without " + name));
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable(values.get(name)).map(v -> resolver.text(v, place + "." + name));
    }

    int number(String name, int otherwise) {
        return optionalText(name).map(Integer::parseInt).orElse(otherwise);
    }

    Fields object(String name) {
        return new Fields(place + "." + name, values.getOrDefault(name, Map.of()), resolver);
    }

    List<Fields> objects(String name) {
        List<Fields> list = new ArrayList<>();
        for (Object element : list(name)) {
            list.add(new Fields(place + "." + name, element, resolver));
        }
        return list;
    }

    List<?> list(String name) {
        return values.get(name) instanceof List<?> list ? list : List.of();
    }

    /** The value as written in the YAML. */
    Object raw(String name) {
        return values.get(name);
    }

    /** What {@code over} has comes first; mappings are merged, as SAM merges Globals. */
    static Map<String, Object> merged(Map<?, ?> base, Map<?, ?> over) {
        Map<String, Object> merged = new LinkedHashMap<>();
        base.forEach((name, value) -> merged.put(name.toString(), value));
        over.forEach((name, value) -> merged.merge(
                name.toString(),
                value,
                (below, above) -> below instanceof Map<?, ?> b && above instanceof Map<?, ?> a ? merged(b, a) : above));
        return merged;
    }
}
