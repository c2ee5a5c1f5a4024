package nl.laslink.local.lassimulator.soap;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;
import nl.laslink.local.lassimulator.state.Schools;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/**
 * The operations of one address over HTTP: checks in the order that Topicus' server is known to keep, faults as HTTP 500, answers gzipped
 * for who asks, and every message remembered.
 */
public final class SoapEndpoint implements Handler {
    static final String XML = "text/xml; charset=utf-8";

    /** Where the servlet API keeps what the caller proved itself with. */
    private static final String CLIENT_CERTIFICATE = "jakarta.servlet.request.X509Certificate";

    /** Who this LAS knows as supplier of an educational application. */
    private static final String CUSTOMER_NAME = "laslink";

    private static final String CUSTOMER_CODE = "demo-klantcode";

    /** One key for all schools, as Magister gives an application (las-quirks §2). */
    private static final String APPLICATION_KEY = "demo-sleutel-van-laslink";

    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*\"?([\\w.:-]+)\"?", Pattern.CASE_INSENSITIVE);

    private final List<Operation<?>> operations;
    private final Schools schools;
    private final Clock clock;
    private final RequestSchema schema;

    private SoapEndpoint(Schools schools, Clock clock, RequestSchema schema, Operation<?>... operations) {
        this.operations = List.of(operations);
        this.schools = schools;
        this.clock = clock;
        this.schema = schema;
    }

    /** HaalLeerlinggegevens. */
    public static Handler pupilData(Schools schools, Clock clock, RequestSchema schema) {
        return new SoapEndpoint(schools, clock, schema, new FetchPupilData(Stage.WHOLE));
    }

    /** HaalStructuur, HaalLeerlingen and HaalLeerkrachten. */
    public static Handler stages(Schools schools, Clock clock, RequestSchema schema) {
        return new SoapEndpoint(
                schools,
                clock,
                schema,
                new FetchPupilData(Stage.STRUCTURE),
                new FetchPupilData(Stage.PUPILS),
                new FetchPupilData(Stage.TEACHERS));
    }

    /** BrengLeerresultaten. */
    public static Handler results(Schools schools, Clock clock, RequestSchema schema) {
        return new SoapEndpoint(schools, clock, schema, new BringResults(clock));
    }

    /** What goes back, and what is remembered of it. */
    record Reply(
            int status,
            String contentType,
            byte[] body,
            Optional<String> school,
            String outcome,
            Optional<String> reason,
            Manner.Gzip gzip,
            Sending sending) {

        static Reply refused(Refused refused, Optional<String> school) {
            Fault fault = refused.fault();
            return new Reply(
                    500,
                    XML,
                    SoapWriter.fault(fault.code(), fault.sentence()),
                    school,
                    fault.code(),
                    Optional.of(refused.getMessage()),
                    Manner.Gzip.ASKED,
                    Sending.WHOLE);
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
        Optional<Operation<?>> operation = operation(http);
        Reply reply = reply(http, operation, request, charset);
        String text = new String(
                request,
                charset.filter(Charset::isSupported).map(Charset::forName).orElse(StandardCharsets.UTF_8));
        schools.messages()
                .add(
                        receivedAt,
                        operation.orElse(operations.getFirst()).name(),
                        reply.school(),
                        reply.status(),
                        reply.outcome(),
                        reply.reason(),
                        schema.complaint(text),
                        text,
                        new String(reply.body(), StandardCharsets.UTF_8));
        send(http, reply);
    }

    private Reply reply(Context http, Optional<Operation<?>> operation, byte[] request, Optional<String> charset) {
        try {
            checkType(http);
            Operation<?> asked = operation.orElseThrow(() -> Refused.malformed("the SOAPAction is not one of "
                    + operations.stream().map(Operation::action).toList()));
            return reply(http, asked, Envelope.read(XmlInput.read(request, charset)));
        } catch (Refused refused) {
            return Reply.refused(refused, Optional.empty());
        }
    }

    private <R extends Operation.Request> Reply reply(Context http, Operation<R> operation, Envelope envelope)
            throws Refused {
        R read = operation.read(envelope.payload());
        Optional<String> school = read.school().code(schools);
        try {
            return answer(http, operation, envelope.credentials(), read);
        } catch (Refused refused) {
            return Reply.refused(refused, school);
        }
    }

    private static void checkType(Context http) throws Refused {
        String type = Optional.ofNullable(http.contentType()).orElse("");
        if (!type.matches("(?i)text/xml\\s*(;.*)?")) {
            throw Refused.malformed("the Content-Type of SOAP 1.1 is text/xml");
        }
    }

    private Optional<Operation<?>> operation(Context http) {
        String header =
                Optional.ofNullable(http.header("SOAPAction")).orElse("").strip();
        boolean quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        String action = quoted ? header.substring(1, header.length() - 1) : header;
        return operations.stream().filter(o -> o.action().equals(action)).findFirst();
    }

    private <R extends Operation.Request> Reply answer(
            Context http, Operation<R> operation, Envelope.Credentials credentials, R request) throws Refused {
        Optional<SimulatedSchool> found = request.school().in(schools);
        Optional<String> name = request.school().code(schools);
        if (found.isPresent()) {
            Optional<Reply> odd = Misbehaviour.of(found.get(), name);
            if (odd.isPresent()) {
                return odd.get();
            }
            checkManner(http, found.get().manner(), request.version());
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
        if (!credentials.authorisationKey().equals(school.school().authorisationKey())
                && !credentials.authorisationKey().equals(APPLICATION_KEY)) {
            throw new Refused(Fault.NOT_AUTHORISED, "the key is not this school's");
        }
        byte[] answer = operation.answer(request, school);
        return OddAnswer.of(school.fault(), answer, name, school.manner().gzip());
    }

    private static void checkManner(Context http, Manner manner, String version) throws Refused {
        if (manner.certificate() && http.req().getAttribute(CLIENT_CERTIFICATE) == null) {
            throw new Refused(Fault.NOT_AUTHORISED, "there is no client certificate, which the manner wants");
        }
        if (!manner.versions().speaks(version)) {
            throw new Refused(Fault.UNKNOWN_VERSION, "xsdversie " + version + " is not spoken, by the manner");
        }
    }

    private void send(Context http, Reply reply) {
        http.status(reply.status()).contentType(reply.contentType());
        String accepted = Optional.ofNullable(http.header("Accept-Encoding")).orElse("");
        boolean asked = accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
        boolean zipped = reply.gzip() == Manner.Gzip.ALWAYS || asked && reply.gzip() == Manner.Gzip.ASKED;
        Sending.Dripping dripping = reply.school()
                .flatMap(SchoolCode::parse)
                .flatMap(schools::find)
                .map(Sending.Dripping::of)
                .orElse(() -> false);
        reply.sending().send(http, reply.body(), zipped, dripping);
    }
}
