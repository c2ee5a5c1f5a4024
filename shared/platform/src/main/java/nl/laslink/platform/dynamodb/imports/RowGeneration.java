package nl.laslink.platform.dynamodb.imports;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.platform.dynamodb.Chunk;
import nl.laslink.platform.dynamodb.Stored;

/**
 * How an import's rows lie in the table: all of them as they were staged, under the name of a generation that no other
 * attempt uses, and behind them what was decided since, one set of rows for each decision, named by the version of the import
 * that it made.
 */
final class RowGeneration {
    private static final int VERSION_DIGITS = 10;
    private static final String STAGED = "staged#";
    private static final String DECIDED = "decided#";

    private RowGeneration() {}

    private record Rows(List<StoredRow> rows) {}

    static String prefix(String generation) {
        return "ROWS#" + generation + "#";
    }

    static List<Chunk> staged(String pk, String generation, List<Row> rows, Instant expires) {
        return Chunk.cut(pk, prefix(generation) + STAGED, bytes(rows), expires);
    }

    static List<Chunk> decided(String pk, String generation, long version, List<Row> rows, Instant expires) {
        String set = ("%0" + VERSION_DIGITS + "d#").formatted(version);
        return Chunk.cut(pk, prefix(generation) + DECIDED + set, bytes(rows), expires);
    }

    /**
     * The rows as they are at a version of the import, made of all items of its generation; none when the staged rows or one of
     * the {@code decisions} up to that version is not there. Later decisions are not looked at.
     */
    static Optional<Map<RowId, Row>> read(String generation, List<Chunk> chunks, long version, long decisions) {
        String prefix = prefix(generation);
        List<Chunk> staged = new ArrayList<>();
        Map<Long, List<Chunk>> decided = new TreeMap<>();
        for (Chunk chunk : chunks) {
            String place = chunk.sk().substring(prefix.length());
            if (place.startsWith(STAGED)) {
                staged.add(chunk);
            } else {
                long made = Long.parseLong(place.substring(DECIDED.length(), DECIDED.length() + VERSION_DIGITS));
                if (made <= version) {
                    decided.computeIfAbsent(made, _ -> new ArrayList<>()).add(chunk);
                }
            }
        }
        Optional<byte[]> base = Chunk.join(staged);
        if (base.isEmpty() || decided.size() != decisions) {
            return Optional.empty();
        }
        Map<RowId, Row> rows = new LinkedHashMap<>();
        rows(base.get()).forEach(row -> rows.put(row.id(), row));
        for (List<Chunk> set : decided.values()) {
            Optional<byte[]> whole = Chunk.join(set);
            if (whole.isEmpty()) {
                return Optional.empty();
            }
            rows(whole.get()).forEach(row -> rows.put(row.id(), row));
        }
        return Optional.of(rows);
    }

    private static byte[] bytes(List<Row> rows) {
        return Stored.text(new Rows(rows.stream().map(StoredRow::of).toList())).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Row> rows(byte[] bytes) {
        return Stored.read(Rows.class, new String(bytes, StandardCharsets.UTF_8)).rows().stream()
                .map(StoredRow::row)
                .toList();
    }
}
