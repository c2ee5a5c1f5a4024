package nl.laslink.operations.school;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.LinkState;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.operations.Refused;
import nl.laslink.operations.user.People;
import nl.laslink.operations.user.SignInUser;

/**
 * Erases a school. It takes the school's commit lock and its sender's lease first, so that nothing is written while it erases,
 * and every step can be done again: what broke off is finished by the same command.
 */
final class EraseSchool {
    private static final String OWNER = "erasing";
    /** Longer than any erasure, and than the hour that a token lives. */
    private static final Duration FENCED = Duration.ofHours(24);

    private final LinkStore links;
    private final RosterStore rosters;
    private final DeliveryRuns runs;
    private final People people;
    private final SchoolItems items;
    private final Clock clock;

    EraseSchool(
            LinkStore links, RosterStore rosters, DeliveryRuns runs, People people, SchoolItems items, Clock clock) {
        this.links = links;
        this.rosters = rosters;
        this.runs = runs;
        this.people = people;
        this.items = items;
        this.clock = clock;
    }

    /** What there is of a school: items by table, and who signs in for it. */
    record Found(Map<String, Integer> items, List<SignInUser> users) {
        int total() {
            return items.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Found look(SchoolId school) {
        return new Found(
                items.count(school),
                people.list(java.util.Optional.of(school)).stream()
                        .map(People.Listed::user)
                        .toList());
    }

    /** @throws Refused while a link is asked for or in use */
    void check(SchoolId school) {
        links.find(school)
                .filter(link -> link.state() == LinkState.ACTIVE || link.state() == LinkState.REQUESTED)
                .ifPresent(link -> {
                    throw new Refused(
                            "The link of " + school + " is "
                                    + (link.state() == LinkState.ACTIVE ? "active" : "requested")
                                    + ". Its beheerder ends it first, under Koppeling: that also erases the authorisation key.");
                });
    }

    /**
     * Users first, so that no person starts new work; then the tables.
     *
     * @throws Refused while a link stands, an import is being committed or scores are being sent
     */
    void erase(SchoolId school) {
        check(school);
        fence(school);
        for (SignInUser user : look(school).users()) {
            people.removeFrom(school, user.email());
        }
        items.erase(school);
    }

    private void fence(SchoolId school) {
        Instant now = clock.instant();
        if (!runs.takeLease(school, OWNER, now, now.plus(FENCED))) {
            throw new Refused("Scores of " + school + " are being sent: try again in ten minutes.");
        }
        switch (rosters.lock(school, new CommitId(OWNER), now, now.plus(FENCED))) {
            case RosterStore.LockOutcome.Locked _ -> {}
            case RosterStore.LockOutcome.Busy busy -> {
                runs.releaseLease(school, OWNER);
                throw new Refused(
                        "An import of " + school + " is being committed, until " + busy.until() + " at most.");
            }
            case RosterStore.LockOutcome.Abandoned abandoned -> {
                runs.releaseLease(school, OWNER);
                throw new Refused("Commit " + abandoned.holder() + " of " + school
                        + " stopped half-way: finish it first, docs/runbooks/dead-letters.md#commitqueue.");
            }
        }
    }
}
