package nl.laslink.fetchimport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.NotAsked;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Enrolled;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.log.Log;

/**
 * Asks the LAS for the school's pupils and stages a complete answer into the open import. Any other answer changes nothing but
 * the last contact.
 */
final class FetchAndStage {
    /** After this time an unfinished contact blocks nobody: more than twice the function's timeout. */
    private static final Duration LONGEST_CONTACT = Duration.ofMinutes(5);

    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private final LinkStore links;
    private final LasAccess access;
    private final LasClient las;
    private final ImportStore imports;
    private final RosterStore rosters;
    private final StageDelivery staging;
    private final Clock clock;

    FetchAndStage(
            LinkStore links,
            LasAccess access,
            LasClient las,
            ImportStore imports,
            RosterStore rosters,
            Clock clock,
            Ids ids) {
        this.links = links;
        this.access = access;
        this.las = las;
        this.imports = imports;
        this.rosters = rosters;
        this.staging = new StageDelivery(imports, rosters, clock, ids);
        this.clock = clock;
    }

    /** One contact that was asked for at {@code askedAt}. {@code night} is the nightly run's date, when it was one. */
    record Request(
            SchoolId school, FetchId fetch, Optional<LocalDate> night, Instant askedAt, CorrelationId correlation) {}

    sealed interface Outcome {
        /** {@code newToDecide} of the rows {@code toDecide} did not wait after the contact before. */
        record Staged(ImportId importId, int toSettle, int toDecide, int newToDecide) implements Outcome {}

        record NothingStaged(Contact contact) implements Outcome {}

        /** The message came twice. */
        record AlreadyDone() implements Outcome {}

        /** A contact that was requested later took its place: the LAS is not called. */
        record Superseded() implements Outcome {}

        /** The link ended after the contact was asked for. */
        record NotLinked() implements Outcome {}

        /** The import is being committed, or a decision came meanwhile; retry later. */
        record Busy() implements Outcome {}
    }

    Outcome execute(Request request) {
        Optional<FetchRun> stored = imports.latestFetch(request.school());
        Optional<FetchRun> latest = stored.filter(run -> run.id().equals(request.fetch()));
        if (latest.flatMap(FetchRun::ended).isPresent()) {
            return new Outcome.AlreadyDone();
        }
        Optional<FetchRun> later = stored.filter(run -> latest.isEmpty())
                .filter(run -> run.requestedAt().isAfter(request.askedAt()));
        if (later.isPresent()) {
            return superseded(later.get(), request);
        }
        if (!(links.find(request.school()).orElse(null) instanceof Link.Active active)) {
            latest.ifPresent(run -> endUnlinked(run, request));
            return new Outcome.NotLinked();
        }
        if (imports.find(request.school())
                .filter(Import.Committing.class::isInstance)
                .isPresent()) {
            return new Outcome.Busy();
        }
        Log.line().with("las", active.fields().type());
        FetchRun run = latest.orElseGet(() -> begin(request));
        Optional<Contact> before = links.lastContact(request.school()).flatMap(c -> c.relevantTo(active));
        LasAccess.Fetched fetched = access.open(active)
                .forSchoolType(rosters.schoolType(request.school()))
                .asIn(before)
                .fetch(las, active.fields().schoolYear(), lastReceived(active), clock);
        FetchOutcome answer = withPupils(fetched.answer());
        Contact contact = Contact.of(answer, clock.instant())
                .inVersion(fetched.as().version())
                .after(before, active, request.night().map(_ -> request.fetch()));
        if (!isStillActive(active)) {
            endUnlinked(run, request);
            return new Outcome.NotLinked();
        }
        // Before the import: a stored import tells a retry that everything is done.
        links.recordContact(request.school(), contact);
        if (request.night().isEmpty() && contact.remedy().isEmpty()) {
            // A person's contact succeeded: the cause of waiting results may be solved too.
            links.lastScores(request.school())
                    .filter(scores -> scores.failing().isPresent())
                    .ifPresent(scores -> links.recordContact(request.school(), scores.forgiven()));
        }
        return answer instanceof FetchOutcome.Delivered delivered
                ? staging.stage(active, run.endedAs(contact), delivered, request.correlation())
                : nothingStaged(run, contact, request);
    }

