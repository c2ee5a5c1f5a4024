package nl.laslink.local.lassimulator.soap;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import nl.laslink.local.lassimulator.soap.SoapEndpoint.Reply;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;

/** What a school's switch does to a good answer, once all that was asked is done: results are stored. */
final class OddAnswer {
    private static final String DECLARATION_END = "?>";
    private static final String BODY = "<soap:Body>";
    private static final String BODY_END = "</soap:Body>";

    private OddAnswer() {}

    static Reply of(FaultSwitch fault, byte[] answer, Optional<String> school, Manner.Gzip gzip) {
        return switch (fault) {
            case GOOD_WITH_500 -> reply(500, SoapEndpoint.XML, answer, school, fault, gzip, Sending.WHOLE);
            case CUT_SHORT ->
                reply(
                        200,
                        SoapEndpoint.XML,
                        Arrays.copyOf(answer, answer.length / 2),
                        school,
                        fault,
                        gzip,
                        Sending.WHOLE);
            case MULTIPART ->
                reply(
                        200,
                        "multipart/related; type=\"text/xml\"; boundary=\"deel\"",
                        bytes("--deel\r\nContent-Type: text/xml; charset=utf-8\r\n\r\n" + text(answer)
                                + "\r\n--deel--\r\n"),
                        school,
                        fault,
                        gzip,
                        Sending.WHOLE);
            case SECOND_PAYLOAD -> xml(text(answer).replace(BODY_END, payload(answer) + BODY_END), school, fault, gzip);
            case OTHER_OPERATION -> xml(text(ofOtherOperation(answer)), school, fault, gzip);
            case DOCTYPE ->
                xml(
                        text(answer)
                                .replace(
                                        DECLARATION_END,
                                        DECLARATION_END + "<!DOCTYPE soap:Envelope [<!ENTITY las \"LAS\">]>"),
                        school,
                        fault,
                        gzip);
            case TOO_LARGE -> reply(200, SoapEndpoint.XML, answer, school, fault, gzip, Sending.ENDLESS);
            case DRIPPING -> reply(200, SoapEndpoint.XML, answer, school, fault, gzip, Sending.DRIPPING);
            case BROKEN_OFF -> reply(200, SoapEndpoint.XML, answer, school, fault, gzip, Sending.BROKEN_OFF);
            case NONE,
                    WRONG_KEY,
                    UNAVAILABLE,
                    NO_ANSWER,
                    NO_CHANGES,
                    NO_DATA,
                    OTHER_SCHOOL,
                    OTHER_YEAR,
                    WEB_PAGE,
                    HTTP_ERROR,
                    EMPTY_ANSWER,
                    OTHER_SOAP,
                    INTERNAL_ERROR,
                    MALFORMED,
                    UNKNOWN_CUSTOMER,
                    UNKNOWN_VERSION,
                    INVALID_TERM,
                    UNKNOWN_PUPIL,
                    INVALID_NORM,
                    INVALID_SCORE,
                    INVALID_OSO_RESULT,
                    VENDOR_CODE,
                    FAULT_WITH_200,
                    DUPLICATE_KEYS,
                    DUPLICATE_ECK_IDS,
                    DISPOSABLE_KEYS,
                    WITHOUT_IDENTITY,
                    OUT_OF_RANGE,
                    UNKNOWN_GROUPS,
                    LISTED_LEAVERS,
                    OWN_ANSWER ->
                new Reply(200, SoapEndpoint.XML, answer, school, "ok", Optional.empty(), gzip, Sending.WHOLE);
        };
    }

    private static byte[] ofOtherOperation(byte[] answer) {
        return text(answer).contains("leerresultaten_bevestiging")
                ? SoapWriter.answer(Uwlr.PUPIL_DATA, Stage.WHOLE.answer(), out -> out.empty("geengegevens"))
                : SoapWriter.answer(Uwlr.RESULTS, "leerresultaten_bevestiging", _ -> {});
    }

    private static String payload(byte[] answer) {
        String text = text(answer);
        return text.substring(text.indexOf(BODY) + BODY.length(), text.indexOf(BODY_END));
    }

    private static Reply xml(String text, Optional<String> school, FaultSwitch fault, Manner.Gzip gzip) {
        return reply(200, SoapEndpoint.XML, bytes(text), school, fault, gzip, Sending.WHOLE);
    }

    private static Reply reply(
            int status,
            String contentType,
            byte[] body,
            Optional<String> school,
            FaultSwitch fault,
            Manner.Gzip gzip,
            Sending sending) {
        return new Reply(status, contentType, body, school, fault.word(), Optional.of("by the switch"), gzip, sending);
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
