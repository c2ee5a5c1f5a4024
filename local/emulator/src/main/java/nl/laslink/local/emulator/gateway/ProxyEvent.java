package nl.laslink.local.emulator.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The event that a REST API hands to a function (proxy integration, payload version 1.0). */
final class ProxyEvent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter REQUEST_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private ProxyEvent() {}

    /** What came in over HTTP. Headers and query keep every value. */
    record Incoming(
            String method,
            String path,
            Map<String, List<String>> headers,
            Map<String, List<String>> query,
            byte[] body,
            String sourceIp) {}

    static String of(
            Route route,
            Map<String, String> variables,
            Incoming in,
            Optional<Map<String, String>> claims,
            String requestId,
            Instant now) {
        ObjectNode event = JSON.createObjectNode()
                .put("resource", route.resource())
                .put("path", in.path())
                .put("httpMethod", in.method());
        putBoth(event, "headers", "multiValueHeaders", in.headers());
        putBoth(event, "queryStringParameters", "multiValueQueryStringParameters", in.query());
        if (variables.isEmpty()) {
            event.putNull("pathParameters");
        } else {
            ObjectNode node = event.putObject("pathParameters");
            variables.forEach(node::put);
        }
        event.putNull("stageVariables");
        event.set("requestContext", context(route, in, claims, requestId, now));
        putBody(event, in.body());
        return event.toString();
    }

    private static ObjectNode context(
            Route route, Incoming in, Optional<Map<String, String>> claims, String requestId, Instant now) {
        ObjectNode context = JSON.createObjectNode()
                .put("resourceId", Integer.toHexString(route.resource().hashCode()))
                .put("resourcePath", route.resource())
                .put("httpMethod", in.method())
                .put("path", in.path())
                .put("accountId", "000000000000")
                .put("protocol", "HTTP/1.1")
                .put("stage", "live")
                .put("apiId", "local")
                .put("domainName", "localhost")
                .put("domainPrefix", "localhost")
                .put("requestTime", REQUEST_TIME.format(now))
                .put("requestTimeEpoch", now.toEpochMilli())
                .put("requestId", requestId)
                .put("extendedRequestId", requestId);
        claims.ifPresent(c -> {
            ObjectNode node = context.putObject("authorizer").putObject("claims");
            c.forEach(node::put);
        });
        context.putObject("identity")
                .put("sourceIp", in.sourceIp())
                .put(
                        "userAgent",
                        in.headers().getOrDefault("User-Agent", List.of("")).getFirst());
        return context;
    }

    /** The last value of each, as API Gateway gives it, and all of them. */
    private static void putBoth(ObjectNode event, String single, String multi, Map<String, List<String>> values) {
        event.putNull(single).putNull(multi);
        values.forEach((name, list) -> {
            if (!list.isEmpty()) { // Javalin drops a value whose percent-encoding is broken, and keeps its name
                event.withObjectProperty(single).put(name, list.getLast());
                list.forEach(event.withObjectProperty(multi).withArrayProperty(name)::add);
            }
        });
    }

    private static void putBody(ObjectNode event, byte[] body) {
        if (body.length == 0) {
            event.putNull("body").put("isBase64Encoded", false);
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            event.put("body", text).put("isBase64Encoded", false);
        } catch (CharacterCodingException binary) {
            event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
    }
}
