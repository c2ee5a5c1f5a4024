package nl.laslink.exportscores;

import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;

/** Why a school's results are sent now. */
sealed interface Occasion {

    /** What began this run, and begins the next one when results are left. */
    DomainEvent begunBy();

    /** The Dutch date of the run. */
    LocalDate day();

    /** The night's contact about pupils is over. */
    record Night(DomainEvent.FetchEnded begunBy, LocalDate day) implements Occasion {}

    /** A person pressed Verzend nu. */
    record Pressed(DomainEvent.SendingRequested begunBy, LocalDate day) implements Occasion {}

    default SchoolId school() {
        return begunBy().school();
    }

    /** The night's contact; none of a person's run, which never counts as a night that failed. */
    default Optional<FetchId> night() {
        return switch (this) {
            case Night(DomainEvent.FetchEnded ended, LocalDate _) -> Optional.of(ended.fetch());
            case Pressed _ -> Optional.empty();
        };
    }

    /** Whether this run sends the result. */
    default boolean takes(LedgerEntry entry) {
        return switch (this) {
            // Within one night a LAS that broke inside is still broken, so a second refusal would prove nothing.
            case Night(DomainEvent.FetchEnded _, LocalDate day) ->
                !(entry.state() instanceof ScoreState.Doubted)
                        || entry.at().atZone(Sending.DUTCH).toLocalDate().isBefore(day);
            // One that is sent without an answer may be of a run before this that died.
            case Pressed(DomainEvent.SendingRequested asked, LocalDate _) ->
                asked.everything() || entry.isAskedFor() || entry.state() instanceof ScoreState.Sent;
        };
    }
}
