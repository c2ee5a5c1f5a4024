package nl.laslink.platform.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.platform.json.SchemaVersion;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A table schema on a record, attribute by attribute, without reflection. Every item has {@code pk}, {@code sk} and
 * {@code schemaVersion}, which is checked before anything else is read; every other attribute may be absent, which an update
 * leaves as it is.
 */
public final class RecordSchema<T> {
    private final StaticImmutableTableSchema.Builder<T, Map<String, Object>> builder;

    private RecordSchema(Class<T> type, Function<Attributes, T> read) {
        this.builder = StaticImmutableTableSchema.builder(
                        EnhancedType.of(type), new EnhancedType<Map<String, Object>>() {})
                .newItemBuilder(HashMap::new, values -> {
                    Attributes item = new Attributes(values);
                    SchemaVersion.check(
                            type.getSimpleName(),
                            item.number(SchemaVersion.FIELD).orElse((long) SchemaVersion.CURRENT));
                    return read.apply(item);
                });
    }

    /** The attributes of a stored item. */
    public record Attributes(Map<String, Object> values) {
        public String pk() {
            return text("pk").orElseThrow();
        }

        public String sk() {
            return text("sk").orElseThrow();
        }

        public Optional<String> text(String name) {
            return Optional.ofNullable((String) values.get(name));
        }

        public Optional<Long> number(String name) {
            return Optional.ofNullable((Long) values.get(name));
        }

        public Optional<SdkBytes> bytes(String name) {
            return Optional.ofNullable((SdkBytes) values.get(name));
        }
    }

    public static <T> RecordSchema<T> of(
            Class<T> type, Function<T, String> pk, Function<T, String> sk, Function<Attributes, T> read) {
        return ofUnsorted(type, pk, read).add("sk", String.class, sk, primarySortKey());
    }

    /** For the table without a sort key. */
    public static <T> RecordSchema<T> ofUnsorted(Class<T> type, Function<T, String> pk, Function<Attributes, T> read) {
        return new RecordSchema<>(type, read)
                .add("pk", String.class, pk, primaryPartitionKey())
                .add(SchemaVersion.FIELD, Long.class, _ -> (long) SchemaVersion.CURRENT);
    }

    public RecordSchema<T> text(String name, Function<T, Optional<String>> get) {
        return add(name, String.class, item -> get.apply(item).orElse(null));
    }

    /** A text that is the partition key of an index; an item without it is not in the index. */
    public RecordSchema<T> indexed(String name, String index, Function<T, Optional<String>> get) {
        return add(name, String.class, item -> get.apply(item).orElse(null), secondaryPartitionKey(index));
    }

    public RecordSchema<T> number(String name, Function<T, Optional<Long>> get) {
        return add(name, Long.class, item -> get.apply(item).orElse(null));
    }

    public RecordSchema<T> bytes(String name, Function<T, Optional<SdkBytes>> get) {
        return add(name, SdkBytes.class, item -> get.apply(item).orElse(null));
    }

    public TableSchema<T> build() {
        return builder.build();
    }

    private <R> RecordSchema<T> add(String name, Class<R> type, Function<T, R> get, StaticAttributeTag... tags) {
        builder.addAttribute(type, a -> a.name(name)
                .getter(get)
                .setter((values, v) -> values.put(name, v))
                .tags(tags));
        return this;
    }
}
