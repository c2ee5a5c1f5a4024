package nl.laslink.domain.testing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.imports.Work;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.score.CorrectedNorms;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;

/**
 * What the in-memory stores share, so that a write over several of them and its events and audit entries are one write. Every store locks this
 * object for the time of a call.
 */
public final class InMemoryTables {
    final Map<SchoolId, Link> links = new TreeMap<>(BY_NAME);
    final Map<RequestKey, Link> requests = new HashMap<>();
    final Map<SchoolId, Contact> contacts = new HashMap<>();
    final Map<SchoolId, Contact> scoreContacts = new HashMap<>();
    final Map<SchoolId, Map<TokenHash, ApprovalToken>> tokens = new HashMap<>();
    final Map<SchoolId, Map<String, Beheerder>> beheerders = new HashMap<>();
    final Map<SchoolId, Map<String, DeliveryStatus>> mailFates = new HashMap<>();
    final Map<LasTypeCode, LasType> lasTypes = new HashMap<>();
    final Map<SchoolId, School> schools = new HashMap<>();
    final Map<SchoolId, Import> imports = new HashMap<>();
    final Map<SchoolId, Map<RowId, Row>> rows = new HashMap<>();
    final Map<SchoolId, FetchRun> fetches = new HashMap<>();
    final Map<SchoolId, Map<FetchId, FetchRun>> endedFetches = new HashMap<>();
    final Map<FetchId, byte[]> rawAnswers = new HashMap<>();
    final Map<CommitKey, Commit> commits = new LinkedHashMap<>();
    final Map<CommitKey, List<PlanEntry>> plans = new HashMap<>();
    /** The progress of work, where any was recorded after it began. */
    final Map<WorkKey, Progress> work = new HashMap<>();

    final Map<SchoolId, CommitId> removals = new HashMap<>();
    final Map<SchoolId, Map<ResultKey, LedgerEntry>> scores = new HashMap<>();
    final Map<DefinitionKey, Defined> definitions = new HashMap<>();
    final List<CorrectedNorms> correctedNorms = new ArrayList<>();
    final Map<SchoolId, Instant> normsApplied = new HashMap<>();
    final Set<RunKey> runs = new HashSet<>();
    final Map<SchoolId, Lease> leases = new HashMap<>();
    final Map<SchoolId, Instant> creationTimes = new HashMap<>();
    private final List<EventsAndAudit> eventsAndAudits = new ArrayList<>();
    private final List<AuditEntry> views = new ArrayList<>();

    private static final java.util.Comparator<SchoolId> BY_NAME = java.util.Comparator.comparing(SchoolId::toString);

    record RequestKey(SchoolId school, LinkRequestId request) {}

    record CommitKey(SchoolId school, CommitId commit) {}

    record WorkKey(SchoolId school, Work.Kind kind, String id) {}

    record Progress(Instant at, int resumed, boolean stuck) {}

    record DefinitionKey(TestCode code, Optional<String> version) {}

    record Defined(TestDefinition definition, Instant at) {}

    record RunKey(SchoolId school, Night night) {}

    record Lease(String owner, Instant until) {}

    /** A record with both its versions. */
    record Stored(long revision, Optional<CommitId> commit, RosterRecord current, Optional<RosterRecord> previous) {}

    static final class School {
        String name;
        SchoolType type;
        long revision;
        Optional<CommitId> lockHolder = Optional.empty();
        Instant lockUntil = Instant.MIN;
        final Map<String, Stored> records = new TreeMap<>();

        School(SchoolId id) {
            this.name = id.toString();
        }
    }

    School school(SchoolId id) {
        return schools.computeIfAbsent(id, School::new);
    }

    void leave(EventsAndAudit eventsAndAudit) {
        eventsAndAudits.add(eventsAndAudit);
    }

    /** Every look that was recorded, oldest first. */
    public synchronized List<AuditEntry> views() {
        return List.copyOf(views);
    }

    synchronized void view(AuditEntry view) {
        boolean isKnown = views.stream()
                .anyMatch(v -> v.school().equals(view.school())
                        && v.actor().subject().equals(view.actor().subject())
                        && v.action() == view.action()
                        && v.at().truncatedTo(ChronoUnit.HOURS).equals(view.at().truncatedTo(ChronoUnit.HOURS)));
        if (!isKnown) {
            views.add(view);
        }
    }

    /** All events and audit entries that were written, oldest first. */
    public synchronized List<EventsAndAudit> eventsAndAudits() {
        return List.copyOf(eventsAndAudits);
    }

    /** Every event that was left, oldest first. */
    public synchronized List<DomainEvent> events() {
        return eventsAndAudits.stream().flatMap(t -> t.events().stream()).toList();
    }

    /** Every entry of the audit log, oldest first. */
    public synchronized List<AuditEntry> audit() {
        return eventsAndAudits.stream().flatMap(t -> t.audit().stream()).toList();
    }

    /** The answer of the LAS as it came with this contact. */
    public synchronized Optional<byte[]> rawAnswer(FetchId fetch) {
        return Optional.ofNullable(rawAnswers.get(fetch)).map(byte[]::clone);
    }
}
