package nl.laslink.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a command: options with a value, switches, and what stands by itself. Immutable. */
public record Arguments(Map<String, String> options, List<String> words) {
    public Arguments {
        options = Map.copyOf(options);
        words = List.copyOf(words);
    }

    /** @throws Refused when an option is not among the known ones, or lacks its value */
    public static Arguments parse(List<String> arguments, Set<String> withValue, Set<String> switches) {
        Map<String, String> options = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (switches.contains(word)) {
                options.put(word, "");
            } else if (withValue.contains(word)) {
                if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
                    throw new Refused(word + " wants a value after it.");
                }
                options.put(word, arguments.get(++i));
            } else if (word.startsWith("--")) {
                throw new Refused(word + " is not known; --help tells what is.");
            } else {
                words.add(word);
            }
        }
        return new Arguments(options, words);
    }

    public boolean has(String name) {
        return options.containsKey(name);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(options.get(name)).filter(value -> !value.isBlank());
    }

    /** @throws Refused when it was not given */
    public String required(String name) {
        return value(name).orElseThrow(() -> new Refused(name + " is missing; --help shows the whole command."));
    }
}
