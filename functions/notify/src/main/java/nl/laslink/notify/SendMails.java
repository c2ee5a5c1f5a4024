package nl.laslink.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.Waiting;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.ApprovalTokens;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.mail.AskedContacts;
import nl.laslink.domain.mail.Mail;
import nl.laslink.domain.mail.Mailbox;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.Secret;

/**
 * Sends the mails of one event. An event that time overtook sends none. An event that comes twice may double a mail, but none is
 * lost: if SES does not accept a mail now, the whole event is redelivered.
 */
final class SendMails {
    /** How long a token may decide (design, state). */
    static final Duration TOKEN_LIFE = Duration.ofDays(7);

    /** A question that stays open is mailed again after a week; nights do not begin at the very same minute. */
    private static final Duration REPEATED_AFTER = Duration.ofDays(7).minusHours(12);

    private final Stores stores;
    private final Mailbox mailbox;
    private final Letters letters;
    private final EmailAddress customerService;
    private final NewToken newToken;
    private final Clock clock;

    /** Where the facts of a mail come from, and where its token goes. */
    record Stores(
            LinkStore links,
            LasTypes types,
            Beheerders beheerders,
            ApprovalTokens tokens,
            RosterStore rosters,
            ImportStore imports,
            CommitStore commits,
            AskedContacts asked) {}

    SendMails(Stores stores, Mailbox mailbox, NotifyConfig.Sender sender, NewToken newToken, Clock clock) {
        this.stores = stores;
        this.mailbox = mailbox;
        this.letters = new Letters(sender);
        this.customerService = sender.customerServiceEmail();
        this.newToken = newToken;
        this.clock = clock;
    }

    sealed interface Outcome {
        /** {@code refused} recipients will never get it: the mail service does not take their address. */
        record Sent(int mails, int refused) implements Outcome {}

        /** There is no receiver, or no reason any more. */
        record NothingToSay() implements Outcome {}

        /** The service did not take every mail; {@code code} is its word for why. */
        record TryLater(String code) implements Outcome {}

        /** SES accepts none of the addresses: a person must look at it. */
        record NobodyReached(String code) implements Outcome {}
    }

    /** @param chain of the event; each mail names it */
    Outcome on(DomainEvent event, CorrelationId chain) {
        return switch (event) {
            case DomainEvent.LinkRequested e ->
                stores.links()
                        .find(e.school(), e.request())
                        .filter(Link.Requested.class::isInstance)
                        .map(link -> askCustomerService((Link.Requested) link, chain))
                        .orElseGet(Outcome.NothingToSay::new);
            case DomainEvent.LinkApproved e ->
                active(e.school())
                        .filter(link -> link.request().equals(e.request()))
                        .map(link -> tellBeheerders(link, chain, texts -> letters.approved(about(link, chain), texts)))
                        .orElseGet(Outcome.NothingToSay::new);
            case DomainEvent.LinkRejected e ->
                stores.links().find(e.school(), e.request()).orElse(null) instanceof Link.Rejected link
                        ? tellBeheerders(
                                link, chain, texts -> letters.rejected(about(link, chain), texts, link.reason()))
                        : new Outcome.NothingToSay();
            case DomainEvent.ImportStaged e -> e.toDecide() > 0 ? askBeheerders(e, chain) : new Outcome.NothingToSay();
            case DomainEvent.ImportCommitted e -> e.quiet() ? new Outcome.NothingToSay() : giveReceipt(e, chain);
            case DomainEvent.NightsStopped e -> tellThatNightsStopped(e, chain);
            case DomainEvent.LinkEnded _,
                    DomainEvent.FetchRequested _,
                    DomainEvent.FetchEnded _,
                    DomainEvent.ImportConfirmed _,
                    DomainEvent.ExternalNumbersRemovalConfirmed _,
                    DomainEvent.CommitUnfinished _,
                    DomainEvent.CorrectionConfirmed _,
                    DomainEvent.RosterChanged _,
                    DomainEvent.SendingRequested _,
                    DomainEvent.ScoreReplayRequested _,
                    DomainEvent.ScoresDelivered _,
                    DomainEvent.ScoresRefused _ -> new Outcome.NothingToSay();
        };
    }

    // The token is stored before it is sent: after a crash between the two it is unused.
    private Outcome askCustomerService(Link.Requested link, CorrelationId chain) {
        Secret token = newToken.next();
        Instant expiresAt = clock.instant().plus(TOKEN_LIFE);
        stores.tokens()
                .save(new ApprovalToken(
                        link.school(), link.request(), TokenHash.of(token), customerService, expiresAt));
        return send(List.of(letters.requested(about(link, chain), link, token, expiresAt)
                .to(link.school(), Recipient.CUSTOMER_SERVICE, customerService, chain)));
    }

