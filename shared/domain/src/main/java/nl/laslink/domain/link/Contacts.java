package nl.laslink.domain.link;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;

/** Tells a contact from what the LAS answered. */
public final class Contacts {
    private Contacts() {}

    public static Contact of(FetchOutcome answer, Instant at) {
        return switch (answer) {
            case FetchOutcome.Delivered _ -> new Contact(at, Contact.Outcome.DELIVERED, Optional.empty());
            case FetchOutcome.NoChanges() -> new Contact(at, Contact.Outcome.NO_CHANGES, Optional.empty());
            case FetchOutcome.NoData() -> new Contact(at, Contact.Outcome.NO_DATA, Optional.empty());
            case Failed failed ->
                failed(
                        at,
                        switch (failed) {
                            case Failed.Refused _ -> Contact.Outcome.REFUSED;
                            case Failed.Unanswered _ -> Contact.Outcome.UNREACHABLE;
                            case Failed.Unreadable _ -> Contact.Outcome.UNREADABLE;
                        },
                        failed);
        };
    }

    public static Contact of(BringOutcome answer, Instant at) {
        return switch (answer) {
            case BringOutcome.Accepted() -> new Contact(at, Contact.Outcome.SCORES_ACCEPTED, Optional.empty());
            case Failed failed ->
                failed(
                        at,
                        switch (failed) {
                            case Failed.Refused _ -> Contact.Outcome.SCORES_REFUSED;
                            case Failed.Unanswered _ -> Contact.Outcome.SCORES_UNKNOWN;
                            case Failed.Unreadable _ -> Contact.Outcome.SCORES_UNREADABLE;
                        },
                        failed);
        };
    }

    private static Contact failed(Instant at, Contact.Outcome outcome, Failed failed) {
        return new Contact(at, outcome, List.copyOf(failed.reasons()), Optional.empty(), Optional.empty());
    }

    /** A constant as it stands in events and answers: lower case with hyphens. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
