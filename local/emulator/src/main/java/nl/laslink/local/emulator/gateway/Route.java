package nl.laslink.local.emulator.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A route of the REST API. {@code resource} has its variables in braces; {@code authorized} asks for a token. Immutable. */
public record Route(String method, String resource, String function, boolean authorized) {

    /** The path's variables when this route serves it. */
    Optional<Map<String, String>> match(String method, String path) {
        String[] wanted = resource.split("/", -1);
        String[] given = path.split("/", -1);
        if (!this.method.equalsIgnoreCase(method) || wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            boolean isVariable = wanted[i].startsWith("{") && wanted[i].endsWith("}");
            if (isVariable && !given[i].isEmpty()) {
                String name = wanted[i].substring(1, wanted[i].length() - 1);
                variables.put(name, URLDecoder.decode(given[i].replace("+", "%2B"), StandardCharsets.UTF_8));
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
