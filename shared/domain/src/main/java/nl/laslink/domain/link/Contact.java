package nl.laslink.domain.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.Remedy;
import nl.laslink.domain.delivery.ResponsibleParty;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.school.Night;

/**
 * The last time laslink and the LAS spoke about pupils, or about results, and how that went. {@code reasons} stand
 * the worst first; {@code failing} tells for how long it goes wrong, when it does; {@code
 * xsdVersion} is the version of UWLR in which they spoke, where the kind of LAS has two.
 */
public record Contact(
        Instant at,
        Outcome outcome,
        List<FailureReason> reasons,
        Optional<Failing> failing,
        Optional<String> xsdVersion) {
    /** After this many nights a person must act. */
    private static final int LASTING_NIGHTS = 3;

    public Contact {
        reasons = List.copyOf(reasons);
    }

    /** A contact that succeeded, or one without known earlier failures. */
    public Contact(Instant at, Outcome outcome, Optional<? extends FailureReason> reason) {
        this(at, outcome, List.copyOf(reason.stream().toList()), Optional.empty(), Optional.empty());
    }

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

    public Contact inVersion(Optional<String> version) {
        return new Contact(at, outcome, reasons, failing, version);
    }

    public Contact failing(Optional<Failing> now) {
        return new Contact(at, outcome, reasons, now, xsdVersion);
    }

    /** One with a single reason, or with none. */
    public Contact(
            Instant at,
            Outcome outcome,
            Optional<? extends FailureReason> reason,
            Optional<Failing> failing,
            Optional<String> xsdVersion) {
        this(at, outcome, List.copyOf(reason.stream().toList()), failing, xsdVersion);
    }

    /** The worst reason. */
    public Optional<FailureReason> reason() {
        return reasons.stream().findFirst();
    }

    /**
     * Contacts that go wrong one after the other, of the link as it was at {@code linkVersion}: a change of the link begins
     * anew. {@code nights} counts the nightly ones, of which {@code night} was the last; a message that comes twice is the same
     * one. {@code stopped} when the LAS said in a later night again what {@link Remedy#STOP} is for.
     */
    public record Failing(Instant since, int nights, long linkVersion, Optional<FetchId> night, boolean stopped) {
        /** One that was not stopped. */
        public Failing(Instant since, int nights, long linkVersion) {
            this(since, nights, linkVersion, Optional.empty(), false);
        }
    }

    public enum Outcome {
        DELIVERED,
        NO_CHANGES,
        NO_DATA,
        REFUSED,
        UNREACHABLE,
        UNREADABLE,
        SCORES_ACCEPTED,
        SCORES_REFUSED,
        SCORES_UNKNOWN,
        SCORES_UNREADABLE;

        public boolean isOfScores() {
            return switch (this) {
                case DELIVERED, NO_CHANGES, NO_DATA, REFUSED, UNREACHABLE, UNREADABLE -> false;
                case SCORES_ACCEPTED, SCORES_REFUSED, SCORES_UNKNOWN, SCORES_UNREADABLE -> true;
            };
        }
    }

    /**
     * With for how long it goes wrong.
     *
     * @param previous the contact before it about the same
     * @param night the nightly one; none when a person asked
     */
    public Contact after(Optional<Contact> previous, Link.Active link, Optional<FetchId> night) {
        if (remedy().isEmpty()) {
            return forgiven();
        }
        Optional<Contact> failed = previous.filter(c -> c.failingOf(link).isPresent());
        Optional<Failing> before = failed.flatMap(Contact::failing);
        boolean isNewNight = night.isPresent()
                && before.flatMap(Failing::night).filter(night.get()::equals).isEmpty();
        boolean isSaidAgain = isNewNight
                && turnsUsAway()
                && failed.filter(Contact::turnsUsAway).isPresent();
        return failing(Optional.of(new Failing(
                before.map(Failing::since).orElse(at),
                before.map(Failing::nights).orElse(0) + (isNewNight ? 1 : 0),
                link.version(),
                night.or(() -> before.flatMap(Failing::night)),
                // Also after a failed contact of a person: only a successful one restarts the nights.
                isSaidAgain || failed.filter(Contact::hasStopped).isPresent())));
    }

    /** As one about which nothing is to be waited for any more. */
    public Contact forgiven() {
        return failing(Optional.empty());
    }

    /**
     * As it bears on this link: nothing when it was with the LAS of a link before; and what went wrong before a change of this one
     * says nothing of the next try.
     */
    public Optional<Contact> relevantTo(Link link) {
        if (at.isBefore(link.requestedAt())) {
            return Optional.empty();
        }
        return Optional.of(failingOf(link).isPresent() ? this : forgiven());
    }

    private Optional<Failing> failingOf(Link link) {
        return failing.filter(f -> f.linkVersion() == link.version());
    }

    /** What laslink does about it; none when nothing went wrong, or only with single results. */
    public Optional<Remedy> remedy() {
        return switch (outcome) {
            case DELIVERED, NO_CHANGES, NO_DATA, SCORES_ACCEPTED -> Optional.empty();
            case SCORES_REFUSED -> Optional.of(worst().remedy()).filter(r -> r != Remedy.HOLD);
            case REFUSED, UNREACHABLE, SCORES_UNKNOWN, UNREADABLE, SCORES_UNREADABLE -> Optional.of(worst().remedy());
        };
    }

    public ResponsibleParty responsible() {
        return advice().responsible();
    }

    /** What happens next; another than of one answer when it goes wrong for long. */
    public Advice advice() {
        Advice advice =
                switch (outcome) {
                    case DELIVERED, NO_CHANGES, SCORES_ACCEPTED -> Advice.NOTHING;
                    case NO_DATA -> Advice.FILL_LAS;
                    case REFUSED, SCORES_REFUSED, UNREACHABLE, SCORES_UNKNOWN -> worst().advice();
                    case UNREADABLE, SCORES_UNREADABLE ->
                        reason().map(FailureReason::advice).orElse(Advice.CHECK_REQUEST);
                };
        return isLasting() ? advice.whenItLasts() : advice;
    }

    /** Whether it went wrong so many nights that it does not seem to pass, or laslink does not try any more. */
    public boolean isLasting() {
        return hasStopped() || failing.filter(f -> f.nights() >= LASTING_NIGHTS).isPresent();
    }

    /** The night of the next automatic try; empty when there is none, or when nothing failed. */
    public Optional<Night> nextTry() {
        return remedy().flatMap(r -> failing.filter(f -> !f.stopped()).flatMap(f -> r.next(f.since(), f.nights(), at)));
    }

    /** Whether it fails and laslink no longer tries automatically. */
    public boolean hasStopped() {
        return failing.isPresent() && nextTry().isEmpty();
    }

    /** Whether the next try is the last, when the LAS says the same. */
    public boolean isNextTryTheLast() {
        return turnsUsAway() && nextTry().isPresent();
    }

    private boolean turnsUsAway() {
        return remedy().filter(Remedy.STOP::equals).isPresent();
    }

    /** Whether the night of this date leaves the LAS alone. */
    public boolean restsAt(LocalDate night, Link link) {
        return failingOf(link)
                // One night is no rest, at whatever time nights are run.
                .filter(f -> hasStopped()
                        || remedy().orElseThrow().rest(f.nights()) > 1
                                && night.isBefore(nextTry().get().date()))
                .isPresent();
    }

    /** A stored word of a former version is not read; what it meant is unknown. */
    private FailureReason worst() {
        return reason().orElse(FaultCode.UNKNOWN);
    }
}
