package nl.laslink.local.emulator;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What the start was asked to do. Immutable. */
record Options(boolean fresh, int port, Path data, Path lasTypes, Path web, Path template, Optional<LocalDate> date) {
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
                Path.of("template.yaml"),
                Optional.empty());
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--fresh")) {
                options = new Options(
                        true,
                        options.port,
                        options.data,
                        options.lasTypes,
                        options.web,
                        options.template,
                        options.date);
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
            case "--port" -> new Options(fresh, port(value), data, lasTypes, web, template, date);
            case "--data" -> new Options(fresh, port, Path.of(value), lasTypes, web, template, date);
            case "--las-types" -> new Options(fresh, port, data, Path.of(value), web, template, date);
            case "--web" -> new Options(fresh, port, data, lasTypes, Path.of(value), template, date);
            case "--template" -> new Options(fresh, port, data, lasTypes, web, Path.of(value), date);
            case "--date" -> new Options(fresh, port, data, lasTypes, web, template, Optional.of(date(value)));
            default -> throw new Unknown(name + " is not known.");
        };
    }

    private static LocalDate date(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException no) {
            throw new Unknown("--date wants a date such as 2027-08-01.");
        }
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
