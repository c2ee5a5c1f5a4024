package nl.laslink.uwlr;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Found;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.http.Call;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.http.HttpPost;
import nl.laslink.uwlr.http.HttpPost.Reply;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.PupilDataRequest;
import nl.laslink.uwlr.request.PupilDataRequest.AskedGroup;
import nl.laslink.uwlr.request.SoapCall;
import nl.laslink.uwlr.results.ResultsRequest;

/** One call of any operation, to examine a connection: the request, and the judgement of the answer. */
public final class SingleCall {
    private static final Judgement TOO_LARGE = new Judgement.Rejected(
            List.of(AnswerFlaw.TOO_LARGE), new Found(List.of(), Map.of(), new Found.Counts(0, 0, 0, 0, 0, 0)));

    private final LasNetwork network;
    private final CallTimes times;

    public SingleCall(LasNetwork network, CallTimes times) {
        this.network = network;
        this.times = times;
    }

    /** A message before it is sent. It holds the credentials in readable form. */
    public record Request(
            Operation operation, LasEndpoint endpoint, LasCredentials credentials, Asked asked, byte[] message) {
        @Override
        public String toString() {
            return "Request";
        }
    }

    public sealed interface Answer {
        /** {@code status} is absent when so much came that it was not read to its end. */
        record Judged(Optional<Integer> status, Judgement judgement) implements Answer {}

        /** No answer, or one that is not to be believed: only a fault counts under another HTTP status than 2xx. */
        record Failed(Optional<Integer> status, NoAnswer reason) implements Answer {}
    }

    /**
     * @param groups of HaalLeerlingen and HaalLeerkrachten alone
     * @param lastReceived of HaalLeerlinggegevens alone; when it is absent the LAS must send the whole school
     */
    public static Request fetch(
            Operation operation,
            LasEndpoint endpoint,
            LasCredentials credentials,
            SchoolIdentification school,
            SchoolYear year,
            List<AskedGroup> groups,
            Optional<Instant> lastReceived) {
        PupilDataRequest request = new PupilDataRequest(endpoint, credentials, school, year);
        byte[] message =
                switch (operation) {
                    case PUPIL_DATA -> request.wholeSchool(lastReceived);
                    case STRUCTURE -> request.structure();
                    case PUPILS, TEACHERS -> request.people(operation, groups);
                    case RESULTS -> throw new IllegalArgumentException("results are brought");
                };
        return new Request(
                operation,
                endpoint,
                credentials,
                new Asked(
                        Optional.of(operation),
                        Optional.of(school),
                        Optional.of(year),
                        endpoint.habits().schoolType()),
                message);
    }

    public static Request bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message) {
        return new Request(
                Operation.RESULTS,
                endpoint,
                credentials,
                Asked.confirmation(),
                ResultsRequest.write(credentials, message, endpoint));
    }

    public Answer make(Request request) {
        Call call = SoapCall.to(request.operation(), request.endpoint(), request.credentials(), request.message());
        return switch (new HttpPost(network, times).post(call, times.whole())) {
            case Reply.Answered answer -> judged(request.asked(), answer);
            case Reply.TooLarge() -> new Answer.Judged(Optional.empty(), TOO_LARGE);
            case Reply.Failed(NoAnswer reason) -> new Answer.Failed(Optional.empty(), reason);
        };
    }

    private static Answer judged(Asked asked, Reply.Answered answer) {
        Optional<Integer> status = Optional.of(answer.status());
        Judgement judgement = new AnswerJudge(asked)
                .judge(new ByteArrayInputStream(answer.body()), answer.contentType(), OutputStream.nullOutputStream());
        return answer.isOk() || judgement.isFault()
                ? new Answer.Judged(status, judgement)
                : new Answer.Failed(status, NoAnswer.ofStatus(answer.status()));
    }
}
