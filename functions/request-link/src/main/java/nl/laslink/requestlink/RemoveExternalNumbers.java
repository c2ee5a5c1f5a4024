package nl.laslink.requestlink;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.NumbersRemoval;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;

/** Verwijder nummers: stores the plan and hands it to the commit. Refused while a link is active: its numbers are in use. */
final class RemoveExternalNumbers {
    private final LinkStore links;
    private final RosterStore rosters;
    private final CommitStore commits;
    private final Clock clock;
    private final Ids ids;

    RemoveExternalNumbers(LinkStore links, RosterStore rosters, CommitStore commits, Clock clock, Ids ids) {
        this.links = links;
        this.rosters = rosters;
        this.commits = commits;
        this.clock = clock;
        this.ids = ids;
    }

    enum Outcome {
        BEGUN,
        NOTHING_TO_REMOVE,
        LINK_IS_ACTIVE,
        ALREADY_RUNNING
    }

    Outcome execute(SchoolId school, Actor by, CorrelationId correlation) {
        if (links.find(school).filter(Link.Active.class::isInstance).isPresent()) {
            return Outcome.LINK_IS_ACTIVE;
        }
        if (commits.latestRemoval(school)
                .filter(Commit.Planned.class::isInstance)
                .isPresent()) {
            return Outcome.ALREADY_RUNNING;
        }
        Roster roster = rosters.read(school);
        NumbersRemoval plan = NumbersRemoval.of(roster);
        if (plan.entries().isEmpty()) {
            return Outcome.NOTHING_TO_REMOVE;
        }
        Instant now = clock.instant();
        CommitId id = new CommitId(ids.next());
        commits.storePlan(school, id, plan.entries());
        Import.Receipt receipt = new Import.Receipt(
                now,
                by,
                new Import.AddedChanged(0, plan.groups()),
                new Import.AddedChanged(0, 0),
                new Import.AddedChanged(0, plan.pupils()),
                0,
                0);
        Commit.Header header = new Commit.Header(
                school,
                id,
                Commit.Kind.EXTERNAL_NUMBERS_REMOVAL,
                Optional.empty(),
                by,
                now,
                roster.revision(),
                plan.entries().size(),
                receipt,
                correlation);
        commits.start(
                new Commit.Planned(header, 0),
                EventsAndAudit.of(correlation, new DomainEvent.ExternalNumbersRemovalConfirmed(school, id)));
        return Outcome.BEGUN;
    }
}
