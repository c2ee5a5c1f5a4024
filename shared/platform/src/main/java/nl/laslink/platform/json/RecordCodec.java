package nl.laslink.platform.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nl.laslink.domain.Word;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject.UnreadableJson;

/**
 * Records as JSON: a field for each component, under the component's name. A record of one simple value is that value; an absent
 * component has no field; a record of a sealed family also names its case. A subclass says where its form differs. Each record
 * class is examined once. Exceptions name the field and never contain a value.
 */
// Loops instead of streams and lambdas: each lambda is a class more at the cold start (ADR 2).
public class RecordCodec {
    private final Map<Type, Form> forms = new ConcurrentHashMap<>();

    /** The field that stands for a component, named by its record and itself: {@code Import.Header.las}. */
    protected String field(String component, String name) {
        return name;
    }

    /** Whether the fields of a component, which is a record, stand among those of its owner. */
    protected boolean isFlat(String component) {
        return false;
    }

    /** Whether a component has no field: it is the school, which the reader gives, or may be absent. */
    protected boolean isLeftOut(String component) {
        return false;
    }

    /** What an absent field means, and what is not written; none for a component that must be there. */
    protected Optional<Object> usual(String component) {
        return Optional.empty();
    }

    /** The field that names the case of a sealed family; none where something else names it. */
    protected Optional<String> tagField(Class<?> family) {
        return Optional.empty();
    }

