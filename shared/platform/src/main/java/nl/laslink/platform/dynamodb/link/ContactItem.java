package nl.laslink.platform.dynamodb.link;

import java.util.Optional;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The last contact of a school with its LAS, about pupils or about results. */
public record ContactItem(String pk, String sk, String at, String body) {
    static final String PUPILS = "CONTACT";
    static final String SCORES = "CONTACT#SCORES";

    public static final TableSchema<ContactItem> SCHEMA = RecordSchema.of(
                    ContactItem.class,
                    ContactItem::pk,
                    ContactItem::sk,
                    a -> new ContactItem(
                            a.pk(),
                            a.sk(),
                            a.text("at").orElseThrow(),
                            a.text("body").orElseThrow()))
            .text("at", item -> Optional.of(item.at()))
            .text("body", item -> Optional.of(item.body()))
            .build();

    public static ContactItem of(SchoolId school, Contact contact) {
        return new ContactItem(
                school.toString(),
                contact.outcome().isOfScores() ? SCORES : PUPILS,
                SortableTime.of(contact.at()),
                LinkJson.contact(contact).toString());
    }

    public Contact read() {
        return LinkJson.contact(JsonObject.parse(body));
    }

    /** Holds unless a later contact is stored. */
    public Expression isNewest() {
        return Condition.that("attribute_not_exists(#pk) OR #at <= :at")
                .with("at", at)
                .build();
    }
}
