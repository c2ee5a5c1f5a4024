package nl.laslink.uwlr;

import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.FetchOutcome.Flaw;
import nl.laslink.domain.delivery.FetchOutcome.Reason;
import nl.laslink.domain.delivery.LasClient;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.uwlr.HttpPost.Repeat;
import nl.laslink.uwlr.HttpPost.Reply;

/** Calls a LAS over UWLR 2. Tells what came of a call and nothing else: it logs nothing. Safe for use by several threads. */
public final class UwlrLasClient implements LasClient {
    private final HttpPost http;

    public UwlrLasClient(LasNetwork network) {
        this(network, CallTimes.DEFAULT);
    }

    public UwlrLasClient(LasNetwork network, CallTimes times) {
        this.http = new HttpPost(network, times);
    }

    /** {@code rawXml} of what was delivered is the answer without the elements that may hold a national number. */
    @Override
    public FetchOutcome fetch(
            LasEndpoint endpoint, LasCredentials credentials, SchoolIdentification school, SchoolYear schoolYear) {
        byte[] message = PupilDataRequest.write(credentials, school, schoolYear, endpoint.xsdVersion());
        return switch (http.post(
                endpoint.pupilData(), endpoint.headers(), Uwlr.FETCH_ACTION, message, Repeat.HARMLESS)) {
            case Reply.Answered answer -> fetched(answer, school, schoolYear);
            case Reply.TooLarge() -> new FetchOutcome.Unreadable(Flaw.TOO_LARGE);
            case Reply.Failed(Reason reason) -> new FetchOutcome.Unreachable(reason);
        };
    }

    @Override
    public BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message) {
        byte[] written = ResultsRequest.write(credentials, message, endpoint.xsdVersion());
        return switch (http.post(endpoint.results(), endpoint.headers(), Uwlr.BRING_ACTION, written, Repeat.NEVER)) {
            case Reply.Answered answer -> brought(answer);
            case Reply.TooLarge() -> new BringOutcome.Unknown(Reason.HTTP_ERROR);
            case Reply.Failed(Reason reason) -> new BringOutcome.Unknown(reason);
        };
    }

    private static FetchOutcome fetched(Reply.Answered answer, SchoolIdentification school, SchoolYear schoolYear) {
        try {
            SoapAnswer<PupilDataAnswer> read = SoapAnswer.read(
                    answer.body(), answer.contentType(), in -> PupilDataAnswer.read(in, school, schoolYear));
            return switch (read) {
                case SoapAnswer.Fault<PupilDataAnswer> fault -> new FetchOutcome.Refused(fault.code());
                case SoapAnswer.Payload<PupilDataAnswer> payload ->
                    answer.isOk() ? outcome(payload) : new FetchOutcome.Unreachable(Reason.HTTP_ERROR);
            };
        } catch (Unusable unusable) {
            return answer.isOk()
                    ? new FetchOutcome.Unreadable(unusable.flaw())
                    : new FetchOutcome.Unreachable(Reason.HTTP_ERROR);
        }
    }

    private static FetchOutcome outcome(SoapAnswer.Payload<PupilDataAnswer> payload) {
        return switch (payload.value()) {
            case PupilDataAnswer.NoChanges() -> new FetchOutcome.NoChanges();
            case PupilDataAnswer.NoData() -> new FetchOutcome.NoData();
            case PupilDataAnswer.WholeSchool(var delivery) -> new FetchOutcome.Delivered(delivery, payload.copy());
        };
    }

    /** Only the confirmation itself confirms. */
    private static BringOutcome brought(Reply.Answered answer) {
        try {
            SoapAnswer<Boolean> read = SoapAnswer.read(answer.body(), answer.contentType(), UwlrLasClient::isConfirmed);
            return switch (read) {
                case SoapAnswer.Fault<Boolean> fault -> new BringOutcome.Refused(fault.code());
                case SoapAnswer.Payload<Boolean> payload ->
                    answer.isOk() && payload.value()
                            ? new BringOutcome.Accepted()
                            : new BringOutcome.Unknown(Reason.HTTP_ERROR);
            };
        } catch (Unusable unusable) {
            return new BringOutcome.Unknown(Reason.HTTP_ERROR);
        }
    }

    private static boolean isConfirmed(XmlCursor in) throws Unusable {
        boolean confirmed = in.name(Uwlr.RESULTS).equals("leerresultaten_bevestiging");
        in.skip();
        return confirmed;
    }
}
