package nl.laslink.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** template.yaml as it is written: an intrinsic such as {@code !GetAtt Queue.Arn} is the text {@code !GetAtt Queue.Arn}. */
final class CloudTemplate {
    static final Path ROOT = Path.of(System.getProperty("repository.root"));
    static final Path FILE = ROOT.resolve("template.yaml");

    private final Map<?, ?> yaml = read();

    /** A resource, or a part of one. */
    record Part(String name, Map<?, ?> values) {

        boolean has(String key) {
            return values.containsKey(key);
        }

        Part at(String key) {
            return new Part(name + "." + key, values.get(key) instanceof Map<?, ?> m ? m : Map.of());
        }

        String text(String key) {
            return String.valueOf(values.get(key));
        }

        int number(String key) {
            return (Integer) values.get(key);
        }

        /** The items of a list; a single value is a list of one, nothing is an empty list. */
        List<Object> list(String key) {
            Object value = values.get(key);
            return value == null ? List.of() : value instanceof List<?> l ? List.copyOf(l) : List.of(value);
        }

        List<String> texts(String key) {
            return list(key).stream().map(Object::toString).toList();
        }

        List<Part> parts(String key) {
            return list(key).stream()
                    .map(v -> new Part(name + "." + key, (Map<?, ?>) v))
                    .toList();
        }

        List<Part> named() {
            List<Part> parts = new ArrayList<>();
            values.keySet().forEach(key -> parts.add(new Part(key.toString(), at(key.toString()).values)));
            return parts;
        }
    }

    /** The properties of every resource of a type, by logical id. */
    List<Part> all(String type) {
        return resources().stream()
                .filter(r -> r.text("Type").equals(type))
                .map(r -> new Part(r.name(), r.at("Properties").values()))
                .toList();
    }

    List<Part> resources() {
        return section("Resources").named();
    }

    Part section(String name) {
        return new Part(name, yaml.get(name) instanceof Map<?, ?> m ? m : Map.of());
    }

    Part resource(String logicalId) {
        return section("Resources").at(logicalId);
    }

    Part properties(String logicalId) {
        return new Part(logicalId, resource(logicalId).at("Properties").values());
    }

    /** The functions with {@code Globals} merged in. */
    List<Part> functions() {
        Part shared = section("Globals").at("Function");
        return all("AWS::Serverless::Function").stream()
                .map(f -> {
                    Map<Object, Object> merged = new LinkedHashMap<>(shared.values());
                    merged.putAll(f.values());
                    return new Part(f.name(), merged);
                })
                .toList();
    }

    /** {@code name} of {@code !Ref name} or {@code !GetAtt name.Arn}. */
    static String logicalId(String intrinsic) {
        return intrinsic.replaceFirst("^!(Ref|GetAtt) ", "").replaceFirst("\\.(Arn|StreamArn)$", "");
    }

    private static Map<?, ?> read() {
        try {
            return new Yaml(new Tags()).load(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Tags extends SafeConstructor {
        /** SnakeYAML refuses more than 50 aliases, against files that strangers send; the template has about 150. */
        private static final int MOST_ALIASES = 1000;

        private static LoaderOptions options() {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(MOST_ALIASES);
            return options;
        }

        Tags() {
            super(options());
            yamlConstructors.put(null, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    Object value =
                            switch (node) {
                                case ScalarNode scalar -> scalar.getValue();
                                case SequenceNode sequence -> constructSequence(sequence);
                                case MappingNode mapping -> constructMapping(mapping);
                                default -> throw new IllegalArgumentException(node.toString());
                            };
                    return node.getTag().getValue() + " " + value;
                }
            });
        }
    }
}
