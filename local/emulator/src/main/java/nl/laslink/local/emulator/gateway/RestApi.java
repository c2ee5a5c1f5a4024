package nl.laslink.local.emulator.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * API Gateway's REST API in front of the functions: finds the route, lets the authorizer look, hands over the event and answers
 * what the function answered. What API Gateway itself refuses, it refuses with the same words.
 */
public final class RestApi implements AutoCloseable {
    /** API Gateway ends a call then. */
    public static final Duration LIMIT = Duration.ofSeconds(29);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Route> routes;
    private final TokenVerifier verifier;
    private final Invoker functions;
    private final Clock clock;
    private final Duration limit;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    public RestApi(List<Route> routes, TokenVerifier verifier, Invoker functions, Clock clock, Duration limit) {
        this.routes = List.copyOf(routes);
        this.verifier = verifier;
        this.functions = functions;
        this.clock = clock;
        this.limit = limit;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }

    /** Answers one call. */
    public void serve(Context http) {
        String path = http.req().getRequestURI();
        String method = http.req().getMethod();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(method, path);
            if (variables.isPresent()) {
                serve(http, route, variables.get());
                return;
            }
        }
        refuse(http, 403, "Missing Authentication Token");
    }

    private void serve(Context http, Route route, Map<String, String> variables) {
        Optional<Map<String, String>> claims =
                route.authorized() ? verifier.claims(http.header("Authorization")) : Optional.empty();
        if (route.authorized() && claims.isEmpty()) {
            refuse(http, 401, "Unauthorized");
            return;
        }
        String requestId = UUID.randomUUID().toString();
        String event = ProxyEvent.of(route, variables, incoming(http), claims, requestId, clock.instant());
        http.header("x-amzn-RequestId", requestId);
        Future<String> answer = workers.submit(() -> functions.invoke(route.function(), event));
        try {
            pass(http, JSON.readTree(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException late) {
            refuse(http, 504, "Endpoint request timed out");
        } catch (ExecutionException | com.fasterxml.jackson.core.JsonProcessingException failed) {
            refuse(http, 502, "Internal server error");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            refuse(http, 502, "Internal server error");
        }
    }

    private static void pass(Context http, JsonNode answer) {
        if (!answer.path("statusCode").canConvertToInt()) {
            refuse(http, 502, "Internal server error");
            return;
        }
        http.status(answer.path("statusCode").asInt());
        http.contentType("application/json");
        answer.path("headers")
                .properties()
                .forEach(h -> http.header(h.getKey(), h.getValue().asText()));
        answer.path("multiValueHeaders").properties().forEach(h -> h.getValue()
                .forEach(value -> http.res().addHeader(h.getKey(), value.asText())));
        String body = answer.path("body").asText("");
        if (answer.path("isBase64Encoded").asBoolean()) {
            http.result(Base64.getDecoder().decode(body));
        } else {
            http.result(body);
        }
    }

    private static ProxyEvent.Incoming incoming(Context http) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(http.req().getHeaderNames())) {
            headers.put(name, new ArrayList<>(Collections.list(http.req().getHeaders(name))));
        }
        // The edge adds these two: CloudFront the one, its function the other.
        headers.put("X-Forwarded-For", List.of(http.req().getRemoteAddr()));
        headers.put("x-viewer-ip", List.of(http.req().getRemoteAddr()));
        return new ProxyEvent.Incoming(
                http.req().getMethod(),
                http.req().getRequestURI(),
                headers,
                http.queryParamMap(),
                http.bodyAsBytes(),
                http.req().getRemoteAddr());
    }

    private static void refuse(Context http, int status, String message) {
        http.status(status).contentType("application/json").result("{\"message\":\"" + message + "\"}");
    }
}
