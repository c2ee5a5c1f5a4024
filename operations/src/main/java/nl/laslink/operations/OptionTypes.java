package nl.laslink.operations;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import picocli.CommandLine;

/** The types that options of several commands have. No message repeats the text, which can be a key or a name. */
public final class OptionTypes {
    private OptionTypes() {}

    static void register(CommandLine command) {
        register(command, Environment.class, Environment::named);
        register(command, SchoolId.class, SchoolId::parse);
        register(command, SchoolYear.class, SchoolYear::parse);
        register(command, Path.class, OptionTypes::file);
        register(command, URI.class, OptionTypes::address);
        register(command, Instant.class, OptionTypes::moment);
    }

    /** @param parse throws IllegalArgumentException or Refused; its message is shown with the name of the option */
    public static <T> void register(CommandLine command, Class<T> type, Function<String, T> parse) {
        command.registerConverter(type, text -> {
            try {
                return parse.apply(text.strip());
            } catch (IllegalArgumentException | Refused malformed) {
                throw new CommandLine.TypeConversionException(malformed.getMessage());
            }
        });
    }

    private static Path file(String text) {
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException unusable) {
            // Refused below, like every other file that is not there.
        }
        throw new IllegalArgumentException("there is no such file");
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if ("http".equals(address.getScheme()) || "https".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Refused below; its own message repeats the text.
        }
        throw new IllegalArgumentException("an address begins with http:// or https://");
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("a moment is written as 2026-11-28T02:00:00Z", malformed);
        }
    }
}
