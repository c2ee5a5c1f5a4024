package nl.laslink.operations.lastype;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of one LAS type, or of an object within it: each is read with its check, and a wrong one is named with its place. */
record LasTypeFields(Path file, String place, JsonNode node, Map<String, String> standIns) {

    /** An object within this one. */
    LasTypeFields in(String field) {
        if (!node.path(field).isObject()) {
            throw wrong(field, has(field) ? "wants an object" : "is missing");
        }
        return new LasTypeFields(file, place + field + ".", node.path(field), standIns);
    }

    Optional<LasTypeFields> optionalIn(String field) {
        return has(field) ? Optional.of(in(field)) : Optional.empty();
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** A misspelt field would be passed over in silence, and a LAS called in another way than was meant. */
    void allowOnly(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw wrong(name, "is no field of a LAS type");
            }
        });
    }

    String text(String field, int most) {
        JsonNode value = node.path(field);
        if (!has(field)) {
            throw wrong(field, "is missing");
        }
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > most) {
            throw wrong(field, "wants a text of 1 to " + most + " characters");
        }
        return value.asText();
    }

    Optional<String> optionalText(String field, int most) {
        return has(field) ? Optional.of(text(field, most)) : Optional.empty();
    }

    int number(String field, int least) {
        if (!node.path(field).isInt() || node.path(field).asInt() < least) {
            throw wrong(field, "wants a whole number of " + least + " or more");
        }
        return node.path(field).asInt();
    }

    boolean flag(String field, boolean otherwise) {
        if (has(field) && !node.path(field).isBoolean()) {
            throw wrong(field, "wants true or false");
        }
        return node.path(field).asBoolean(otherwise);
    }

    /** One of an enumeration's names, in lower case. */
    <E extends Enum<E>> E oneOf(String field, Class<E> values) {
        return Arrays.stream(values.getEnumConstants())
                .filter(v -> v.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(node.path(field).asText()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        field,
                        "wants one of "
                                + Arrays.stream(values.getEnumConstants())
                                        .map(v -> v.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    /** {@code http} is for a LAS on the same machine; LAS_NETWORK decides at the call. */
    URI address(String field) {
        String text = filledIn(text(field, 1000));
        try {
            URI address = URI.create(text);
            boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (isHttp && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Reported below, as for every other invalid address.
        }
        throw wrong(field, "wants a web address that starts with https:// or http://");
    }

    /** Names and values of HTTP headers. */
    Map<String, String> headers(String field) {
        Map<String, String> headers = new LinkedHashMap<>();
        JsonNode given = node.path(field);
        if (has(field) && !given.isObject()) {
            throw wrong(field, "wants an object of names and texts");
        }
        given.properties().forEach(header -> {
            if (!header.getKey().matches("[A-Za-z0-9-]+")
                    || !header.getValue().isTextual()
                    || header.getValue().asText().isBlank()
                    || header.getValue().asText().chars().anyMatch(Character::isISOControl)) {
                throw wrong(field, "wants an object of names and texts");
            }
            headers.put(header.getKey(), header.getValue().asText());
        });
        return headers;
    }

    /** The bytes of a file; its name is relative to this file's folder. */
    byte[] bytes(String field, int most) {
        Path named = file.toAbsolutePath().resolveSibling(filledIn(text(field, 1000)));
        try {
            if (Files.size(named) <= most) {
                return Files.readAllBytes(named);
            }
        } catch (IOException unreadable) {
            throw wrong(field, "names a file that cannot be read");
        }
        throw wrong(field, "names a file of more than " + most + " bytes");
    }

    LasTypesFile.Unusable wrong(String field, String why) {
        return new LasTypesFile.Unusable(file + ": " + place + field + " " + why + ".");
    }

    private String filledIn(String text) {
        String filled = text;
        for (Map.Entry<String, String> standIn : standIns.entrySet()) {
            filled = filled.replace(standIn.getKey(), standIn.getValue());
        }
        return filled;
    }
}
