package nl.laslink.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One environment of samconfig.toml: its stack and its region. Immutable. */
record Environment(String stack, String region) {

    /** @throws IllegalArgumentException when samconfig.toml has no such environment */
    static Environment named(String name) {
        JsonNode parameters = samconfig().path(name).path("deploy").path("parameters");
        if (!parameters.path("stack_name").isTextual()
                || !parameters.path("region").isTextual()) {
            throw new IllegalArgumentException("samconfig.toml has no environment " + name);
        }
        return new Environment(
                parameters.path("stack_name").asText(),
                parameters.path("region").asText());
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