    /** A night that a person's contact superseded ends as that one did, so that the night's results are sent. */
    private Outcome superseded(FetchRun later, Request request) {
        if (request.night().isEmpty() || later.night().isPresent()) {
            return new Outcome.Superseded();
        }
        if (later.ended().isEmpty()) {
            return new Outcome.Busy();
        }
        FetchRun run =
                new FetchRun(request.school(), request.fetch(), request.askedAt(), request.night(), Optional.empty());
        end(run, later.ended().get(), request);
        return new Outcome.Superseded();
    }

    /** A nightly contact is stored too, so that the pages show that it runs. */
    private FetchRun begin(Request request) {
        Instant now = clock.instant();
        FetchRun run = new FetchRun(request.school(), request.fetch(), now, request.night(), Optional.empty());
        // Refused while a person's contact runs; the pages then show that one, not this one.
        imports.requestFetch(run, now.minus(LONGEST_CONTACT), EventsAndAudit.of(request.correlation()));
        return run;
    }

    /**
     * When this link's LAS last sent what was then imported, all of it. A day back, for clocks that differ: sent twice does no
     * harm, missed does. Nothing while an import is open, so that changes that were not applied are delivered again.
     */
    private Optional<Instant> lastReceived(Link.Active link) {
        return imports.find(link.school())
                .filter(Import.Committed.class::isInstance)
                .map(Import::header)
                .filter(h -> h.las().equals(link.fields().type())
                        && h.schoolYear().equals(link.fields().schoolYear())
                        && h.stagedAt().isAfter(link.approvedAt()))
                .map(h -> h.stagedAt().minus(CLOCKS_DIFFER));
    }

    /** A list of former pupils only does not mean that everybody left. */
    private FetchOutcome withPupils(FetchOutcome answer) {
        boolean isOfLeaversAlone = answer instanceof FetchOutcome.Delivered(Delivery delivery, byte[] _)
                && Enrolled.at(clock.instant(), delivery).isOfLeaversAlone();
        return isOfLeaversAlone ? new Failed.Unreadable(AnswerFlaw.WITHOUT_PUPILS) : answer;
    }

    /** Whether the link that was asked for is the one that stands: the LAS may take a minute to answer. */
    private boolean isStillActive(Link.Active asked) {
        return links.find(asked.school()).orElse(null) instanceof Link.Active now
                && now.request().equals(asked.request());
    }

    private void endUnlinked(FetchRun run, Request request) {
        end(run, new Contact(clock.instant(), Contact.Outcome.REFUSED, Optional.of(NotAsked.NO_ACTIVE_LINK)), request);
    }

    private Outcome nothingStaged(FetchRun run, Contact contact, Request request) {
        end(run, contact, request);
        return new Outcome.NothingStaged(contact);
    }

    private void end(FetchRun run, Contact contact, Request request) {
        FetchRun ended = run.endedAs(contact);
        imports.endFetch(ended, new EventsAndAudit(request.correlation(), events(ended), List.of()));
    }

    private static List<DomainEvent> events(FetchRun ended) {
        boolean stops = ended.night().isPresent()
                && ended.ended().filter(Contact::hasStopped).isPresent();
        return stops
                ? List.of(
                        event(ended),
                        new DomainEvent.NightsStopped(ended.school(), DomainEvent.NightsStopped.About.PUPILS))
                : List.of(event(ended));
    }

    /** That this contact ended, and how. */
    static DomainEvent.FetchEnded event(FetchRun ended) {
        return new DomainEvent.FetchEnded(
                ended.school(), ended.id(), Word.of(ended.ended().orElseThrow().outcome()), ended.night());
    }
}
