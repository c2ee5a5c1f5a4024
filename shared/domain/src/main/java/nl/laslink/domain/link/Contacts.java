package nl.laslink.domain.link;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.NoAnswer;

/** Tells a contact from what the LAS answered. */
public final class Contacts {
    private Contacts() {}

    public static Contact of(FetchOutcome answer, Instant at) {
        return switch (answer) {
            case FetchOutcome.Delivered _ -> new Contact(at, Contact.Outcome.DELIVERED, Optional.empty());
            case FetchOutcome.NoChanges() -> new Contact(at, Contact.Outcome.NO_CHANGES, Optional.empty());
            case FetchOutcome.NoData() -> new Contact(at, Contact.Outcome.NO_DATA, Optional.empty());
            case FetchOutcome.Refused(FaultCode code) -> new Contact(at, Contact.Outcome.REFUSED, Optional.of(code));
            case FetchOutcome.Unreachable(NoAnswer reason) ->
                new Contact(at, Contact.Outcome.UNREACHABLE, Optional.of(reason));
            case FetchOutcome.Unreadable(List<AnswerFlaw> flaws) -> unreadable(at, Contact.Outcome.UNREADABLE, flaws);
        };
    }

    public static Contact of(BringOutcome answer, Instant at) {
        return switch (answer) {
            case BringOutcome.Accepted() -> new Contact(at, Contact.Outcome.SCORES_ACCEPTED, Optional.empty());
            case BringOutcome.Refused(FaultCode code) ->
                new Contact(at, Contact.Outcome.SCORES_REFUSED, Optional.of(code));
            case BringOutcome.Unanswered(NoAnswer reason) ->
                new Contact(at, Contact.Outcome.SCORES_UNKNOWN, Optional.of(reason));
            case BringOutcome.Unreadable(List<AnswerFlaw> flaws) ->
                unreadable(at, Contact.Outcome.SCORES_UNREADABLE, flaws);
        };
    }

    private static Contact unreadable(Instant at, Contact.Outcome outcome, List<AnswerFlaw> flaws) {
        return new Contact(at, outcome, List.copyOf(flaws), Optional.empty(), Optional.empty());
    }

    /** A constant as it stands in events and answers: lower case with hyphens. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
