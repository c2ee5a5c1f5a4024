package nl.laslink.reviewimport;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.teacher;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.InMemoryAuditLog;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.testing.Invoke;

/**
 * A school whose first import waits. Rows: w1 Groep 5 (may be g5), w2 Plusgroep, w3 teacher Els Wouters without an address, w4
 * Noor Bakker (may be p9), w5 Zoë de Jong. Ties Vos, p8, is in g5 and not delivered.
 */
final class ReviewedSchool {
    static final ImportId IMPORT = new ImportId("i1");
    static final CorrelationId CORRELATION = new CorrelationId("x");

    final InMemoryTables tables = new InMemoryTables();
    final InMemoryImportStore imports = new InMemoryImportStore(tables);
    final InMemoryCommitStore commits = new InMemoryCommitStore(tables);
    final InMemoryRosterStore rosters = new InMemoryRosterStore(tables);
    final InMemoryScoreStore scores = new InMemoryScoreStore(tables);
    final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");
    private final AtomicInteger last = new AtomicInteger();
    /** First a row's id, then the id its new record would get: w1, n1, w2, n2, … */
    final Ids ids = () -> {
        int n = last.getAndIncrement();
        return (n % 2 == 0 ? "w" : "n") + (n / 2 + 1);
    };

    ReviewedSchool() {
        this(List.of(
                existingGroup("g5", "Groep 5", "5", ""),
                existingTeacher("t1", "Anja", "Smit", "anja@devoorbeeldschool.example", ""),
                pupil("p8", "Ties", null, "Vos", 2, "2026-06-10"),
                pupil("p9", "Noor", null, "Bakker", 3, "2026-06-12")));
    }

    /** With another roster. */
    ReviewedSchool(List<RosterRecord> existing) {
        Links.makeActive(tables, new FakeSecretCipher());
        rosters.seed(SCHOOL, "De Voorbeeldschool", existing);
    }

    void knowByEckId(String id, String eckId) {
        Roster.Versioned stored =
                rosters.read(SCHOOL).findVersioned(new RecordId(id)).orElseThrow();
        Pupil p = (Pupil) stored.entry();
        Pupil known = new Pupil(
                p.id(),
                p.name(),
                p.birthDate(),
                p.yearGroup(),
                p.group(),
                p.compositeGroups(),
                p.active(),
                Optional.of(new EckId(eckId)),
                p.externalNumber(),
                p.tests());
        rosters.edit(SCHOOL, known, stored.revision(), EventsAndAudit.of(CORRELATION));
    }

    private static Pupil pupil(String id, String first, String prefix, String last, int results, String lastOn) {
        return new Pupil(
                new RecordId(id),
                PersonName.of(first, prefix, last),
                Optional.of(LocalDate.parse("2016-04-09")),
                Optional.empty(),
                Optional.of(new RecordId("g5")),
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                new Pupil.TestHistory(results, Optional.of(LocalDate.parse(lastOn))));
    }

    private static DeliveredPupil delivered(String key, PersonName name, String born) {
        return new DeliveredPupil(
                Optional.of(new EckId("eck-" + key)),
                Optional.of(new LasKey(key)),
                name,
                Optional.of(LocalDate.parse(born)),
                Optional.empty(),
                Optional.of(new LasKey("G5")),
                List.of(new LasKey("PLUS")));
    }

    static Delivery firstDelivery() {
        return delivery(
                List.of(
                        group("G5", "Groep 5", "5"),
                        new DeliveredGroup(new LasKey("PLUS"), true, "Plusgroep", Optional.empty())),
                List.of(teacher("T1", "Els", "Wouters", "", "G5", "PLUS")),
                List.of(
                        delivered("L1", PersonName.of("Noor", null, "Bakker"), "2016-04-09"),
                        delivered("L2", PersonName.of("Zoë", "de", "Jong"), "2016-07-01")));
    }

    Import.Open stage() {
        return stage(firstDelivery());
    }

    Import.Open stage(Delivery delivery) {
        List<Row> rows = new Staging(rosters.read(SCHOOL), LAS, ids).stage(delivery, List.of());
        Import.Open open = open(clock.instant(), delivery);
        Contact contact = new Contact(clock.instant(), Contact.Outcome.DELIVERED, Optional.empty());
        FetchRun run = new FetchRun(SCHOOL, new FetchId("f1"), clock.instant(), Optional.empty(), Optional.of(contact));
        imports.stage(open, rows, run, new byte[0], EventsAndAudit.of(CORRELATION));
        return open;
    }

    static Import.Open open(Instant stagedAt) {
        return open(stagedAt, firstDelivery());
    }

    private static Import.Open open(Instant stagedAt, Delivery delivery) {
        Import.Header header = new Import.Header(
                SCHOOL,
                IMPORT,
                LAS,
                YEAR,
                stagedAt,
                stagedAt.plus(Duration.ofDays(30)),
                new Import.Counts(
                        delivery.groups().size(),
                        delivery.teachers().size(),
                        delivery.pupils().size()),
                List.of(new Delivery.Warning(
                        Delivery.Kind.UNKNOWN_GROUP,
                        2,
                        List.of(new Delivery.Place(1, Delivery.Subject.PUPIL, 12, 340)))));
        return new Import.Open(header, false, 1);
    }

    Row row(String id) {
        return imports.rows(SCHOOL).stream()
                .filter(r -> r.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Review review() {
        return new Reviews(imports, rosters, clock).open(SCHOOL).orElseThrow();
    }

    ReviewImportHandler handler() {
        return new ReviewImportHandler(wiring(), Invoke.log());
    }

    ReviewImportWiring wiring() {
        return wiring(imports);
    }

    ReviewImportWiring wiring(ImportStore imports) {
        return ReviewImportWiring.of(
                new InMemoryLinkStore(tables),
                new InMemoryLasTypes(tables),
                imports,
                commits,
                rosters,
                scores,
                new InMemoryAuditLog(tables),
                clock,
                ids);
    }
}
