package nl.laslink.operations.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.laslink.operations.Environment;
import nl.laslink.operations.Refused;

/**
 * The values that an environment is deployed with. Immutable.
 *
 * @param values of every parameter of the template, in its order
 * @param placeholders what still has the example's value: parameters, and {@code account}
 */
record Settings(Map<String, String> values, List<String> placeholders) {
    private static final Pattern EXAMPLE = Pattern.compile(
            "\\.example($|[/:])|certificate/laslink\\.example|^laslink-example|^085 000 00 00$|^0{12}$");
    private static final Pattern QUOTED = Pattern.compile("'(.*)'");
    private static final String ACCOUNT = "account";

    /** @throws Refused when a value cannot be deployed */
    static Settings of(Environment environment, TemplateParameters template) {
        environment.parameters().forEach((name, written) -> {
            if (!template.defaults().containsKey(name)) {
                throw new Refused("template.yaml has no parameter " + name + ", which samconfig.toml sets.");
            }
            if (written.contains(" ") && !QUOTED.matcher(written).matches()) {
                throw new Refused(name + " of " + environment.name()
                        + " has a space: put its value in single quotes in samconfig.toml, for SAM cuts it there.");
            }
        });
        Map<String, String> values = new LinkedHashMap<>(template.defaults());
        environment.parameters().forEach((name, written) -> values.put(name, unquoted(written)));
        if (!"public".equals(values.get("LasNetwork"))) {
            throw new Refused(
                    "LasNetwork must be public in every environment: any would allow calls of a LAS over http and at"
                            + " private addresses.");
        }
        List<String> placeholders = new ArrayList<>();
        values.forEach((name, value) -> {
            if (EXAMPLE.matcher(value).find()) {
                placeholders.add(name);
            }
        });
        if (environment.account().filter(id -> !EXAMPLE.matcher(id).find()).isEmpty()) {
            placeholders.add(ACCOUNT);
        }
        return new Settings(values, placeholders);
    }

    /** @throws Refused when somebody has yet to decide about a value */
    void refusePlaceholders(Environment environment) {
        if (placeholders.isEmpty()) {
            return;
        }
        String first = placeholders.getFirst();
        String value = first.equals(ACCOUNT) ? environment.account().orElse("missing") : values.get(first);
        throw new Refused(first + " of " + environment.name() + " is still an example, " + value
                + ": set it in samconfig.toml (docs/deploy.md). All of them: " + String.join(", ", placeholders) + ".");
    }

    private static String unquoted(String written) {
        return QUOTED.matcher(written).replaceFirst("$1");
    }
}