    private Outcome askBeheerders(DomainEvent.ImportStaged event, CorrelationId chain) {
        Optional<Link.Active> link = active(event.school());
        if (link.isEmpty() || isAsked(event)) {
            return new Outcome.NothingToSay();
        }
        // Decided, aborted, expired or staged again by now: there is nothing to review, or the later contact mails.
        Optional<Review> review = new Reviews(stores.imports(), stores.rosters(), clock)
                .open(event.school())
                .filter(r -> r.header().id().equals(event.importId())
                        && r.header().correlation().equals(chain));
        Optional<Waiting> waiting = review.map(Review::waiting).filter(w -> w.toDecide() > 0);
        if (waiting.isEmpty()) {
            return new Outcome.NothingToSay();
        }
        Import.Counts delivered = review.get().header().delivered();
        Optional<String> looksAlready = requester(event);
        Outcome outcome = tellBeheerders(
                link.get(),
                chain,
                beheerder -> looksAlready.filter(beheerder.subject()::equals).isEmpty(),
                texts ->
                        letters.staged(about(link.get(), chain), texts, delivered, waiting.get(), event.newToDecide()));
        boolean isAsked =
                switch (outcome) {
                    case Outcome.Sent _ -> true;
                    case Outcome.NothingToSay _ -> looksAlready.isPresent();
                    case Outcome.TryLater _, Outcome.NobodyReached _ -> false;
                };
        if (isAsked) {
            stores.asked().record(event.school(), new AskedContacts.Asked(event.fetch(), Optional.of(clock.instant())));
        }
        return outcome;
    }

    /** A replayed message asks nothing that its mail asked, and a contact without a new question is mailed once a week. */
    private boolean isAsked(DomainEvent.ImportStaged event) {
        Instant since = clock.instant().minus(REPEATED_AFTER);
        return stores.asked()
                .last(event.school())
                .filter(last -> last.fetch().equals(event.fetch())
                        || event.newToDecide() == 0
                                && last.at().filter(since::isBefore).isPresent())
                .isPresent();
    }

    /** Who pressed Gegevens importeren, and looks at the questions on the screen. */
    private Optional<String> requester(DomainEvent.ImportStaged event) {
        return stores.imports()
                .latestFetch(event.school())
                .filter(run -> run.id().equals(event.fetch()))
                .flatMap(FetchRun::by)
                .map(Actor::subject);
    }

    private Outcome tellThatNightsStopped(DomainEvent.NightsStopped event, CorrelationId chain) {
        Optional<Link.Active> link = active(event.school());
        Optional<Contact> last =
                switch (event.about()) {
                    case PUPILS -> stores.links().lastContact(event.school());
                    case RESULTS -> stores.links().lastScores(event.school());
                };
        // Solved by now, or the link was changed: the nights continue.
        Optional<Contact> stopped =
                link.flatMap(l -> last.flatMap(c -> c.relevantTo(l))).filter(Contact::hasStopped);
        if (stopped.isEmpty()) {
            return new Outcome.NothingToSay();
        }
        return tellBeheerders(
                link.get(),
                chain,
                texts -> letters.stopped(about(link.get(), chain), texts, event.about(), stopped.get()));
    }

    private Outcome giveReceipt(DomainEvent.ImportCommitted event, CorrelationId chain) {
        Optional<Link.Active> link = active(event.school());
        Optional<Import.Receipt> receipt = stores.commits()
                .find(event.school(), event.commit())
                .filter(Commit.Done.class::isInstance)
                .map(commit -> commit.header().receipt());
        if (link.isEmpty() || receipt.isEmpty()) {
            return new Outcome.NothingToSay();
        }
        return tellBeheerders(
                link.get(), chain, texts -> letters.committed(about(link.get(), chain), texts, receipt.get()));
    }

    private Outcome tellBeheerders(Link link, CorrelationId chain, Function<MailTexts, Letter> letter) {
        return tellBeheerders(link, chain, _ -> true, letter);
    }

    private Outcome tellBeheerders(
            Link link, CorrelationId chain, Predicate<Beheerder> isTold, Function<MailTexts, Letter> letter) {
        return send(stores.beheerders().of(link.school()).stream()
                .filter(isTold)
                .map(b -> letter.apply(MailTexts.in(b.language()))
                        .to(link.school(), Recipient.beheerder(link.school(), b.subject()), b.email(), chain))
                .toList());
    }

    /** Sends them all, so that one recipient whom the service refuses costs the others nothing. */
    private Outcome send(List<Mail> mails) {
        int sent = 0;
        Optional<String> refusal = Optional.empty();
        Optional<String> later = Optional.empty();
        for (Mail mail : mails) {
            switch (mailbox.send(mail)) {
                case Mailbox.Outcome.Sent _ -> sent++;
                case Mailbox.Outcome.Rejected(String code) -> refusal = Optional.of(code);
                case Mailbox.Outcome.TryLater(String code) -> later = Optional.of(code);
            }
        }
        if (later.isPresent()) {
            return new Outcome.TryLater(later.get());
        }
        if (mails.isEmpty()) {
            return new Outcome.NothingToSay();
        }
        return sent == 0
                ? new Outcome.NobodyReached(refusal.orElseThrow())
                : new Outcome.Sent(sent, mails.size() - sent);
    }

    private Optional<Link.Active> active(SchoolId school) {
        return stores.links().find(school).filter(Link.Active.class::isInstance).map(Link.Active.class::cast);
    }

    private Letters.About about(Link link, CorrelationId chain) {
        return new Letters.About(
                link.school(),
                stores.rosters().schoolName(link.school()),
                stores.types().find(link.fields().type()).map(LasType::name).orElseGet(() -> link.fields()
                        .type()
                        .value()),
                chain);
    }
}
