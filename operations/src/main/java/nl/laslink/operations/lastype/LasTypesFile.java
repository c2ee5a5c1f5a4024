package nl.laslink.operations.lastype;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.ClientCertificate;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasSupplier;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretCipher;

/**
 * The kinds of LAS of a file, checked before anything is started (docs/las-types.md). The secrets are readable in the file and
 * encrypted when they are stored. {@code {lasSimulator}} in an address stands for the simulator's own.
 */
public final class LasTypesFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Entry> entries;

    /** One kind of LAS with its secrets readable. */
    record Entry(
            LasTypeCode code,
            String name,
            int position,
            LasForm form,
            LasEndpoint endpoint,
            String klantnaam,
            Secret klantcode,
            Map<String, Secret> headers,
            Optional<ClientCertificate> certificate,
            Optional<Secret> authorisationKey) {

        LasType stored(SecretCipher cipher) {
            String context = LasAccess.contextOf(code);
            Map<String, EncryptedSecret> hidden = new LinkedHashMap<>();
            headers.forEach((header, value) -> hidden.put(header, cipher.encrypt(value, context)));
            LasSupplier supplier = new LasSupplier(
                    klantnaam,
                    cipher.encrypt(klantcode, context),
                    hidden,
                    certificate.map(c -> new LasSupplier.Certificate(
                            cipher.encrypt(c.pkcs12(), context), cipher.encrypt(c.password(), context))),
                    authorisationKey.map(key -> cipher.encrypt(key, context)));
            return new LasType(code, name, position, form, endpoint, supplier);
        }
    }

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
        return read(file, Map.of("{lasSimulator}", withoutSlash(simulator.toString())));
    }

    /**
     * @param standIns what words such as {@code {lasSimulator}} stand for in addresses and names of files
     * @throws Unusable when the file is not there or something in it is wrong
     */
    public static LasTypesFile read(Path file, Map<String, String> standIns) {
        JsonNode types = parse(file).path("lasTypes");
        if (!types.isArray() || types.isEmpty()) {
            throw new Unusable(file + ": lasTypes wants a list of at least one LAS type.");
        }
        List<Entry> entries = new ArrayList<>();
        Set<LasTypeCode> codes = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            LasTypeFields fields = new LasTypeFields(file, "lasTypes[" + i + "].", types.get(i), standIns);
            Entry entry = LasTypeReader.read(fields);
            if (!codes.add(entry.code())) {
                throw fields.wrong("code", "is in the file twice");
            }
            entries.add(entry);
        }
        return new LasTypesFile(entries);
    }

    /** The key that opens every school of this LAS, when laslink has one. */
    public Optional<Secret> sharedKey(LasTypeCode code) {
        return find(code).flatMap(Entry::authorisationKey);
    }

    /** What is needed to call this kind of LAS for a school, with this key. */
    public Optional<LasAccess.Opened> open(LasTypeCode code, Secret authorisationKey, SchoolIdentification school) {
        return find(code)
                .map(e -> new LasAccess.Opened(
                        e.endpoint(),
                        new LasCredentials(
                                authorisationKey, e.klantcode(), e.klantnaam(), e.headers(), e.certificate()),
                        school,
                        e.authorisationKey().isPresent()));
    }

    private Optional<Entry> find(LasTypeCode code) {
        return entries.stream().filter(e -> e.code().equals(code)).findFirst();
    }

    /** Whether the file speaks of the simulator's https address, which is only there when it is asked for. */
    public static boolean wantsTls(Path file) {
        try {
            return Files.readString(file).contains("{lasSimulatorTls}");
        } catch (IOException unreadable) {
            return false; // reading it reports the reason
        }
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** Ready to be stored. */
    public List<LasType> types(SecretCipher cipher) {
        return entries.stream().map(e -> e.stored(cipher)).toList();
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
}
