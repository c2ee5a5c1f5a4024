package nl.laslink.local.emulator;

import java.nio.file.Path;

/** What the start was asked to do. Immutable. */
record Options(boolean fresh, int port, Path data, Path lasTypes, Path web, Path template) {
    /** The pages' port and the five after it. */
    static final int PORTS = 6;

    /** The start was asked for something it does not know. */
    static final class Unknown extends RuntimeException {
        Unknown(String message) {
            super(message);
        }
    }

    /** @throws Unknown when an option is not known or lacks its value */
    static Options parse(String... arguments) {
        Options options = new Options(
                false,
                8400,
                Path.of(".data"),
                Path.of("local", "las-types.json"),
                Path.of("web", "dist"),
                Path.of("template.yaml"));
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--fresh")) {
                options =
                        new Options(true, options.port, options.data, options.lasTypes, options.web, options.template);
                continue;
            }
            if (i + 1 == arguments.length || arguments[i + 1].isBlank()) {
                throw new Unknown(name + " is not known, or wants a value after it.");
            }
            options = options.with(name, arguments[++i]);
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--port" -> new Options(fresh, port(value), data, lasTypes, web, template);
            case "--data" -> new Options(fresh, port, Path.of(value), lasTypes, web, template);
            case "--las-types" -> new Options(fresh, port, data, Path.of(value), web, template);
            case "--web" -> new Options(fresh, port, data, lasTypes, Path.of(value), template);
            case "--template" -> new Options(fresh, port, data, lasTypes, web, Path.of(value));
            default -> throw new Unknown(name + " is not known.");
        };
    }

    private static int port(String value) {
        if (!value.matches("[0-9]{1,5}")
                || Integer.parseInt(value) < 1
                || Integer.parseInt(value) > 65535 - PORTS + 1) {
            throw new Unknown("--port wants a number from 1 to " + (65535 - PORTS + 1) + ".");
        }
        return Integer.parseInt(value);
    }
}
