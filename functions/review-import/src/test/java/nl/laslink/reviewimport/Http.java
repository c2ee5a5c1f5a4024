package nl.laslink.reviewimport;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.Optional;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;

/** A request over HTTP, from a file of {@code events/}, and its answer. */
final class Http {
    private JsonObject event;

    private Http(JsonObject event) {
        this.event = event;
    }

    static Http of(String file) {
        return new Http(JsonObject.parse(Invoke.event(file)));
    }

    Http body(String body) {
        event.put("body", body);
        return this;
    }

    Http ifMatch(String version) {
        event.put("headers", event.object("headers").put("If-Match", version));
        return this;
    }

    Http cursor(String cursor) {
        event.put("queryStringParameters", JsonObject.empty().put("cursor", cursor));
        return this;
    }

    /** The same request, by another person or for another resource. */
    Http replacing(String what, String by) {
        event = JsonObject.parse(event.toString().replace(what, by));
        return this;
    }

    /** The same request without anybody signed in. */
    Http anonymous() {
        JsonObject context = event.object("requestContext").put("authorizer", JsonObject.empty());
        event.put("requestContext", context);
        return this;
    }

    Answer to(RequestStreamHandler handler) {
        JsonObject answer = Invoke.run(handler, event.toString());
        return new Answer(
                answer.integer("statusCode"),
                answer.object("headers").optionalText("ETag"),
                JsonObject.parse(answer.text("body")));
    }

    record Answer(int status, Optional<String> etag, JsonObject body) {
        /** The reason, when it was refused. */
        String problem() {
            return body.text("type").replace("/problems/", "");
        }
    }
}
