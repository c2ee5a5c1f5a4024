package nl.laslink.platform.dynamodb;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes condition expressions in which {@code #name} is the attribute of that name and {@code :name} a given value. */
public final class Condition {
    private static final Pattern NAME = Pattern.compile("#(\\w+)");
    private final String expression;
    private final Map<String, AttributeValue> values = new HashMap<>();

    private Condition(String expression) {
        this.expression = expression;
    }

    public static Condition that(String expression) {
        return new Condition(expression);
    }

    public Condition with(String name, String value) {
        values.put(":" + name, AttributeValue.fromS(value));
        return this;
    }

    public Condition with(String name, long value) {
        values.put(":" + name, AttributeValue.fromN(Long.toString(value)));
        return this;
    }

    public Expression build() {
        Map<String, String> names = new HashMap<>();
        NAME.matcher(expression).results().forEach(found -> names.put(found.group(), found.group(1)));
        return Expression.builder()
                .expression(expression)
                .expressionNames(names)
                .expressionValues(values)
                .build();
    }
}
