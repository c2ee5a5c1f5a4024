package nl.laslink.local.emulator.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.laslink.local.emulator.aws.AwsAnswer;
import nl.laslink.local.emulator.aws.AwsService;

/**
 * KMS's Encrypt, Decrypt and GenerateDataKey with keys of its own: every key id gets one, derived from a file in the data
 * directory. The encryption context is bound to the ciphertext as KMS does.
 */
public final class KmsEndpoint implements AwsService {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MASTER_BYTES = 32;
    private static final int NONCE_BYTES = 12; // GCM's own size
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;

    private final byte[] master;
    private final SecureRandom random = new SecureRandom();

    private KmsEndpoint(byte[] master) {
        this.master = master;
    }

    /** With the master key of this file, which is made on the first start. */
    public static KmsEndpoint keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[MASTER_BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, fresh);
            }
            return new KmsEndpoint(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The call cannot be done, for a reason that KMS has a name for. */
    private static final class Refused extends Exception {
        private final String type;

        Refused(String type) {
            super(type);
            this.type = type;
        }
    }

    @Override
    public AwsAnswer call(String operation, String body) {
        try {
            JsonNode request = JSON.readTree(body);
            return switch (operation) {
                case "Encrypt" ->
                    AwsAnswer.json(JSON.createObjectNode()
                            .put("KeyId", arn(keyId(request)))
                            .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                            .put("CiphertextBlob", encrypt(keyId(request), bytes(request, "Plaintext"), request))
                            .toString());
                case "Decrypt" -> AwsAnswer.json(decrypt(request).toString());
                case "GenerateDataKey" -> {
                    byte[] key = new byte[MASTER_BYTES];
                    random.nextBytes(key);
                    yield AwsAnswer.json(JSON.createObjectNode()
                            .put("KeyId", arn(keyId(request)))
                            .put("Plaintext", Base64.getEncoder().encodeToString(key))
                            .put("CiphertextBlob", encrypt(keyId(request), key, request))
                            .toString());
                }
                default ->
                    AwsAnswer.jsonError(400, "UnknownOperationException", "this machine's KMS cannot " + operation);
            };
        } catch (Refused refused) {
            return AwsAnswer.jsonError(400, refused.type, "");
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return AwsAnswer.jsonError(400, "SerializationException", "");
        } catch (GeneralSecurityException unexpected) {
            return AwsAnswer.jsonError(500, "KMSInternalException", "");
        }
    }

    private String encrypt(String keyId, byte[] plain, JsonNode request) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] id = keyId.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keyId, nonce, request).doFinal(plain);
        ByteBuffer blob = ByteBuffer.allocate(2 + id.length + NONCE_BYTES + sealed.length)
                .put(FORMAT)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(sealed);
        return Base64.getEncoder().encodeToString(blob.array());
    }

    private ObjectNode decrypt(JsonNode request) throws GeneralSecurityException, Refused {
        ByteBuffer blob = ByteBuffer.wrap(bytes(request, "CiphertextBlob"));
        if (blob.remaining() < 2 + NONCE_BYTES || blob.get() != FORMAT) {
            throw new Refused("InvalidCiphertextException");
        }
        byte[] id = new byte[Byte.toUnsignedInt(blob.get())];
        if (blob.remaining() < id.length + NONCE_BYTES) {
            throw new Refused("InvalidCiphertextException");
        }
        blob.get(id);
        String keyId = new String(id, StandardCharsets.UTF_8);
        if (request.hasNonNull("KeyId") && !keyId(request).equals(keyId)) {
            throw new Refused("IncorrectKeyException");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        blob.get(nonce);
        byte[] sealed = new byte[blob.remaining()];
        blob.get(sealed);
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, keyId, nonce, request).doFinal(sealed);
            return JSON.createObjectNode()
                    .put("KeyId", arn(keyId))
                    .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT")
                    .put("Plaintext", Base64.getEncoder().encodeToString(plain));
        } catch (AEADBadTagException notWithThisContext) {
            throw new Refused("InvalidCiphertextException");
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, JsonNode request) throws GeneralSecurityException {
        Mac derivation = Mac.getInstance("HmacSHA256");
        derivation.init(new SecretKeySpec(master, "HmacSHA256"));
        byte[] key = derivation.doFinal(keyId.getBytes(StandardCharsets.UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context(request));
        return cipher;
    }

    private static byte[] context(JsonNode request) {
        Map<String, String> sorted = new TreeMap<>();
        request.path("EncryptionContext")
                .properties()
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
        return sorted.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The id itself, whether it was given alone, as an ARN or as an alias. */
    private static String keyId(JsonNode request) {
        String given = request.path("KeyId").asText();
        return given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf(':')) + 1);
    }

    private static String arn(String keyId) {
        return "arn:aws:kms:eu-west-1:000000000000:key/" + keyId;
    }

    private static byte[] bytes(JsonNode request, String field) {
        return Base64.getDecoder().decode(request.path(field).asText());
    }
}
