package nl.laslink.platform.dynamodb;

import java.util.List;
import nl.laslink.domain.school.SchoolId;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** Where a school's items are, and all of them that share a prefix. */
public final class Keys {
    private Keys() {}

    public static Key key(SchoolId school, String sortKey) {
        return Key.builder()
                .partitionValue(school.toString())
                .sortValue(sortKey)
                .build();
    }

    /** Consistent, all pages, in the order of the sort key. */
    public static <T> List<T> query(DynamoDbTable<T> table, SchoolId school, String prefix) {
        return table
                .query(q -> q.queryConditional(QueryConditional.sortBeginsWith(key(school, prefix)))
                        .consistentRead(true))
                .items()
                .stream()
                .toList();
    }
}
