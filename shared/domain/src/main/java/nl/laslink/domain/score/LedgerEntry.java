package nl.laslink.domain.score;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.ResponsibleParty;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;

/**
 * One normed result on its way to the LAS. {@code normedAt} orders norms of the same result; {@code at} is when the state was
 * reached; {@code version} rises by one with each write and starts at 1. {@code teacher} is who is responsible for the sitting,
 * {@code infoUrl} a page of the test centre about the result; {@code history} are the steps up to this state, the oldest first,
 * none of one that was stored before there were any; {@code revision} orders messages of one {@code normedAt}; {@code sentAs} is
 * the LAS key of the pupil in the last message with it. Immutable.
 */
public record LedgerEntry(
        SchoolId school,
        ResultKey key,
        RecordId pupil,
        TestCode test,
        Optional<String> testVersion,
        Optional<String> part,
        LocalDate takenOn,
        ScoreValue value,
        Instant normedAt,
        ScoreState state,
        Instant at,
        long version,
        Optional<RecordId> teacher,
        Optional<String> infoUrl,
        List<ScoreStep> history,
        Optional<Revision> revision,
        Optional<LasKey> sentAs) {
    /** An item stays small; a LAS that fails all its nights makes 14 steps. Of more the oldest but the first are dropped. */
    private static final int MOST_STEPS = 40;

    public LedgerEntry {
        history = List.copyOf(history);
    }

    /** One without teacher, page and history. */
    public LedgerEntry(
            SchoolId school,
            ResultKey key,
            RecordId pupil,
            TestCode test,
            Optional<String> testVersion,
            Optional<String> part,
            LocalDate takenOn,
            ScoreValue value,
            Instant normedAt,
            ScoreState state,
            Instant at,
            long version) {
        this(
                school,
                key,
                pupil,
                test,
                testVersion,
                part,
                takenOn,
                value,
                normedAt,
                state,
                at,
                version,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** One that no message had yet. */
    public LedgerEntry(
            SchoolId school,
            ResultKey key,
            RecordId pupil,
            TestCode test,
            Optional<String> testVersion,
            Optional<String> part,
            LocalDate takenOn,
            ScoreValue value,
            Instant normedAt,
            ScoreState state,
            Instant at,
            long version,
            Optional<RecordId> teacher,
            Optional<String> infoUrl,
            List<ScoreStep> history,
            Optional<Revision> revision) {
        this(
                school,
                key,
                pupil,
                test,
                testVersion,
                part,
                takenOn,
                value,
                normedAt,
                state,
                at,
                version,
                teacher,
                infoUrl,
                history,
                revision,
                Optional.empty());
    }

    /** As the test centre sends it for the first time. */
    public static LedgerEntry first(NormedScore normed, ScoreState state, Instant at) {
        return of(
                normed,
                state,
                at,
                1,
                List.of(new ScoreStep(at, state, new ScoreStep.Cause.Normed())),
                Optional.empty());
    }

    /** As the test centre sends it anew: what it sent before is superseded. */
    public LedgerEntry corrected(NormedScore normed, ScoreState next, Instant when) {
        ScoreStep.Cause cause = new ScoreStep.Cause.Corrected(pupil, value, normedAt);
        return of(normed, next, when, version + 1, with(new ScoreStep(when, next, cause)), sentAs);
    }

    /**
     * What a person must remove from the LAS after the result moved to the pupil of {@code normed}: the LAS knows it under the
     * former pupil, and UWLR has no message for that. None when the LAS never got it.
     */
    public Optional<LedgerEntry> leftBehind(NormedScore normed, Instant when) {
        if (normed.pupil().equals(pupil) || !mayBeInLas()) {
            return Optional.empty();
        }
        return Optional.of(leftBehind(new ScoreStep.Cause.MovedToOtherPupil(normed.pupil()), when));
    }

    /**
     * What a person must remove from the LAS after the link of this pupil was corrected: the LAS got the result under the key
     * that is {@code owner}'s.
     */
    public LedgerEntry leftWith(RecordId owner, Instant when) {
        return leftBehind(new ScoreStep.Cause.DeliveredToOther(owner), when);
    }

    /** This result after the link of its pupil was corrected: a person decides whether it goes to the right one. */
    public LedgerEntry afterCorrectedLink(Instant when) {
        ScoreState next =
                switch (state) {
                    case ScoreState.Withdrawn _ -> new ScoreState.Withdrawn(false);
                    case ScoreState.Closed _ -> state;
                    case ScoreState.Waiting _,
                            ScoreState.Ready _,
                            ScoreState.Sent _,
                            ScoreState.Doubted _,
                            ScoreState.Accepted _,
                            ScoreState.Refused _ -> new ScoreState.Waiting(ScoreState.WaitReason.LINK_CORRECTED);
                };
        return step(next, when, new ScoreStep.Cause.LinkCorrected(), Optional.empty());
    }

    private LedgerEntry leftBehind(ScoreStep.Cause cause, Instant when) {
        ScoreState withdrawn = new ScoreState.Withdrawn(true);
        return new LedgerEntry(
                school,
                key.leftBehind(version),
                pupil,
                test,
                testVersion,
                part,
                takenOn,
                value,
                normedAt,
                withdrawn,
                when,
                1,
                teacher,
                infoUrl,
                with(new ScoreStep(when, withdrawn, cause)),
                revision,
                Optional.empty());
    }

    /** Whether it is what a former pupil had before the result moved to another one. */
    boolean isLeftBehind() {
        return history.stream()
                .map(ScoreStep::cause)
                .anyMatch(cause -> cause instanceof ScoreStep.Cause.MovedToOtherPupil
                        || cause instanceof ScoreStep.Cause.DeliveredToOther);
    }

    private static LedgerEntry of(
            NormedScore normed,
            ScoreState state,
            Instant at,
            long version,
            List<ScoreStep> history,
            Optional<LasKey> sentAs) {
        return new LedgerEntry(
                normed.school(),
                normed.key(),
                normed.pupil(),
                normed.test(),
                normed.version(),
                normed.part(),
                normed.takenOn(),
                normed.value(),
                normed.normedAt(),
                state,
                at,
                version,
                normed.teacher(),
                normed.infoUrl(),
                history,
                Optional.of(normed.revision()),
                sentAs);
    }

    /** This result in its next state. */
    public LedgerEntry withState(ScoreState next, Instant when, ScoreStep.Cause cause) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a result never gets from " + state + " to " + next);
        }
        return step(next, when, cause, sentAs);
    }

    /** This result in a message that is about to go out, under this key of its pupil. */
    public LedgerEntry sending(LasKey as, Instant when) {
        ScoreState sent = new ScoreState.Sent();
        if (!state.mayBecome(sent)) {
            throw new IllegalStateException("a result never gets from " + state + " to " + sent);
        }
        return step(sent, when, new ScoreStep.Cause.Sending(), Optional.of(as));
    }

    /** This result after the norms of its test were corrected: what the LAS has of it is superseded. */
    public LedgerEntry underCorrectedNorms(ScoreState next, Instant when) {
        return step(next, when, new ScoreStep.Cause.NormsCorrected(), sentAs);
    }

    private LedgerEntry step(ScoreState next, Instant when, ScoreStep.Cause cause, Optional<LasKey> lastKey) {
        return new LedgerEntry(
                school,
                key,
                pupil,
                test,
                testVersion,
                part,
                takenOn,
                value,
                normedAt,
                next,
                when,
                version + 1,
                teacher,
                infoUrl,
                with(new ScoreStep(when, next, cause)),
                revision,
                lastKey);
    }

    /** Stands for the pupil of results whose pupil was erased. */
    public static final RecordId ERASED = new RecordId("erased");

    /**
     * What stays of this result when its pupil is erased: test, school year and state, so that sums stay the same. One that was
     * not settled is closed. The first of the month of its last step is kept, and no other day.
     */
    public LedgerEntry withoutPupil(ResultKey unrelated) {
        boolean isSettled = !state.isDue() && !(state instanceof ScoreState.Waiting);
        Instant month = at.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return new LedgerEntry(
                school,
                unrelated,
                ERASED,
                test,
                testVersion,
                part,
                LocalDate.of(SchoolYear.at(takenOn).startYear(), Month.AUGUST, 1),
                new ScoreValue.Plain(0),
                month,
                isSettled ? state : new ScoreState.Closed(ScoreState.CloseReason.NOT_NEEDED),
                month,
                1);
    }

    /** How a message of the test centre relates to this result. */
    public enum Arrival {
        /** It says the same. */
        SAME,
        /** It corrects what is stored. */
        NEWER,
        /** What is stored corrects it. */
        OLDER,
        /** It has another value, and it is not known which of the two is newer. */
        CONFLICTING
    }

    public Arrival compare(NormedScore normed) {
        int order = normed.normedAt().compareTo(normedAt);
        if (order == 0 && saysTheSame(normed)) {
            return Arrival.SAME;
        }
        if (order == 0) {
            order = revision.map(normed.revision()::compareTo).orElse(1);
        }
        if (order == 0) {
            return Arrival.CONFLICTING;
        }
        return order > 0 ? Arrival.NEWER : Arrival.OLDER;
    }

    private boolean saysTheSame(NormedScore normed) {
        return value.equals(normed.value())
                && pupil.equals(normed.pupil())
                && test.equals(normed.test())
                && testVersion.equals(normed.version())
                && takenOn.equals(normed.takenOn());
    }

    /** Whether the last step was a person's. */
    boolean isByPerson() {
        return !history.isEmpty() && history.getLast().cause() instanceof ScoreStep.Cause.Pressed;
    }

    /** Whether a person asked to send it and it was not sent since. */
    public boolean isAskedFor() {
        return state instanceof ScoreState.Ready && isByPerson();
    }

    /** Who must act next; nobody when laslink continues automatically or is done. */
    public ResponsibleParty responsible() {
        return switch (state) {
            case ScoreState.Waiting(ScoreState.WaitReason reason) -> reason.responsible();
            case ScoreState.Refused(FaultCode code) -> code.advice().responsible();
            case ScoreState.Withdrawn(boolean mayBeInLas) ->
                mayBeInLas ? ResponsibleParty.SCHOOL : ResponsibleParty.NOBODY;
            case ScoreState.Ready _,
                    ScoreState.Sent _,
                    ScoreState.Doubted _,
                    ScoreState.Accepted _,
                    ScoreState.Closed _ -> ResponsibleParty.NOBODY;
        };
    }

    /** Whether the LAS has the result in some version of it, or may have it because it did not answer. */
    public boolean mayBeInLas() {
        boolean isThere = state instanceof ScoreState.Accepted;
        boolean isUnanswered = state instanceof ScoreState.Sent && history.isEmpty();
        for (ScoreStep step : sinceCorrectedLink()) {
            switch (step.state()) {
                case ScoreState.Sent() -> {
                    // The answer to this attempt is no answer to an earlier attempt that got none.
                    isThere = isThere || isUnanswered;
                    isUnanswered = true;
                }
                case ScoreState.Accepted() -> isThere = true;
                case ScoreState.Refused _, ScoreState.Doubted() -> isUnanswered = false;
                case ScoreState.Ready() ->
                    // Held back: the LAS said that it took nothing.
                    isUnanswered = isUnanswered && !(step.cause() instanceof ScoreStep.Cause.Answered);
                case ScoreState.Closed(ScoreState.CloseReason reason)
                when reason == ScoreState.CloseReason.REMOVED_BY_HAND -> {
                    isThere = false;
                    isUnanswered = false;
                }
                case ScoreState.Closed(ScoreState.CloseReason reason)
                when reason == ScoreState.CloseReason.ENTERED_BY_HAND -> isThere = true;
                case ScoreState.Waiting _, ScoreState.Withdrawn _, ScoreState.Closed _ -> {}
            }
        }
        return isThere || isUnanswered;
    }

    /** What the LAS got before, with another pupil, is an entry of its own. */
    private List<ScoreStep> sinceCorrectedLink() {
        int first = 0;
        for (int place = 0; place < history.size(); place++) {
            if (history.get(place).cause() instanceof ScoreStep.Cause.LinkCorrected) {
                first = place + 1;
            }
        }
        return history.subList(first, history.size());
    }

    private List<ScoreStep> with(ScoreStep step) {
        List<ScoreStep> steps = new ArrayList<>(history);
        steps.add(step);
        if (steps.size() > MOST_STEPS) {
            steps.remove(1);
        }
        return steps;
    }
}
