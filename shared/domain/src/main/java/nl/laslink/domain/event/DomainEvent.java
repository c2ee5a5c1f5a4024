package nl.laslink.domain.event;

import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.school.SchoolId;

/** Something that happened, for the other functions: ids and counts only. The record's name is the {@code detail-type}. */
public sealed interface DomainEvent {

    SchoolId school();

    record LinkRequested(SchoolId school, LinkRequestId request) implements DomainEvent {}

    record LinkApproved(SchoolId school, LinkRequestId request) implements DomainEvent {}

    record LinkRejected(SchoolId school, LinkRequestId request) implements DomainEvent {}

    record LinkEnded(SchoolId school, LinkRequestId request) implements DomainEvent {}

    /** {@code night} is the date of the nightly run that asked; none when a person did. */
    record FetchRequested(SchoolId school, FetchId fetch, Optional<LocalDate> night) implements DomainEvent {}

    /** The contact is over, whatever came of it; {@code outcome} is a {@code Contact.Outcome} in lower case with hyphens. */
    record FetchEnded(SchoolId school, FetchId fetch, String outcome, Optional<LocalDate> night)
            implements DomainEvent {}

    /**
     * A delivery was staged into the open import. {@code toSettle} known records changed and are committed without asking;
     * {@code toDecide} rows and leavers wait for a person, of which {@code newToDecide} did not wait after the contact before;
     * {@code withoutEmail} teachers wait for nothing but an address.
     */
    record ImportStaged(
            SchoolId school,
            ImportId importId,
            FetchId fetch,
            int toSettle,
            int toDecide,
            int newToDecide,
            int withoutEmail)
            implements DomainEvent {}

    /** A person pressed Gegevens importeren for the second time; the plan is stored. */
    record ImportConfirmed(SchoolId school, ImportId importId, CommitId commit) implements DomainEvent {}

    /** A person pressed Verwijder nummers. */
    record ExternalNumbersRemovalConfirmed(SchoolId school, CommitId commit) implements DomainEvent {}

    /** Records of a commit are left to write; the receiver continues after the last written one. */
    record CommitUnfinished(SchoolId school, CommitId commit) implements DomainEvent {}

    /** A person pressed Ongedaan maken, or corrected pupils; the plan is stored. */
    record CorrectionConfirmed(SchoolId school, CommitId commit) implements DomainEvent {}

    /** Readers see the new revision. {@code quiet} commits were not asked for by a person and send no receipt. */
    record ImportCommitted(SchoolId school, ImportId importId, CommitId commit, long revision, boolean quiet)
            implements DomainEvent {}

    /** The nights do not ask the LAS any more, or do not send it results: a person must act. */
    record NightsStopped(SchoolId school, About about) implements DomainEvent {
        public enum About {
            PUPILS,
            RESULTS
        }
    }

    /** For the test centre: groups, teachers or pupils changed; read them at this revision. */
    record RosterChanged(SchoolId school, long revision) implements DomainEvent {}

    /** A person asked to send results now: those that were pressed, or {@code everything} that is due. */
    record SendingRequested(SchoolId school, boolean everything) implements DomainEvent {}

    /** Customer service offers an event of the test centre again that was refused; {@code arrival} is that event's id. */
    record ScoreReplayRequested(SchoolId school, String arrival) implements DomainEvent {}

    record ScoresDelivered(SchoolId school, LocalDate night, int results) implements DomainEvent {}

    /** {@code reason} is the fault code in lower case with hyphens, or {@code no-answer}. */
    record ScoresRefused(SchoolId school, LocalDate night, int results, String reason) implements DomainEvent {}
}
