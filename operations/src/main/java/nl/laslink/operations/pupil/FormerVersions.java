package nl.laslink.operations.pupil;

import java.util.Map;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Refused;
import nl.laslink.platform.dynamodb.roster.RosterItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The version of a record before its last change. Readers need it only while a commit is under way. */
final class FormerVersions {
    private final DynamoDbClient client;
    private final String rosterTable;

    FormerVersions(DynamoDbClient client, String rosterTable) {
        this.client = client;
        this.rosterTable = rosterTable;
    }

    /** Removes it from a record that is gone. */
    void remove(SchoolId school, RecordId id) {
        try {
            client.updateItem(u -> u.tableName(rosterTable)
                    .key(Map.of(
                            "pk", AttributeValue.fromS(school.toString()),
                            "sk", AttributeValue.fromS(RosterItem.sortKey(id))))
                    .updateExpression("REMOVE previous")
                    .conditionExpression("contains(#current, :gone)")
                    .expressionAttributeNames(Map.of("#current", "current"))
                    .expressionAttributeValues(Map.of(":gone", AttributeValue.fromS("\"kind\":\"gone\""))));
        } catch (ConditionalCheckFailedException returned) {
            throw new Refused("This pupil changed meanwhile: give the same command again.");
        }
    }
}
