package nl.laslink.platform.http;

import java.util.LinkedHashMap;
import java.util.Map;
import nl.laslink.platform.json.JsonObject;

/** An answer to API Gateway: a status, headers and a JSON body. Immutable. */
public record HttpResponse(int status, Map<String, String> headers, String body) {

    public static HttpResponse ok(JsonObject body) {
        return of(200, body);
    }

    public static HttpResponse of(int status, JsonObject body) {
        return new HttpResponse(status, headers("application/json; charset=utf-8"), body.toString());
    }

    static HttpResponse of(Problem problem, String reference) {
        return new HttpResponse(
                problem.status(),
                headers("application/problem+json; charset=utf-8"),
                problem.json(reference).toString());
    }

    /** With the version to be sent back in {@code If-Match}. */
    public HttpResponse withVersion(long version) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put("ETag", "\"" + version + "\"");
        return new HttpResponse(status, Map.copyOf(more), body);
    }

    JsonObject json() {
        JsonObject h = JsonObject.empty();
        headers.forEach(h::put);
        return JsonObject.empty().put("statusCode", status).put("headers", h).put("body", body);
    }

    /** What is personal stays out of every cache. */
    private static Map<String, String> headers(String contentType) {
        return Map.of("Content-Type", contentType, "Cache-Control", "no-store");
    }
}
