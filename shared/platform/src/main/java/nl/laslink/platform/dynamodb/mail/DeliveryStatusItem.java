package nl.laslink.platform.dynamodb.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The delivery status of the last mail to one recipient. */
record DeliveryStatusItem(String pk, String sk, String at, String body, Optional<Long> expires) {
    static final String PREFIX = "MAIL#";
    /** A school gets mail every few weeks: a status of a year ago is no evidence about the address. */
    private static final Duration KEPT = Duration.ofDays(365);

    static final TableSchema<DeliveryStatusItem> SCHEMA = RecordSchema.of(DeliveryStatusItem.class);

    static DeliveryStatusItem of(DeliveryStatus status) {
        return new DeliveryStatusItem(
                status.school().toString(),
                PREFIX + status.recipient(),
                SortableTime.of(status.at()),
                JsonObject.empty().put("outcome", status.outcome().name()).toString(),
                Optional.of(status.at().plus(KEPT).getEpochSecond()));
    }

    DeliveryStatus read() {
        return new DeliveryStatus(
                SchoolId.parse(pk),
                new Recipient(sk.substring(PREFIX.length())),
                DeliveryStatus.Outcome.valueOf(JsonObject.parse(body).text("outcome")),
                Instant.parse(at));
    }

    /** Holds unless a later one is stored. */
    Expression isNewest() {
        return Condition.that("attribute_not_exists(#pk) OR #at <= :at")
                .with("at", at)
                .build();
    }
}
