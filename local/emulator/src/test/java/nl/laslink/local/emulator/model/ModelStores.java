package nl.laslink.local.emulator.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.WorkUnderWay;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.InMemoryWorkUnderWay;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.event.DynamoOutbox;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoCommitStore;
import nl.laslink.platform.dynamodb.imports.DynamoImportStore;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.imports.DynamoWorkUnderWay;
import nl.laslink.platform.event.EventJson;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** Where a modelled school is stored, and the events it left. */
interface ModelStores {
    RosterStore rosters();

    CommitStore commits();

    ImportStore imports();

    WorkUnderWay workUnderWay();

    /** The events that were written since the last call. */
    List<Event> newEvents();

    record Event(String detailType, String detail) {}

    final class InMemory implements ModelStores {
        private final InMemoryTables tables;
        private int seen;

        InMemory(InMemoryTables tables) {
            this.tables = tables;
        }

        @Override
        public RosterStore rosters() {
            return new InMemoryRosterStore(tables);
        }

        @Override
        public CommitStore commits() {
            return new InMemoryCommitStore(tables);
        }

        @Override
        public ImportStore imports() {
            return new InMemoryImportStore(tables);
        }

        @Override
        public WorkUnderWay workUnderWay() {
            return new InMemoryWorkUnderWay(tables);
        }

        @Override
        public List<Event> newEvents() {
            List<EventsAndAudit> all = tables.eventsAndAudits();
            List<Event> fresh = new ArrayList<>();
            for (EventsAndAudit written : all.subList(seen, all.size())) {
                written.events()
                        .forEach(event -> fresh.add(new Event(
                                EventJson.detailType(event), EventJson.encode(event, written.correlation()))));
            }
            seen = all.size();
            return fresh;
        }
    }

    /** The real stores, on a database of their own. */
    final class OnDynamoDb implements ModelStores {
        private static final EventsAndAuditTables EVENTS_AND_AUDIT = LocalTables.EVENTS_AND_AUDIT;
        private final DynamoDbEnhancedClient client;

        OnDynamoDb() {
            DynamoDbClient database = DynamoDBEmbedded.create(true).dynamoDbClient();
            LocalTables.createTables(database);
            this.client = AwsClients.enhanced(database);
        }

        @Override
        public RosterStore rosters() {
            return new DynamoRosterStore(client, LocalTables.ROSTER, LocalTables.IMPORTS, EVENTS_AND_AUDIT);
        }

        @Override
        public CommitStore commits() {
            return new DynamoCommitStore(client, LocalTables.IMPORTS, EVENTS_AND_AUDIT);
        }

        @Override
        public ImportStore imports() {
            return new DynamoImportStore(client, LocalTables.IMPORTS, EVENTS_AND_AUDIT);
        }

        @Override
        public WorkUnderWay workUnderWay() {
            return new DynamoWorkUnderWay(client, LocalTables.IMPORTS, EVENTS_AND_AUDIT);
        }

        @Override
        public List<Event> newEvents() {
            DynamoOutbox outbox = new DynamoOutbox(client, EVENTS_AND_AUDIT.outboxTable());
            return outbox.olderThan(Instant.MAX).stream()
                    .peek(row -> outbox.delete(row.id()))
                    .map(row -> new Event(row.detailType(), row.detail()))
                    .sorted(Comparator.comparing(Event::detailType))
                    .toList();
        }
    }
}
