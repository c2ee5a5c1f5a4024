package nl.laslink.platform.json;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.platform.json.JsonObject.UnreadableJson;

/** Text, number, flag or constant. A decimal is a text, so that nothing is rounded, and a duration is milliseconds. */
final class SimpleForm extends RecordCodec.Form {
    private final RecordCodec codec;
    private final Class<?> type;

    SimpleForm(RecordCodec codec, Class<?> type) {
        this.codec = codec;
        this.type = type;
    }

    static boolean isOf(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type.getName().startsWith("java.")
                || type == SchoolId.class
                || type == SchoolYear.class
                || type == FailureReason.class;
    }

    @Override
    Object write(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> number;
            case Duration duration -> duration.toMillis();
            case FailureReason reason when type == FailureReason.class -> reason.word();
            case Enum<?> constant -> codec.constant(constant);
            default -> value.toString();
        };
    }

    @Override
    Object read(String name, Object json, Optional<SchoolId> school) {
        try {
            return switch (type.getSimpleName()) {
                case "String" -> (String) json;
                case "boolean", "Boolean" -> (Boolean) json;
                case "int", "Integer" -> Math.toIntExact(whole(name, json));
                case "long", "Long" -> whole(name, json);
                case "Duration" -> Duration.ofMillis(whole(name, json));
                case "BigDecimal" -> new BigDecimal(json.toString());
                case "Instant" -> Instant.parse((String) json);
                case "LocalDate" -> LocalDate.parse((String) json);
                case "URI" -> URI.create((String) json);
                case "SchoolId" -> SchoolId.parse((String) json);
                case "SchoolYear" -> SchoolYear.parse((String) json);
                case "FailureReason" -> FailureReason.ofWord((String) json).orElseThrow(IllegalArgumentException::new);
                default -> constant((String) json);
            };
        } catch (ClassCastException otherKind) {
            throw unreadable(name);
        } catch (ArithmeticException tooLarge) {
            throw new UnreadableJson(name + " is too large a number");
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw new UnreadableJson(name + " has no form we know");
        }
    }

    /** Numbers that may be absent are stored as texts. */
    private static long whole(String name, Object json) {
        if (json instanceof Integer || json instanceof Long || json instanceof String) {
            return Long.parseLong(json.toString());
        }
        throw json instanceof Number ? new UnreadableJson(name + " is not a whole number") : unreadable(name);
    }

    private Object constant(String text) {
        for (Object constant : type.getEnumConstants()) {
            if (codec.constant((Enum<?>) constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no such constant");
    }
}
