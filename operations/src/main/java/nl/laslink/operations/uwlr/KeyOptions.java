package nl.laslink.operations.uwlr;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.LasKey;
import picocli.CommandLine.Option;

/** The keys that the LAS has for the pupils and teachers of the events. */
final class KeyOptions {
    @Option(
            names = "--pupil",
            paramLabel = "ID=KEY",
            description =
                    "The key that the LAS has for a pupil's id in the events. Without it the id is sent as the key.")
    private List<KeyOfId> pupils = List.of();

    @Option(names = "--teacher", paramLabel = "ID=KEY", description = "The same for a teacher.")
    private List<KeyOfId> teachers = List.of();

    boolean areGiven() {
        return !pupils.isEmpty() || !teachers.isEmpty();
    }

    Keys keys() {
        return new Keys(byId(pupils), byId(teachers));
    }

    private static Map<String, LasKey> byId(List<KeyOfId> keys) {
        return keys.stream().collect(Collectors.toMap(KeyOfId::id, KeyOfId::key, (_, last) -> last));
    }

    /** Keys of the LAS by the ids of the events. Immutable. */
    record Keys(Map<String, LasKey> pupils, Map<String, LasKey> teachers) {
        Keys {
            pupils = Map.copyOf(pupils);
            teachers = Map.copyOf(teachers);
        }
    }
}
