package nl.laslink.platform.dynamodb;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Stores;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.json.JsonObject;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The real stores on {@link LocalTables}. */
public final class DynamoStores implements Stores {
    private static final AtomicInteger SCHOOLS = new AtomicInteger();
    private final DynamoDbEnhancedClient client;

    public DynamoStores() {
        this(LocalTables.CLIENT);
    }

    public DynamoStores(DynamoDbClient client) {
        this.client = AwsClients.enhanced(client);
    }

    DynamoDbEnhancedClient client() {
        return client;
    }

    @Override
    public SchoolId freshSchool() {
        int next = SCHOOLS.getAndIncrement();
        return SchoolId.parse("%02dXX-%02d".formatted(next / 100, next % 100));
    }

    @Override
    public RosterStore rosters() {
        return new DynamoRosterStore(client, LocalTables.ROSTER, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT);
    }

    @Override
    public CommitStore commits() {
        return new DynamoCommitStore(client, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT);
    }

    @Override
    public ImportStore imports() {
        return new DynamoImportStore(client, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT);
    }

    @Override
    public List<String> events(SchoolId school) {
        return LocalTables.items(LocalTables.EVENTS_AND_AUDIT.outboxTable()).stream()
                .filter(item ->
                        JsonObject.parse(item.get("detail").s()).text("school").equals(school.toString()))
                .map(item -> item.get("detailType").s())
                .sorted()
                .toList();
    }
}
