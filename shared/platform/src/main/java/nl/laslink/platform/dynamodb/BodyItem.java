package nl.laslink.platform.dynamodb;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** An item that is read by its key only: a record and, if it expires, its expiry. */
public record BodyItem(String pk, String sk, String body, Optional<Long> expires) {
    public static final TableSchema<BodyItem> SCHEMA = RecordSchema.of(BodyItem.class);

    public static BodyItem of(String pk, String sk, Object record) {
        return new BodyItem(pk, sk, Stored.text(record), Optional.empty());
    }

    public BodyItem until(Instant end) {
        return new BodyItem(pk, sk, body, Optional.of(end.getEpochSecond()));
    }

    public <T> T read(Class<T> type) {
        return Stored.read(type, body);
    }

    public <T> T read(Class<T> type, SchoolId school) {
        return Stored.read(type, body, school);
    }
}
