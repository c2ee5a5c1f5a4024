package nl.laslink.local.lassimulator.soap;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import nl.laslink.local.lassimulator.soap.SoapEndpoint.Reply;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/** What a school's switch does before anything is looked at. */
final class Misbehaviour {
    private static final String PAGE = "<!DOCTYPE html><html><head><title>Aanmelden</title></head>"
            + "<body><h1>Meld je aan bij het LAS</h1></body></html>";
    private static final String OTHER_SOAP = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\"><env:Body><env:Fault><env:Code>"
            + "<env:Value>env:Sender</env:Value></env:Code><env:Reason><env:Text xml:lang=\"nl\">Onbekend bericht."
            + "</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>";

    private Misbehaviour() {}

    /** Empty when the message is to be looked at as usual. */
    static Optional<Reply> of(SimulatedSchool school, Optional<String> name) throws Refused {
        think(school);
        return switch (school.fault()) {
            case NONE,
                    WRONG_KEY,
                    NO_CHANGES,
                    NO_DATA,
                    CUT_SHORT,
                    OTHER_SCHOOL,
                    OTHER_YEAR,
                    GOOD_WITH_500,
                    MULTIPART,
                    SECOND_PAYLOAD,
                    OTHER_OPERATION,
                    DOCTYPE,
                    TOO_LARGE,
                    DRIPPING,
                    BROKEN_OFF,
                    DUPLICATE_KEYS,
                    DUPLICATE_ECK_IDS,
                    DISPOSABLE_KEYS,
                    WITHOUT_IDENTITY,
                    OUT_OF_RANGE,
                    UNKNOWN_GROUPS,
                    LISTED_LEAVERS -> Optional.empty();
            case NO_ANSWER -> throw silent(school);
            case UNAVAILABLE -> throw bySwitch(Fault.UNAVAILABLE);
            case INTERNAL_ERROR -> throw bySwitch(Fault.INTERNAL);
            case MALFORMED -> throw bySwitch(Fault.MALFORMED);
            case UNKNOWN_CUSTOMER -> throw bySwitch(Fault.UNKNOWN_CUSTOMER);
            case UNKNOWN_VERSION -> throw bySwitch(Fault.UNKNOWN_VERSION);
            case INVALID_TERM -> throw bySwitch(Fault.INVALID_TERM);
            case UNKNOWN_PUPIL -> throw bySwitch(Fault.UNKNOWN_PUPIL);
            case INVALID_NORM -> throw bySwitch(Fault.INVALID_NORM);
            case INVALID_SCORE -> throw bySwitch(Fault.INVALID_SCORE);
            case INVALID_OSO_RESULT -> throw bySwitch(Fault.INVALID_OSO_RESULT);
            case VENDOR_CODE ->
                Optional.of(reply(
                        500,
                        SoapEndpoint.XML,
                        SoapWriter.fault("LAS-4711", "Neem contact op met de helpdesk."),
                        name,
                        FaultSwitch.VENDOR_CODE));
            case FAULT_WITH_200 ->
                Optional.of(reply(
                        200,
                        SoapEndpoint.XML,
                        SoapWriter.fault(Fault.UNAVAILABLE.code(), Fault.UNAVAILABLE.sentence()),
                        name,
                        FaultSwitch.FAULT_WITH_200));
            case OWN_ANSWER ->
                school.ownAnswer()
                        .map(own -> reply(own.status(), own.contentType(), own.body(), name, FaultSwitch.OWN_ANSWER));
            case WEB_PAGE ->
                Optional.of(reply(200, "text/html; charset=utf-8", bytes(PAGE), name, FaultSwitch.WEB_PAGE));
            case HTTP_ERROR ->
                Optional.of(reply(503, "text/plain; charset=utf-8", new byte[0], name, FaultSwitch.HTTP_ERROR));
            case EMPTY_ANSWER -> Optional.of(reply(200, SoapEndpoint.XML, new byte[0], name, FaultSwitch.EMPTY_ANSWER));
            case OTHER_SOAP ->
                Optional.of(reply(
                        500, "application/soap+xml; charset=utf-8", bytes(OTHER_SOAP), name, FaultSwitch.OTHER_SOAP));
        };
    }

    private static Reply reply(
            int status, String contentType, byte[] body, Optional<String> school, FaultSwitch fault) {
        return new Reply(
                status,
                contentType,
                body,
                school,
                fault.word(),
                Optional.of("by the switch"),
                Manner.Gzip.ASKED,
                Sending.WHOLE);
    }

    private static Refused bySwitch(Fault fault) {
        return new Refused(fault, "by the switch");
    }

    private static void think(SimulatedSchool school) {
        try {
            school.think();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Refused silent(SimulatedSchool school) {
        try {
            school.awaitAnswer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The caller is long gone; taking results now would store them behind its back.
        return new Refused(Fault.UNAVAILABLE, "kept waiting, by the switch; nothing was done");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
