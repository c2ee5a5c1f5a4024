package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;

/** Short ways to imports, their rows and commits, for tests of stores. */
public final class Imports {
    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00.5Z");
    public static final CorrelationId CORRELATION = new CorrelationId("x");
    public static final EventsAndAudit SILENT = EventsAndAudit.of(CORRELATION);
    private static final Import.AddedChanged NONE = new Import.AddedChanged(0, 0);
    public static final Import.Receipt RECEIPT = new Import.Receipt(NOW, Actor.LASLINK, NONE, NONE, NONE, 0, 0);

    private Imports() {}

    public static Import.Header header(SchoolId school, String id) {
        return new Import.Header(
                school,
                new ImportId(id),
                Example.LAS,
                Example.YEAR,
                NOW,
                NOW.plusSeconds(3600),
                new Import.Counts(0, 0, 1),
                List.of());
    }

    public static Import.Open open(SchoolId school, String id, long version) {
        return new Import.Open(header(school, id), false, version);
    }

    public static Import.Committing committing(SchoolId school, String id, String commit, long version) {
        return new Import.Committing(header(school, id), new CommitId(commit), Actor.LASLINK, NOW, version);
    }

    public static Import.Committed committed(SchoolId school, String id, String commit, long version) {
        return new Import.Committed(header(school, id), new CommitId(commit), RECEIPT, version);
    }

    public static Import.Aborted aborted(SchoolId school, String id, long version) {
        return new Import.Aborted(header(school, id), Actor.LASLINK, NOW, version);
    }

    /** An undecided row at version 1 about a pupil with this surname. */
    public static Row row(String id, String surname) {
        return new Row.Unknown(
                new RowId(id),
                Example.pupil(id, "", "Noor", surname, "2016-02-29", ""),
                new RecordId("new-" + id),
                List.of(),
                new Decision.Undecided(),
                Optional.empty(),
                false,
                1);
    }

    public static Row decided(Row row) {
        return row.decided(new Decision.AddNew(Decision.Basis.PERSON), Optional.empty());
    }

    public static FetchRun requested(SchoolId school, String id, Instant at) {
        return new FetchRun(school, new FetchId(id), at, Optional.empty(), Optional.empty());
    }

    public static FetchRun ended(SchoolId school, String id, Instant requestedAt) {
        Contact contact = new Contact(requestedAt.plusSeconds(5), Contact.Outcome.DELIVERED, Optional.empty());
        return new FetchRun(school, new FetchId(id), requestedAt, Optional.empty(), Optional.of(contact));
    }

    public static Commit.Header commit(SchoolId school, String id, Commit.Kind kind, long base, int entries) {
        return new Commit.Header(
                school,
                new CommitId(id),
                kind,
                kind == Commit.Kind.EXTERNAL_NUMBERS_REMOVAL ? Optional.empty() : Optional.of(new ImportId("i1")),
                Actor.LASLINK,
                NOW,
                base,
                entries,
                RECEIPT,
                CORRELATION);
    }

    /** One event, as written with a change. */
    public static EventsAndAudit eventsAndAudit(SchoolId school) {
        return EventsAndAudit.of(CORRELATION, new DomainEvent.RosterChanged(school, 1));
    }
}
