package nl.laslink.local.emulator.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypeCode;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretCipher;

/**
 * The kinds of LAS of a file, checked before anything is started. The klantcode is readable in the file and encrypted when it is
 * stored. {@code {lasSimulator}} in an address stands for the simulator's own.
 */
public final class LasTypesFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIMULATOR = "{lasSimulator}";

    private final List<Entry> entries;

    private record Entry(
            LasTypeCode code,
            String name,
            int position,
            LasType.SchoolKeyUse schoolKey,
            String hintDutch,
            String hintEnglish,
            LasEndpoint endpoint,
            String klantnaam,
            Secret klantcode) {}

    /** The file cannot be used; the message names it, the field and the reason, and holds no value of it. */
    public static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message);
        }
    }

    private LasTypesFile(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** @throws Unusable when the file is not there or something in it is wrong */
    public static LasTypesFile read(Path file, URI simulator) {
        JsonNode types = parse(file).path("lasTypes");
        if (!types.isArray() || types.isEmpty()) {
            throw new Unusable(file + ": lasTypes wants a list of at least one LAS type.");
        }
        List<Entry> entries = new ArrayList<>();
        Set<LasTypeCode> codes = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            Entry entry = new Reader(file + ": lasTypes[" + i + "].", types.get(i), simulator).entry();
            if (!codes.add(entry.code())) {
                throw new Unusable(file + ": lasTypes[" + i + "].code is in the file twice.");
            }
            entries.add(entry);
        }
        return new LasTypesFile(entries);
    }

    /** Ready to be stored. */
    public List<LasType> types(SecretCipher cipher) {
        return entries.stream()
                .map(e -> new LasType(
                        e.code(),
                        e.name(),
                        e.position(),
                        e.schoolKey(),
                        e.hintDutch(),
                        e.hintEnglish(),
                        e.endpoint(),
                        e.klantnaam(),
                        cipher.encrypt(e.klantcode(), LasAccess.contextOf(e.code()))))
                .toList();
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException unreadable) {
            throw new Unusable(
                    file + ": line " + unreadable.getLocation().getLineNr() + " is not JSON as it should be.");
        } catch (IOException missing) {
            throw new Unusable(file + " cannot be read.");
        }
    }

    /** One LAS type, with the place it is at for what goes wrong. */
    private record Reader(String place, JsonNode node, URI simulator) {

        Entry entry() {
            return new Entry(
                    code(),
                    text("name", 64),
                    position(),
                    schoolKey(),
                    text("/keyHint/nl", 400),
                    text("/keyHint/en", 400),
                    new LasEndpoint(address("pupilData"), address("results"), text("xsdVersion", 16), headers()),
                    text("klantnaam", 64),
                    Secret.of(text("klantcode", 64)));
        }

        private LasTypeCode code() {
            String code = text("code", 32);
            try {
                return new LasTypeCode(code);
            } catch (IllegalArgumentException malformed) {
                throw wrong("code", "wants letters, digits and hyphens, at most 32");
            }
        }

        private int position() {
            if (!node.path("position").isInt() || node.path("position").asInt() < 1) {
                throw wrong("position", "wants a whole number of 1 or more");
            }
            return node.path("position").asInt();
        }

        private LasType.SchoolKeyUse schoolKey() {
            for (LasType.SchoolKeyUse use : LasType.SchoolKeyUse.values()) {
                if (use.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(node.path("schoolKey").asText())) {
                    return use;
                }
            }
            throw wrong("schoolKey", "wants empty, optional or required");
        }

        private URI address(String field) {
            String text = text(field, 1000).replace(SIMULATOR, withoutSlash(simulator.toString()));
            try {
                URI address = URI.create(text);
                boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
                if (isHttp && address.getHost() != null) {
                    return address;
                }
            } catch (IllegalArgumentException malformed) {
                // Told below, as for every other address that is none.
            }
            throw wrong(field, "wants a web address that starts with https:// or http://");
        }

        private Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            JsonNode given = node.path("headers");
            if (!given.isMissingNode() && !given.isObject()) {
                throw wrong("headers", "wants an object of names and texts");
            }
            given.properties().forEach(header -> {
                if (!header.getKey().matches("[A-Za-z0-9-]+")
                        || !header.getValue().isTextual()) {
                    throw wrong("headers", "wants an object of names and texts");
                }
                headers.put(header.getKey(), header.getValue().asText());
            });
            return headers;
        }

        private String text(String field, int most) {
            JsonNode value = field.startsWith("/") ? node.at(field) : node.path(field);
            String name = field.startsWith("/") ? field.substring(1).replace('/', '.') : field;
            if (value.isMissingNode() || value.isNull()) {
                throw wrong(name, "is missing");
            }
            if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > most) {
                throw wrong(name, "wants a text of 1 to " + most + " characters");
            }
            return value.asText();
        }

        private Unusable wrong(String field, String why) {
            return new Unusable(place + field + " " + why + ".");
        }

        private static String withoutSlash(String address) {
            return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        }
    }
}
