package nl.laslink.uwlr.staged;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.answer.StagedSchool;
import nl.laslink.uwlr.http.HttpExchange;
import nl.laslink.uwlr.http.HttpPost.Reply;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.PupilDataRequest;
import nl.laslink.uwlr.request.PupilDataRequest.AskedGroup;

/**
 * Fetches a school in stages: the groups, the people of each, those without a group, and the groups again. The stages are
 * not one snapshot, so they count as the whole school only when everything fits together (docs/adr). The first answer that
 * cannot be used ends it.
 */
public final class StagedFetch {
    /** Of all answers together; each answer has its own limit. */
    private static final int MOST_BYTES = 2 * HttpExchange.MAX_BYTES;

    private static final int MOST_PEOPLE = 50_000;

    private final PupilDataRequest request;
    private final LasHabits.Staged staged;
    private final Post post;
    private final Waiting waiting;
    private final Duration end;
    private final AnswersCopy copies = new AnswersCopy(MOST_BYTES);
    private int answers;

    /** Sends one message; {@code left} is the time that it may take. */
    @FunctionalInterface
    public interface Post {
        Reply send(Operation operation, byte[] message, Duration left);
    }

    /** @param whole the time for all stages together */
    public StagedFetch(PupilDataRequest request, LasHabits.Staged staged, Post post, Waiting waiting, Duration whole) {
        this.request = request;
        this.staged = staged;
        this.post = post;
        this.waiting = waiting;
        this.end = waiting.passed().plus(whole);
    }

    public FetchOutcome fetch() {
        try {
            Judgement.PartOfSchool structure = structure();
            List<DeliveredGroup> groups = structure.delivery().groups();
            StagedSchool school = new StagedSchool(structure);
            for (Operation operation : List.of(Operation.PUPILS, Operation.TEACHERS)) {
                addPeople(school, operation, groups, false);
                addPeople(school, operation, groups, true);
            }
            if (!Set.copyOf(structure().delivery().groups()).equals(new HashSet<>(groups))) {
                return new Failed.Unreadable(AnswerFlaw.INCOMPLETE);
            }
            Optional<Delivery> whole = school.whole(request.endpoint().habits().schoolType());
            return whole.isPresent()
                    ? new FetchOutcome.Delivered(whole.get(), copies.written())
                    : new Failed.Unreadable(AnswerFlaw.INCOMPLETE);
        } catch (Ended ended) {
            return ended.outcome;
        }
    }

    private Judgement.PartOfSchool structure() throws Ended {
        Judgement.PartOfSchool structure =
                switch (judged(Operation.STRUCTURE, request.structure())) {
                    case Judgement.PartOfSchool part -> part;
                    case Judgement.NoData _ -> throw new Ended(new FetchOutcome.NoData());
                    case Judgement other -> throw new Ended(outcome(other));
                };
        if (!structure.delivery().groups().stream().allMatch(g -> g.key().isLasting())) {
            // A key of this message alone means nothing in the next request.
            throw new Ended(new Failed.Unreadable(AnswerFlaw.INCOMPLETE));
        }
        return structure;
    }

    private void addPeople(StagedSchool school, Operation operation, List<DeliveredGroup> groups, boolean composite)
            throws Ended {
        for (List<AskedGroup> asked : calls(groups, composite)) {
            part(judged(operation, request.people(operation, asked))).ifPresent(part -> school.add(part, composite));
            if (school.people() > MOST_PEOPLE) {
                throw new Ended(new Failed.Unreadable(AnswerFlaw.TOO_MANY_RECORDS));
            }
        }
    }

    /** The groups of one kind, so many at a time, and by itself the one that stands for no group of this kind. */
    private List<List<AskedGroup>> calls(List<DeliveredGroup> groups, boolean composite) {
        List<AskedGroup> all = groups.stream()
                .filter(g -> g.composite() == composite)
                .map(g -> new AskedGroup(Optional.of(g.key()), composite))
                .toList();
        List<List<AskedGroup>> calls = new ArrayList<>();
        for (int from = 0; from < all.size(); from += staged.groupsPerCall()) {
            calls.add(all.subList(from, Math.min(all.size(), from + staged.groupsPerCall())));
        }
        calls.add(List.of(new AskedGroup(Optional.empty(), composite)));
        return calls;
    }

    /** Empty when these groups have no people. */
    private static Optional<Judgement.PartOfSchool> part(Judgement judgement) throws Ended {
        return switch (judgement) {
            case Judgement.PartOfSchool part -> Optional.of(part);
            case Judgement.NoData none when none.isEmptyStage() -> Optional.empty();
            case Judgement other -> throw new Ended(outcome(other));
        };
    }

    private Judgement judged(Operation operation, byte[] message) throws Ended {
        return switch (post.send(operation, message, restAndLeft())) {
            case Reply.Answered answer -> judged(operation, answer);
            case Reply.TooLarge() -> throw new Ended(new Failed.Unreadable(AnswerFlaw.TOO_LARGE));
            case Reply.Failed(NoAnswer reason) -> throw new Ended(new Failed.Unanswered(reason));
        };
    }

    private Judgement judged(Operation operation, Reply.Answered answer) throws Ended {
        answers++;
        Asked asked =
                new Asked(Optional.of(operation), Optional.of(request.school()), Optional.of(request.schoolYear()));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Judgement judgement = new AnswerJudge(asked, answers)
                .judge(new ByteArrayInputStream(answer.body()), answer.contentType(), copy);
        if (!answer.isOk() && !judgement.isFault()) {
            throw new Ended(new Failed.Unanswered(NoAnswer.ofStatus(answer.status())));
        }
        if (!copies.add(copy.toByteArray())) {
            throw new Ended(new Failed.Unreadable(AnswerFlaw.TOO_LARGE));
        }
        return judgement;
    }

    /** Rests as long as the LAS wants between two calls. Returns the time that is left for the next one. */
    private Duration restAndLeft() throws Ended {
        Duration pace = answers > 0 ? request.endpoint().habits().pace() : Duration.ZERO;
        Duration left = end.minus(waiting.passed()).minus(pace);
        if (!left.isPositive()) {
            throw new Ended(new Failed.Unanswered(NoAnswer.TIMEOUT));
        }
        try {
            waiting.rest(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended(new Failed.Unanswered(NoAnswer.TIMEOUT));
        }
        return left;
    }

    /** The outcomes that no stage may have. "No changes" was not requested and has no meaning for the other stages. */
    private static FetchOutcome outcome(Judgement judgement) {
        return judgement.failed().orElseGet(() -> new Failed.Unreadable(AnswerFlaw.INCOMPLETE));
    }

    /** There is an outcome before the last stage. */
    private static final class Ended extends Exception {
        private final transient FetchOutcome outcome;

        Ended(FetchOutcome outcome) {
            super("ended early", null, false, false);
            this.outcome = outcome;
        }
    }
}
