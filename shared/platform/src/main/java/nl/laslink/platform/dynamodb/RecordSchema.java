package nl.laslink.platform.dynamodb;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.secondarySortKey;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.platform.json.RecordType;
import nl.laslink.platform.json.SchemaVersion;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/**
 * A table schema of a record: an attribute for each component, a text, number or bytes. Its partition key is {@code pk} and its
 * sort key {@code sk}. Every item has a {@code schemaVersion}, which is checked before anything else is read. An attribute may
 * be absent where the component is an {@code Optional}; an update leaves it as it is.
 */
public final class RecordSchema<T> {
    private final Class<T> item;
    private final RecordType type;
    private final Map<String, String> sorted = new HashMap<>();
    private final StaticImmutableTableSchema.Builder<T, Map<String, Object>> builder;

    private RecordSchema(Class<T> item) {
        this.item = item;
        this.type = new RecordType(item);
        this.builder = StaticImmutableTableSchema.builder(
                        EnhancedType.of(item), new EnhancedType<Map<String, Object>>() {})
                .newItemBuilder(HashMap::new, this::read);
    }

    public static <T> TableSchema<T> of(Class<T> item) {
        return new RecordSchema<>(item).build(Map.of());
    }

    /** @param sortKey of every item; the record has no component for it */
    public static <T> TableSchema<T> of(Class<T> item, String sortKey) {
        return indexed(item, sortKey, Map.of());
    }

    /** @param indexes by the component that is the partition key of each; an item without it is not in that index */
    public static <T> TableSchema<T> indexed(Class<T> item, String sortKey, Map<String, String> indexes) {
        RecordSchema<T> schema = new RecordSchema<>(item);
        schema.builder.addAttribute(
                String.class,
                a -> a.name("sk").getter(_ -> sortKey).setter((_, _) -> {}).tags(primarySortKey()));
        return schema.build(indexes);
    }

    /** Of items that are found through a sparse index: an item without {@code hash} is not in it. */
    public static <T> TableSchema<T> indexedBy(Class<T> item, String index, String hash, String sortedBy) {
        RecordSchema<T> schema = new RecordSchema<>(item);
        schema.sorted.put(sortedBy, index);
        return schema.build(Map.of(hash, index));
    }

    private TableSchema<T> build(Map<String, String> indexes) {
        builder.addAttribute(Long.class, a -> a.name(SchemaVersion.FIELD)
                .getter(_ -> (long) SchemaVersion.CURRENT)
                .setter((values, v) -> values.put(SchemaVersion.FIELD, v)));
        RecordComponent[] components = type.components();
        for (int place = 0; place < components.length; place++) {
            add(components[place].getName(), attribute(components[place]), place, indexes);
        }
        return builder.build();
    }

    private <R> void add(String name, Class<R> attribute, int place, Map<String, String> indexes) {
        builder.addAttribute(attribute, a -> a.name(name)
                .getter(record -> attribute.cast(value(record, place)))
                .setter((values, v) -> values.put(name, v))
                .tags(tags(name, indexes)));
    }

    private List<StaticAttributeTag> tags(String name, Map<String, String> indexes) {
        if (sorted.containsKey(name)) {
            return List.of(secondarySortKey(sorted.get(name)));
        }
        if (indexes.containsKey(name)) {
            return List.of(secondaryPartitionKey(indexes.get(name)));
        }
        return switch (name) {
            case "pk" -> List.of(primaryPartitionKey());
            case "sk" -> List.of(primarySortKey());
            default -> List.of();
        };
    }

    private static Class<?> attribute(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType optional) {
            return (Class<?>) optional.getActualTypeArguments()[0];
        }
        return component.getType() == long.class ? Long.class : component.getType();
    }

    /** Null is the SDK's word for an absent attribute. */
    private Object value(T record, int place) {
        Object value = type.get(record, place);
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private T read(Map<String, Object> values) {
        Object version = values.getOrDefault(SchemaVersion.FIELD, (long) SchemaVersion.CURRENT);
        SchemaVersion.check(item.getSimpleName(), (Long) version);
        RecordComponent[] components = type.components();
        Object[] read = new Object[components.length];
        for (int place = 0; place < read.length; place++) {
            Object value = values.get(components[place].getName());
            boolean isOptional = components[place].getType() == Optional.class;
            if (value == null && !isOptional) {
                throw new UnreadableItem(item.getSimpleName(), components[place].getName() + " is missing");
            }
            read[place] = isOptional ? Optional.ofNullable(value) : value;
        }
        return item.cast(type.make(read));
    }
}
