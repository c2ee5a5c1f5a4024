package nl.laslink.local.emulator.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls a product that runs on this machine: its HTTP API, its sign-in and its local API. */
public final class ProductClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A little longer than the product itself waits for its queues to be empty. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI web;

    /** {@code web} is where the pages and the gateway are. */
    public ProductClient(URI web) {
        this.web = web;
    }

    /** {@code body} is an empty object when the answer is not JSON. */
    public record Answer(int status, JsonNode body, Optional<String> eTag) {
        /** The headers of a change that is based on this answer. */
        Map<String, String> ifMatch() {
            return Map.of("If-Match", eTag.orElseThrow(() -> new UnexpectedAnswer("the answer has no ETag")));
        }
    }

    /** The product answered something else than the caller needs. */
    public static final class UnexpectedAnswer extends RuntimeException {
        UnexpectedAnswer(String message) {
            super(message);
        }
    }

    /**
     * @param path an absolute address, or a path of the product
     * @param token empty without sign-in
     * @throws UnexpectedAnswer when the status is another
     */
    public Answer call(int status, String method, String path, String token, String body)
            throws IOException, InterruptedException {
        return call(status, method, path, token, body, Map.of());
    }

    public Answer call(int status, String method, String path, String token, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        Answer answer = send(method, path, token, body, headers);
        if (answer.status() != status) {
            throw new UnexpectedAnswer(
                    "%s %s answered %d, not %d: %s".formatted(method, path, answer.status(), status, answer.body()));
        }
        return answer;
    }

    public Answer get(String path, String token) throws IOException, InterruptedException {
        return call(200, "GET", path, token, "");
    }

    public Answer send(String method, String path, String token, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(web.resolve(path))
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .setHeader("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.setHeader("Authorization", "Bearer " + token);
        }
        headers.forEach(request::setHeader);
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        boolean isJson = answer.body().startsWith("{") || answer.body().startsWith("[");
        return new Answer(
                answer.statusCode(),
                isJson ? JSON.readTree(answer.body()) : JSON.createObjectNode(),
                answer.headers().firstValue("ETag"));
    }

    /** An ID token of one of the demonstration's logins. */
    public String token(String email) throws IOException, InterruptedException {
        JsonNode token = info().path("token");
        List<String> form = new ArrayList<>();
        token.path("form").properties().forEach(field -> {
            String value =
                    field.getKey().equals("username") ? email : field.getValue().asText();
            form.add(field.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        });
        return call(
                        200,
                        "POST",
                        token.path("url").asText(),
                        "",
                        String.join("&", form),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .body()
                .path("id_token")
                .asText();
    }

    /** The address of the LAS simulator, ends in a slash. */
    public String lasSimulator() throws IOException, InterruptedException {
        return info().at("/addresses/lasSimulator").asText();
    }

    private JsonNode info() throws IOException, InterruptedException {
        return get("/_local/info", "").body();
    }

    /** Returns when every event was handled and every mail was sent. */
    public void awaitIdle() throws IOException, InterruptedException {
        call(200, "POST", "/_local/idle", "", "");
    }

    public JsonNode mails() throws IOException, InterruptedException {
        return get("/_local/mails", "").body();
    }
}
