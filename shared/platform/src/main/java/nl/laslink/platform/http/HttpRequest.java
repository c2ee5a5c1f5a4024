package nl.laslink.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.JsonObject.UnreadableJson;

/** What a function reads of a REST API's proxy event (payload version 1.0). Header names are in lower case. Immutable. */
public record HttpRequest(
        String method,
        String resource,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Map<String, String> claims,
        String requestId) {
    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern VERSION = Pattern.compile("\"?([0-9]{1,18})\"?");

    static HttpRequest read(JsonObject event) {
        Map<String, String> headers = new HashMap<>();
        event.optionalObject("headers").ifPresent(h -> h.asTexts()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value)));
        JsonObject context = event.object("requestContext");
        boolean isBase64 = event.has("isBase64Encoded") && event.flag("isBase64Encoded");
        String body = event.optionalText("body").orElse("");
        return new HttpRequest(
                event.text("httpMethod"),
                event.text("resource"),
                texts(event, "pathParameters"),
                texts(event, "queryStringParameters"),
                Map.copyOf(headers),
                isBase64 ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8) : body,
                context.optionalObject("authorizer")
                        .flatMap(a -> a.optionalObject("claims"))
                        .map(JsonObject::asTexts)
                        .orElse(Map.of()),
                context.optionalText("requestId")
                        .flatMap(CorrelationId::parse)
                        .map(CorrelationId::value)
                        .orElse("unknown"));
    }

    private static Map<String, String> texts(JsonObject event, String name) {
        return event.optionalObject(name).map(JsonObject::asTexts).orElse(Map.of());
    }

    /** Only for routes whose access rule requires a signed-in person. */
    public Person person() {
        return Person.of(claims);
    }

    /** The sign-in's id of the person, for the log; none of a request without sign-in, or in another form than Cognito's. */
    Optional<String> subject() {
        return Optional.ofNullable(claims.get("sub"))
                .filter(id -> SUBJECT.matcher(id).matches());
    }

    /** The school in the path; its form was checked before the route was reached. */
    public SchoolId school() {
        return SchoolId.parse(path.getOrDefault("school", ""));
    }

    /** @throws Refused when the body is not a JSON object */
    public JsonObject json() {
        try {
            return JsonObject.parse(body);
        } catch (UnreadableJson unreadable) {
            throw new Refused(Problem.of(422, "body-unreadable"));
        }
    }

    /** Where a list continues: the {@code next} of the previous answer. */
    public Optional<String> cursor() {
        return Optional.ofNullable(query.get("cursor"));
    }

    /**
     * The version that this write is based on.
     *
     * @throws Refused when {@code If-Match} is missing or holds something else than one version
     */
    public long ifMatch() {
        return Optional.ofNullable(headers.get("if-match"))
                .map(VERSION::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(version -> Long.parseLong(version.group(1)))
                .orElseThrow(() -> new Refused(Problem.of(422, "if-match-missing")));
    }

    public CorrelationId correlation() {
        return new CorrelationId(Optional.ofNullable(headers.get("x-correlation-id"))
                .filter(id -> CORRELATION.matcher(id).matches())
                .orElse(requestId));
    }

    /** The request cannot be taken, for a reason that every route shares. */
    public static final class Refused extends RuntimeException {
        private final transient Problem problem;

        public Refused(Problem problem) {
            super(problem.type());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
