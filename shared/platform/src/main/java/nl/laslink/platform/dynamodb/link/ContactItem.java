package nl.laslink.platform.dynamodb.link;

import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.Stored;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The last contact of a school with its LAS, about pupils or about results. */
public record ContactItem(String pk, String sk, String at, String body) {
    static final String PUPILS = "CONTACT";
    static final String SCORES = "CONTACT#SCORES";

    public static final TableSchema<ContactItem> SCHEMA = RecordSchema.of(ContactItem.class);

    public static ContactItem of(SchoolId school, Contact contact) {
        return new ContactItem(
                school.toString(),
                contact.outcome().isOfScores() ? SCORES : PUPILS,
                SortableTime.of(contact.at()),
                Stored.text(contact));
    }

    public Contact read() {
        return Stored.read(Contact.class, body);
    }

    /** Holds unless a later contact is stored. */
    public Expression isNewest() {
        return Condition.that("attribute_not_exists(#pk) OR #at <= :at")
                .with("at", at)
                .build();
    }
}
