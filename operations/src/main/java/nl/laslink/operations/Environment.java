package nl.laslink.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One environment of samconfig.toml. Immutable.
 *
 * @param account the only AWS account that it may be deployed to
 * @param parameters of the template, as they are written there
 */
public record Environment(
        String name, String stack, String region, Optional<String> account, Map<String, String> parameters) {

    /** @throws IllegalArgumentException when samconfig.toml has no such environment */
    static Environment named(String name) {
        JsonNode environment = samconfig().path(name);
        JsonNode parameters = environment.path("deploy").path("parameters");
        if (!parameters.path("stack_name").isTextual()
                || !parameters.path("region").isTextual()) {
            throw new IllegalArgumentException("samconfig.toml has no environment " + name);
        }
        Map<String, String> overrides = new LinkedHashMap<>();
        parameters.path("parameter_overrides").forEach(override -> {
            String[] both = override.asText().split("=", 2);
            overrides.put(both[0], both.length == 2 ? both[1] : "");
        });
        return new Environment(
                name,
                parameters.path("stack_name").asText(),
                parameters.path("region").asText(),
                Optional.ofNullable(environment.path("account").path("id").textValue()),
                overrides);
    }

    private static JsonNode samconfig() {
        try {
            return new TomlMapper()
                    .readTree(Files.readString(Path.of(System.getProperty("laslink.root", "."), "samconfig.toml")));
        } catch (JsonProcessingException invalid) {
            throw new Refused("samconfig.toml is no valid TOML, line "
                    + invalid.getLocation().getLineNr() + ".");
        } catch (IOException missing) {
            throw new Refused("samconfig.toml cannot be read.");
        }
    }
}
