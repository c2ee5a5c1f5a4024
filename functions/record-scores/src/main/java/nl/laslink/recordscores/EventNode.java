package nl.laslink.recordscores;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value that jackson-jr read, for the schema validator; a field that is null counts as absent, as everywhere in laslink. */
record EventNode(Object value, String pointer) implements JsonNode {

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return switch (value) {
            case null -> SimpleType.NULL;
            case Boolean _ -> SimpleType.BOOLEAN;
            case String _ -> SimpleType.STRING;
            case BigDecimal number when number.stripTrailingZeros().scale() > 0 -> SimpleType.NUMBER;
            case Number _ -> SimpleType.INTEGER;
            case List<?> _ -> SimpleType.ARRAY;
            default -> SimpleType.OBJECT;
        };
    }

    @Override
    public boolean asBoolean() {
        return (Boolean) value;
    }

    @Override
    public String asString() {
        return (String) value;
    }

    @Override
    public BigInteger asInteger() {
        return asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return new BigDecimal(value.toString());
    }

    @Override
    public List<JsonNode> asArray() {
        List<JsonNode> items = new ArrayList<>();
        for (Object item : (List<?>) value) {
            items.add(new EventNode(item, pointer + "/" + items.size()));
        }
        return items;
    }

    @Override
    public Map<String, JsonNode> asObject() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> {
            if (field != null) {
                String text = name.toString();
                fields.put(text, new EventNode(field, pointer + "/" + JsonNode.encodeJsonPointer(text)));
            }
        });
        return fields;
    }
}
