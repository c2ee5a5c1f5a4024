package nl.laslink.fetchimport;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.imports.Enrolled;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.Secret;
import nl.laslink.platform.log.Log;

/**
 * Test verbinding: asks the LAS once, with what is typed or with the active link, and keeps nothing of the answer. It answers
 * within {@code longest}, whatever it is that takes so long; the work is then left behind.
 */
final class TestConnection {
    private final LinkStore links;
    private final LasTypes types;
    private final LasAccess access;
    private final LasClient las;
    private final Clock clock;
    private final Duration longest;

    TestConnection(LinkStore links, LasTypes types, LasAccess access, LasClient las, Clock clock, Duration longest) {
        this.links = links;
        this.types = types;
        this.access = access;
        this.las = las;
        this.clock = clock;
        this.longest = longest;
    }

    private static final Outcome TOO_LATE = new Outcome.Answered(new Failed.Unanswered(NoAnswer.TIMEOUT));

    /** Absent fields are empty; all of them for the link as it stands. */
    record Typed(String type, String schoolYear, String authorisationKey, String schoolKey) {
        boolean isEmpty() {
            return (type + schoolYear + authorisationKey + schoolKey).isBlank();
        }

        @Override
        public String toString() {
            return "Typed";
        }
    }

    /** {@code code} names the text for the person. */
    record FieldError(String field, String code) {}

    sealed interface Outcome {
        /** A delivery holds only who is at the school. */
        record Answered(FetchOutcome answer) implements Outcome {}

        record Wrong(List<FieldError> errors) implements Outcome {}

        /** Nothing was typed and there is no link to test. */
        record NoActiveLink() implements Outcome {}
    }

    Outcome execute(SchoolId school, Typed typed) {
        FutureTask<Outcome> work = new FutureTask<>(Log.carried(() -> test(school, typed)));
        Thread.ofPlatform().daemon().name("test-connection").start(work);
        try {
            return work.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return TOO_LATE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TOO_LATE;
        } catch (ExecutionException e) {
            throw new TestBroke(e.getCause());
        }
    }

    /** The test failed inside, and not for anything the LAS did. */
    static final class TestBroke extends RuntimeException {
        TestBroke(Throwable cause) {
            super("the test of the connection broke inside", cause);
        }
    }

    private Outcome test(SchoolId school, Typed typed) {
        Optional<Link.Active> active =
                links.find(school).filter(Link.Active.class::isInstance).map(Link.Active.class::cast);
        if (!typed.isEmpty()) {
            return ofTyped(school, typed, active);
        }
        return active.<Outcome>map(link -> ask(access.open(link), link.fields().schoolYear()))
                .orElseGet(Outcome.NoActiveLink::new);
    }

    /** A key that is not typed is the active link's, when it is of the same kind. */
    private Outcome ofTyped(SchoolId school, Typed typed, Optional<Link.Active> active) {
        List<FieldError> errors = new ArrayList<>();
        Optional<LasType> type = types.all().stream()
                .filter(t -> t.code().value().equals(typed.type()))
                .findFirst();
        if (type.isEmpty()) {
            errors.add(new FieldError("type", typed.type().isEmpty() ? "type-empty" : "type-unknown"));
        }
        if (!SchoolYear.isValid(typed.schoolYear())) {
            errors.add(new FieldError("schoolYear", "school-year-form"));
        }
        Optional<Link.Active> keyOf =
                active.filter(link -> link.fields().type().value().equals(typed.type()));
        keyError(typed.authorisationKey(), type, keyOf.isPresent())
                .ifPresent(code -> errors.add(new FieldError("authorisationKey", code)));
        if (!isUsable(typed.schoolKey())) {
            errors.add(new FieldError("schoolKey", "school-key-form"));
        }
        if (!errors.isEmpty()) {
            return new Outcome.Wrong(List.copyOf(errors));
        }
        Optional<Secret> key = typed.authorisationKey().isBlank()
                ? keyOf.map(link -> access.open(link).credentials().authorisationKey())
                : Optional.of(Secret.of(typed.authorisationKey()));
        return ask(
                access.open(
                        school,
                        type.orElseThrow().code(),
                        key,
                        Optional.of(typed.schoolKey()).filter(k -> !k.isBlank())),
                SchoolYear.parse(typed.schoolYear()));
    }

    private static Optional<String> keyError(String key, Optional<LasType> type, boolean hasStored) {
        boolean isShared = type.filter(t -> !t.asksKey()).isPresent();
        if (isShared) {
            return key.isBlank() ? Optional.empty() : Optional.of("key-not-empty");
        }
        if (key.isBlank()) {
            return hasStored ? Optional.empty() : Optional.of("key-empty");
        }
        if (!isUsable(key)) {
            return Optional.of("key-form");
        }
        return type.filter(t -> !t.form().takesKey(key)).map(_ -> "key-of-other-las");
    }

    private static boolean isUsable(String key) {
        return key.length() <= LasForm.LONGEST_KEY && key.chars().noneMatch(Character::isISOControl);
    }

    private Outcome ask(LasAccess.Opened opened, SchoolYear schoolYear) {
        LasAccess.Fetched fetched = opened.fetch(las, schoolYear, Optional.empty(), clock);
        return new Outcome.Answered(enrolled(fetched.answer()));
    }

    /** As in an import: a pupil who left does not count, and a list of former pupils only is no school. */
    private FetchOutcome enrolled(FetchOutcome answer) {
        if (!(answer instanceof FetchOutcome.Delivered(Delivery delivery, byte[] rawXml))) {
            return answer;
        }
        Enrolled enrolled = Enrolled.at(clock.instant(), delivery);
        return enrolled.isOfLeaversAlone()
                ? new Failed.Unreadable(AnswerFlaw.WITHOUT_PUPILS)
                : new FetchOutcome.Delivered(enrolled.present(), rawXml);
    }
}
