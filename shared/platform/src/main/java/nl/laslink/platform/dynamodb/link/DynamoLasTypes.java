package nl.laslink.platform.dynamodb.link;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.platform.dynamodb.BodyItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** The kinds of LAS in DynamoDB: a partition of their own in the table of links. */
public final class DynamoLasTypes implements LasTypes {
    private static final String PARTITION = "LAS#type";

    private final DynamoDbTable<BodyItem> types;

    public DynamoLasTypes(DynamoDbEnhancedClient client, String linksTable) {
        this.types = client.table(linksTable, BodyItem.SCHEMA);
    }

    @Override
    public List<LasType> all() {
        QueryConditional inPartition = QueryConditional.keyEqualTo(
                Key.builder().partitionValue(PARTITION).build());
        return types.query(inPartition).items().stream()
                .map(item -> item.read(LasType.class))
                .sorted(Comparator.comparingInt(LasType::position))
                .toList();
    }

    @Override
    public Optional<LasType> find(LasTypeCode code) {
        Key key =
                Key.builder().partitionValue(PARTITION).sortValue(code.value()).build();
        return Optional.ofNullable(types.getItem(key)).map(item -> item.read(LasType.class));
    }

    @Override
    public void save(LasType type) {
        types.putItem(BodyItem.of(PARTITION, type.code().value(), type));
    }
}
