package nl.laslink.platform.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/**
 * A piece of something large, compressed and cut to fit items. Every piece tells of how many it is one, so that a reader
 * knows whether all are there. {@code started} is set on the first piece of a plan whose commit is stored.
 */
public record Chunk(
        String pk,
        String sk,
        Optional<Long> of,
        Optional<SdkBytes> data,
        Optional<Long> started,
        Optional<Long> expires) {
    /** An item may have 400 KB with its names and keys. */
    static final int LARGEST = 350 * 1024;

    public static final TableSchema<Chunk> SCHEMA = RecordSchema.of(Chunk.class);

    /** Cuts {@code whole} into items {@code prefix} + 0000, 0001, …; at least one. */
    public static List<Chunk> cut(String pk, String prefix, byte[] whole, Instant expires) {
        byte[] packed = pack(whole);
        int pieces = Math.max(1, (packed.length + LARGEST - 1) / LARGEST);
        List<Chunk> chunks = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            byte[] data = Arrays.copyOfRange(packed, piece * LARGEST, Math.min(packed.length, (piece + 1) * LARGEST));
            chunks.add(new Chunk(
                    pk,
                    sortKey(prefix, piece),
                    Optional.of((long) pieces),
                    Optional.of(SdkBytes.fromByteArrayUnsafe(data)),
                    Optional.empty(),
                    Optional.of(expires.getEpochSecond())));
        }
        return chunks;
    }

    /** Marks the first piece, whatever it holds. */
    public static Chunk startedMark(String pk, String prefix) {
        return new Chunk(pk, sortKey(prefix, 0), Optional.empty(), Optional.empty(), Optional.of(1L), Optional.empty());
    }

    /** The first piece of a plan whose commit is stored. */
    public Chunk asStarted() {
        return new Chunk(pk, sk, of, data, Optional.of(1L), expires);
    }

    private static String sortKey(String prefix, int piece) {
        return prefix + "%04d".formatted(piece);
    }

    /** What the pieces, in order, hold together; none when one is missing. Pieces of an older, longer whole are ignored. */
    public static Optional<byte[]> join(List<Chunk> chunks) {
        long pieces = chunks.isEmpty() ? 0 : chunks.getFirst().of().orElse(0L);
        if (pieces == 0 || chunks.size() < pieces) {
            return Optional.empty();
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int piece = 0; piece < pieces; piece++) {
            Chunk chunk = chunks.get(piece);
            if (!chunk.sk().endsWith(sortKey("", piece)) || !chunk.of().equals(Optional.of(pieces))) {
                return Optional.empty();
            }
            packed.writeBytes(chunk.data().orElseThrow().asByteArrayUnsafe());
        }
        return Optional.of(unpack(packed.toByteArray()));
    }

    private static byte[] pack(byte[] whole) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(whole);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
