package nl.laslink.local.lassimulator.soap;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Schools;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/**
 * One operation over HTTP: checks in the order that Topicus' server is known to keep, faults as HTTP 500, answers gzipped
 * for who asks, and every message remembered.
 */
public final class SoapEndpoint<R extends Operation.Request> implements Handler {
    /** Who this LAS knows as supplier of an educational application. */
    private static final String CUSTOMER_NAME = "laslink";

    private static final String CUSTOMER_CODE = "demo-klantcode";
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)\"?", Pattern.CASE_INSENSITIVE);

    private final Operation<R> operation;
    private final Schools schools;
    private final Clock clock;

    private SoapEndpoint(Operation<R> operation, Schools schools, Clock clock) {
        this.operation = operation;
        this.schools = schools;
        this.clock = clock;
    }

    /** HaalLeerlinggegevens. */
    public static Handler pupilData(Schools schools, Clock clock) {
        return new SoapEndpoint<>(new FetchPupilData(), schools, clock);
    }

    /** BrengLeerresultaten. */
    public static Handler results(Schools schools, Clock clock) {
        return new SoapEndpoint<>(new BringResults(clock), schools, clock);
    }

    /** What goes back, and what is remembered of it. */
    private record Reply(int status, byte[] body, Optional<String> school, String outcome, Optional<String> reason) {

        static Reply refused(Refused refused, Optional<String> school) {
            Fault fault = refused.fault();
            return new Reply(500, SoapWriter.fault(fault), school, fault.code(), Optional.of(refused.getMessage()));
        }
    }

    @Override
    public void handle(Context http) {
        Instant receivedAt = clock.instant();
        byte[] request = http.bodyAsBytes();
        Optional<String> charset = Optional.ofNullable(http.contentType())
                .map(CHARSET::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
        Reply reply = reply(http, request, charset);
        schools.messages()
                .add(
                        receivedAt,
                        operation.name(),
                        reply.school(),
                        reply.status(),
                        reply.outcome(),
                        reply.reason(),
                        new String(
                                request,
                                charset.filter(Charset::isSupported)
                                        .map(Charset::forName)
                                        .orElse(StandardCharsets.UTF_8)),
                        new String(reply.body(), StandardCharsets.UTF_8));
        send(http, reply);
    }

    private Reply reply(Context http, byte[] request, Optional<String> charset) {
        Optional<String> school = Optional.empty();
        try {
            checkHttp(http);
            Envelope envelope = Envelope.read(XmlInput.read(request, charset));
            R read = operation.read(envelope.payload());
            school = read.school().map(Object::toString);
            return answer(envelope.credentials(), read);
        } catch (Refused refused) {
            return Reply.refused(refused, school);
        }
    }

    private void checkHttp(Context http) throws Refused {
        String type = Optional.ofNullable(http.contentType()).orElse("");
        if (!type.matches("(?i)text/xml\\s*(;.*)?")) {
            throw Refused.malformed("the Content-Type of SOAP 1.1 is text/xml");
        }
        String action =
                Optional.ofNullable(http.header("SOAPAction")).orElse("").strip();
        if (action.length() >= 2 && action.startsWith("\"") && action.endsWith("\"")) {
            action = action.substring(1, action.length() - 1);
        }
        if (!action.equals(operation.name())) {
            throw Refused.malformed("the SOAPAction is not " + operation.name());
        }
    }

    private Reply answer(Envelope.Credentials credentials, R request) throws Refused {
        Optional<SimulatedSchool> found = request.school().flatMap(schools::find);
        if (found.isPresent()) {
            misbehave(found.get());
        }
        if (!credentials.customerName().equals(CUSTOMER_NAME)
                || !credentials.customerCode().equals(CUSTOMER_CODE)) {
            throw new Refused(Fault.UNKNOWN_CUSTOMER, "klantnaam or klantcode is unknown");
        }
        SimulatedSchool school =
                found.orElseThrow(() -> new Refused(Fault.NOT_AUTHORISED, "no key gives access to this school"));
        if (school.fault() == FaultSwitch.WRONG_KEY) {
            throw new Refused(Fault.NOT_AUTHORISED, "every key is refused, by the switch");
        }
        if (!credentials.authorisationKey().equals(school.school().authorisationKey())) {
            throw new Refused(Fault.NOT_AUTHORISED, "the key is not this school's");
        }
        byte[] answer = operation.answer(request, school);
        Optional<String> name = request.school().map(Object::toString);
        if (school.fault() == FaultSwitch.CUT_SHORT) {
            return new Reply(200, Arrays.copyOf(answer, answer.length / 2), name, "cut-short", Optional.empty());
        }
        return new Reply(200, answer, name, "ok", Optional.empty());
    }

    private static void misbehave(SimulatedSchool school) throws Refused {
        if (school.fault() == FaultSwitch.UNAVAILABLE) {
            throw new Refused(Fault.UNAVAILABLE, "unavailable, by the switch");
        }
        if (school.fault() == FaultSwitch.NO_ANSWER) {
            try {
                school.awaitAnswer();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // The caller is long gone; taking results now would store them behind its back.
            throw new Refused(Fault.UNAVAILABLE, "kept waiting, by the switch; nothing was done");
        }
    }

    private static void send(Context http, Reply reply) {
        http.status(reply.status()).contentType("text/xml; charset=utf-8");
        String accepted = Optional.ofNullable(http.header("Accept-Encoding")).orElse("");
        if (accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*")) {
            http.header("Content-Encoding", "gzip").result(gzip(reply.body()));
        } else {
            http.result(reply.body());
        }
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return zipped.toByteArray();
    }
}
