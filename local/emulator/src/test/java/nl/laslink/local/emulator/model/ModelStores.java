package nl.laslink.local.emulator.model;

import java.util.ArrayList;
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
import nl.laslink.platform.event.EventJson;

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
}
