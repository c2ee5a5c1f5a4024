package nl.laslink.platform.dynamodb;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** An item that is found by its key alone: a JSON text and, where it ends by itself, when. */
public record BodyItem(String pk, String sk, String body, Optional<Long> expires) {
    public static final TableSchema<BodyItem> SCHEMA = RecordSchema.of(
                    BodyItem.class,
                    BodyItem::pk,
                    BodyItem::sk,
                    a -> new BodyItem(a.pk(), a.sk(), a.text("body").orElseThrow(), a.number("expires")))
            .text("body", item -> Optional.of(item.body()))
            .number("expires", BodyItem::expires)
            .build();

    public static BodyItem of(String pk, String sk, JsonObject body) {
        return new BodyItem(pk, sk, body.toString(), Optional.empty());
    }

    public BodyItem until(Instant end) {
        return new BodyItem(pk, sk, body, Optional.of(end.getEpochSecond()));
    }

    public JsonObject json() {
        return JsonObject.parse(body);
    }
}
