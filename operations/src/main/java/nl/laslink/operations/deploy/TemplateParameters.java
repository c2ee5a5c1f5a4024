package nl.laslink.operations.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nl.laslink.operations.Refused;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What a deployment needs of template.yaml.
 *
 * @param defaults of each parameter, in the template's order
 * @param zips each once, in the order of their names
 */
record TemplateParameters(Map<String, String> defaults, Set<String> zips) {
    /** SnakeYAML refuses more than 50 aliases, against files that strangers send; the template has about 150. */
    private static final int MOST_ALIASES = 1000;

    static TemplateParameters read(Path file) {
        Map<?, ?> yaml;
        try {
            yaml = new Yaml(new WithoutIntrinsics()).load(Files.readString(file));
        } catch (IOException missing) {
            throw new Refused("template.yaml cannot be read.");
        }
        Map<String, String> defaults = new LinkedHashMap<>();
        ((Map<?, ?>) yaml.get("Parameters"))
                .forEach((name, declared) ->
                        defaults.put(name.toString(), String.valueOf(((Map<?, ?>) declared).get("Default"))));
        Set<String> zips = new TreeSet<>();
        ((Map<?, ?>) yaml.get("Resources")).values().forEach(resource -> {
            if (((Map<?, ?>) resource).get("Properties") instanceof Map<?, ?> properties
                    && properties.get("CodeUri") instanceof String zip) {
                zips.add(zip);
            }
        });
        return new TemplateParameters(defaults, zips);
    }

    /** Reads every intrinsic as an empty text: neither a default nor a zip has one. */
    private static final class WithoutIntrinsics extends SafeConstructor {
        WithoutIntrinsics() {
            super(options());
            yamlConstructors.put(null, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return "";
                }
            });
        }

        private static LoaderOptions options() {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(MOST_ALIASES);
            return options;
        }
    }
}
