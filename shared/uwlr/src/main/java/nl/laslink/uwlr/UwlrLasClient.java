package nl.laslink.uwlr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCalls;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.http.Call;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.HttpPost;
import nl.laslink.uwlr.http.HttpPost.Reply;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.PupilDataRequest;
import nl.laslink.uwlr.request.SoapCall;
import nl.laslink.uwlr.results.ResultsRequest;
import nl.laslink.uwlr.staged.StagedFetch;
import nl.laslink.uwlr.staged.Waiting;

/** Calls a LAS over UWLR 2 and returns the outcome; it logs nothing. Thread-safe. */
public final class UwlrLasClient implements LasClient {
    private final HttpPost http;
    private final Duration whole;
    private final Waiting waiting;
    private final LasCalls calls;

    public UwlrLasClient(LasNetwork network) {
        this(network, CallTimes.DEFAULT);
    }

    public UwlrLasClient(LasNetwork network, CallTimes times) {
        this(network, times, LasCalls.UNHEARD);
    }

    /** @param calls hears of every call */
    public UwlrLasClient(LasNetwork network, CallTimes times, LasCalls calls) {
        this(network, times, Waiting.REAL, calls);
    }

    UwlrLasClient(LasNetwork network, CallTimes times, Waiting waiting) {
        this(network, times, waiting, LasCalls.UNHEARD);
    }

    private UwlrLasClient(LasNetwork network, CallTimes times, Waiting waiting, LasCalls calls) {
        this.http = new HttpPost(network, times);
        this.whole = times.whole();
        this.waiting = waiting;
        this.calls = calls;
    }

    @Override
    public FetchOutcome fetch(
            LasEndpoint endpoint,
            LasCredentials credentials,
            SchoolIdentification school,
            SchoolYear schoolYear,
            Optional<Instant> lastReceived) {
        PupilDataRequest request = new PupilDataRequest(endpoint, credentials, school, schoolYear);
        if (endpoint.habits().staged().isPresent()) {
            StagedFetch.Post post = (operation, message, left) ->
                    post(operation, SoapCall.to(operation, endpoint, credentials, message), left);
            return new StagedFetch(request, endpoint.habits().staged().get(), post, waiting, whole).fetch();
        }
        byte[] message =
                request.wholeSchool(lastReceived.filter(_ -> endpoint.habits().tellsLastReceived()));
        return switch (post(
                Operation.PUPIL_DATA, SoapCall.to(Operation.PUPIL_DATA, endpoint, credentials, message), whole)) {
            case Reply.Answered answer ->
                fetched(
                        answer,
                        Asked.wholeSchool(school, schoolYear)
                                .forSchoolType(endpoint.habits().schoolType()));
            case Reply.TooLarge() -> new Failed.Unreadable(AnswerFlaw.TOO_LARGE);
            case Reply.Failed(NoAnswer reason) -> new Failed.Unanswered(reason);
        };
    }

    @Override
    public BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message) {
        byte[] written = ResultsRequest.write(credentials, message, endpoint);
        return switch (post(Operation.RESULTS, SoapCall.to(Operation.RESULTS, endpoint, credentials, written), whole)) {
            case Reply.Answered answer -> brought(answer);
            case Reply.TooLarge() -> new Failed.Unreadable(AnswerFlaw.TOO_LARGE);
            case Reply.Failed(NoAnswer reason) -> new Failed.Unanswered(reason);
        };
    }

    private Reply post(Operation operation, Call call, Duration left) {
        long begun = System.nanoTime();
        Reply reply = http.post(call, left);
        int received = reply instanceof Reply.Answered answered ? answered.body().length : 0;
        calls.made(
                operation == Operation.RESULTS ? LasCalls.Operation.BRING : LasCalls.Operation.FETCH,
                Duration.ofNanos(System.nanoTime() - begun),
                (long) call.message().length + received);
        return reply;
    }

    private static FetchOutcome fetched(Reply.Answered answer, Asked asked) {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Judgement judgement = judged(answer, asked, copy);
        return answer.isOk() || judgement.isFault()
                ? outcome(judgement, copy)
                : new Failed.Unanswered(NoAnswer.ofStatus(answer.status()));
    }

    private static FetchOutcome outcome(Judgement judgement, ByteArrayOutputStream copy) {
        return switch (judgement) {
            case Judgement.WholeSchool whole -> new FetchOutcome.Delivered(whole.delivery(), copy.toByteArray());
            case Judgement.NoChanges _ -> new FetchOutcome.NoChanges();
            case Judgement.NoData _ -> new FetchOutcome.NoData();
            case Judgement other -> failed(other);
        };
    }

    /** Only the confirmation itself confirms. */
    private static BringOutcome brought(Reply.Answered answer) {
        Judgement judgement = judged(answer, Asked.confirmation(), OutputStream.nullOutputStream());
        if (!answer.isOk() && !judgement.isFault()) {
            return new Failed.Unanswered(NoAnswer.ofStatus(answer.status()));
        }
        return judgement instanceof Judgement.Confirmed ? new BringOutcome.Accepted() : failed(judgement);
    }

    private static Failed failed(Judgement judgement) {
        return judgement.failed().orElseGet(() -> new Failed.Unreadable(AnswerFlaw.OTHER_OPERATION));
    }

    private static Judgement judged(Reply.Answered answer, Asked asked, OutputStream copy) {
        return new AnswerJudge(asked).judge(new ByteArrayInputStream(answer.body()), answer.contentType(), copy);
    }
}
