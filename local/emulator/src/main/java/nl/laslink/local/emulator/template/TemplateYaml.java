package nl.laslink.local.emulator.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the YAML with the short forms of the intrinsics that the template uses; any other tag stops the reading. Those of
 * conditions and lists are read but resolved nowhere: what only AWS has may use them.
 */
final class TemplateYaml {
    private TemplateYaml() {}

    /** SnakeYAML refuses more than 50 aliases, against files that strangers send; the template has about 150. */
    private static final int MOST_ALIASES = 1000;

    private static final List<String> ONLY_ON_AWS = List.of("Equals", "If", "Not", "Select", "Split");

    /** {@code name} is Ref, GetAtt or Sub, or one that is not resolved here. */
    record Intrinsic(String name, String argument) {}

    static Map<?, ?> read(Path file) {
        try {
            return new Yaml(new Tags()).load(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Tags extends SafeConstructor {
        /** Of two equal keys YAML would take the last, and CloudFormation neither. */
        private static LoaderOptions options() {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(MOST_ALIASES);
            return options;
        }

        Tags() {
            super(options());
            for (String name : List.of("Ref", "GetAtt", "Sub")) {
                yamlConstructors.put(new Tag("!" + name), new AbstractConstruct() {
                    @Override
                    public Object construct(Node node) {
                        if (node instanceof ScalarNode scalar) {
                            return new Intrinsic(name, scalar.getValue());
                        }
                        throw new UnsupportedTemplate("!" + name + " of something else than a text");
                    }
                });
            }
            for (String name : ONLY_ON_AWS) {
                yamlConstructors.put(new Tag("!" + name), new AbstractConstruct() {
                    @Override
                    public Object construct(Node node) {
                        return new Intrinsic(name, "");
                    }
                });
            }
            yamlConstructors.put(null, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    throw new UnsupportedTemplate("the tag " + node.getTag());
                }
            });
        }
    }
}