    protected String tag(Class<?> record) {
        String name = record.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** Changes the fields of an older form of a record into today's. */
    protected void modernise(String record, Map<String, Object> fields) {}

    /** Lower case with hyphens. */
    protected String constant(Enum<?> constant) {
        return Word.of(constant);
    }

    /** A whole number that may be absent. */
    protected Object optionalNumber(Number number) {
        return number;
    }

    public final JsonObject write(Object record) {
        return JsonObject.ofFields(
                new LinkedHashMap<>(fields(form(record.getClass()).write(record))));
    }

    /** @throws UnreadableJson when a field is missing or has no form that this component can have */
    public final <T> T read(Class<T> type, JsonObject json, Optional<SchoolId> school) {
        return type.cast(form(type).read(type.getSimpleName(), json.fields(), school));
    }

    /** Any value as JSON; null when it is absent. */
    final Object any(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof JsonObject object) {
            return object.fields();
        }
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? null : any(optional.get());
        }
        if (value instanceof Iterable<?> values) {
            List<Object> all = new ArrayList<>();
            for (Object each : values) {
                all.add(any(each));
            }
            return all;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                object.put(entry.getKey().toString(), any(entry.getValue()));
            }
            return object;
        }
        return form(value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass())
                .write(value);
    }

    @SuppressWarnings("unchecked") // what jackson-jr reads and we write has texts for names
    private static Map<String, Object> fields(Object json) {
        return (Map<String, Object>) json;
    }

    private Form form(Type type) {
        Form known = forms.get(type);
        if (known == null) {
            known = make(type);
            forms.put(type, known);
        }
        return known;
    }

    private Form make(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? new Mapping(of[0], form(of[1]))
                    : new Several(generic.getRawType(), form(of[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (SimpleForm.isOf(plain)) {
            return new SimpleForm(this, plain);
        }
        return plain.isSealed() ? new Family(plain) : new Whole(plain);
    }

    /** What one type is in JSON: a text, number, flag, list or map, as jackson-jr reads and writes them. */
    abstract static class Form {
        abstract Object write(Object value);

        abstract Object read(String name, Object json, Optional<SchoolId> school);

        /** What an absent field means. */
        Object absent(String name) {
            throw new UnreadableJson(name + " is missing");
        }

        static UnreadableJson unreadable(String name) {
            return new UnreadableJson(name + " is not of the expected kind");
        }
    }

    /** An {@code Optional}, a list or a set; a set is written in order, so that equal ones have equal texts. */
    private final class Several extends Form {
        private final Type type;
        private final Form one;

        Several(Type type, Form one) {
            this.type = type;
            this.one = one;
        }

        @Override
        Object write(Object value) {
            if (value instanceof Optional<?> optional) {
                Object written = optional.isEmpty() ? null : one.write(optional.get());
                return written instanceof Integer || written instanceof Long
                        ? optionalNumber((Number) written)
                        : written;
            }
            List<Object> all = new ArrayList<>();
            for (Object each : (Iterable<?>) value) {
                all.add(one.write(each));
            }
            if (value instanceof Set<?>) {
                all.sort(null);
            }
            return all;
        }

        @Override
        Object read(String name, Object json, Optional<SchoolId> school) {
            if (type == Optional.class) {
                return Optional.of(one.read(name, json, school));
            }
            if (!(json instanceof List<?> list)) {
                throw unreadable(name);
            }
            List<Object> all = new ArrayList<>();
            for (Object each : list) {
                all.add(one.read(name, each, school));
            }
            return type == Set.class ? Set.copyOf(all) : List.copyOf(all);
        }

        @Override
        Object absent(String name) {
            return type == Optional.class ? Optional.empty() : type == Set.class ? Set.of() : List.of();
        }
    }

    /** By text, an object; by constant, a list of records that each have their key under the name of its type. */
    private final class Mapping extends Form {
        private final Class<?> key;
        private final Form value;

        Mapping(Type key, Form value) {
            this.key = (Class<?>) key;
            this.value = value;
        }

        private String keyField() {
            return key.getSimpleName().toLowerCase(Locale.ROOT);
        }

        @Override
        Object write(Object map) {
            Map<String, Object> object = new LinkedHashMap<>();
            List<Object> list = new ArrayList<>();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
                Object written = value.write(entry.getValue());
                if (key == String.class) {
                    object.put((String) entry.getKey(), written);
                } else {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put(keyField(), form(key).write(entry.getKey()));
                    fields.putAll(fields(written));
                    list.add(fields);
                }
            }
            return key == String.class ? object : list;
        }

        @Override
        Object read(String name, Object json, Optional<SchoolId> school) {
            Map<Object, Object> map = new LinkedHashMap<>();
            if (key == String.class && json instanceof Map<?, ?> object) {
                for (Map.Entry<?, ?> entry : object.entrySet()) {
                    map.put(entry.getKey(), value.read(name, entry.getValue(), school));
                }
            } else if (key != String.class && json instanceof List<?> list) {
                for (Object each : list) {
                    Object named = fields(each).get(keyField());
                    map.put(form(key).read(keyField(), named, school), value.read(name, each, school));
                }
            } else {
                throw unreadable(name);
            }
            return map;
        }

        @Override
        Object absent(String name) {
            return Map.of();
        }
    }

    /** The records of a sealed interface. */
    private final class Family extends Form {
        private final Class<?> family;
        private final List<Class<?>> cases = new ArrayList<>();

        Family(Class<?> family) {
            this.family = family;
            addCases(family);
        }

        private void addCases(Class<?> sealed) {
            for (Class<?> permitted : sealed.getPermittedSubclasses()) {
                if (permitted.isSealed()) {
                    addCases(permitted);
                } else {
                    cases.add(permitted);
                }
            }
        }

        @Override
        Object write(Object value) {
            return form(value.getClass()).write(value);
        }

        @Override
        Object read(String name, Object json, Optional<SchoolId> school) {
            if (!(json instanceof Map<?, ?>)) {
                throw unreadable(name);
            }
            String tagField = tagField(family).orElseThrow();
            if (!(fields(json).get(tagField) instanceof String tag)) {
                throw new UnreadableJson(tagField + " is missing");
            }
            for (Class<?> one : cases) {
                if (tag(one).equals(tag)) {
                    return form(one).read(name, json, school);
                }
            }
            throw new UnknownKind(
                    family.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
        }
    }

    /** A component of a record. */
    private record Part(String field, Form form, Class<?> type, Object usual, boolean flat, boolean leftOut) {}

    private final class Whole extends Form {
        private final String name;
        private final RecordType type;
        private final Part[] parts;
        private final boolean isValue;
        private final Optional<String> tagField;
        private final String tag;

        Whole(Class<?> of) {
            this.name = of.getName().substring(of.getPackageName().length() + 1).replace('$', '.');
            this.type = new RecordType(of);
            RecordComponent[] components = type.components();
            this.parts = new Part[components.length];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = part(components[i]);
            }
            Optional<Class<?>> family = family(of);
            this.isValue = family.isEmpty() && parts.length == 1 && parts[0].form() instanceof SimpleForm;
            this.tagField = family.isEmpty() ? Optional.empty() : tagField(family.get());
            this.tag = tag(of);
        }

        private Part part(RecordComponent component) {
            String qualified = name + "." + component.getName();
            return new Part(
                    field(qualified, component.getName()),
                    form(component.getGenericType()),
                    component.getType(),
                    usual(qualified).orElse(null),
                    isFlat(qualified),
                    isLeftOut(qualified));
        }

        /** The widest sealed interface that the record implements. */
        private static Optional<Class<?>> family(Class<?> type) {
            for (Class<?> above : type.getInterfaces()) {
                if (above.isSealed()) {
                    return Optional.of(family(above).orElse(above));
                }
            }
            return Optional.empty();
        }

        @Override
        Object write(Object record) {
            if (isValue) {
                return parts[0].form().write(type.get(record, 0));
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            if (tagField.isPresent()) {
                fields.put(tagField.get(), tag);
            }
            for (int i = 0; i < parts.length; i++) {
                Part part = parts[i];
                Object value = type.get(record, i);
                // Asking a record without need links its equals: twenty classes at the cold start.
                boolean isUsual = part.usual() != null && part.usual().equals(value);
                boolean isWritten = !part.leftOut() && !isUsual;
                Object json = isWritten ? part.form().write(value) : null;
                if (json != null && part.flat()) {
                    fields.putAll(fields(json));
                } else if (json != null) {
                    fields.put(part.field(), json);
                }
            }
            return fields;
        }

        @Override
        Object read(String place, Object json, Optional<SchoolId> school) {
            if (isValue) {
                return type.make(parts[0].form().read(place, json, school));
            }
            if (!(json instanceof Map<?, ?>)) {
                throw unreadable(place);
            }
            Map<String, Object> fields = fields(json);
            modernise(name, fields);
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = value(parts[i], fields, school);
            }
            return type.make(values);
        }

        private Object value(Part part, Map<String, Object> fields, Optional<SchoolId> school) {
            if (part.leftOut()) {
                return part.type() == SchoolId.class
                        ? school.orElseThrow()
                        : part.form().absent(part.field());
            }
            Object json = part.flat() ? fields : fields.get(part.field());
            if (json != null) {
                return part.form().read(part.field(), json, school);
            }
            return part.usual() != null ? part.usual() : part.form().absent(part.field());
        }
    }
}
