package nl.laslink.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** The routes of one function: who may use each and what answers. Built once, then immutable. */
public final class Routes {
    private final Log log;
    private final Map<String, Route> routes = new LinkedHashMap<>();

    public Routes(Log log) {
        this.log = log;
    }

    /** Answers one request; a {@link Problem} comes back as {@link Reply#refused}. */
    @FunctionalInterface
    public interface Work {
        Reply on(HttpRequest request);
    }

    /** An answer, or why there is none. */
    public sealed interface Reply {
        record Answered(HttpResponse response) implements Reply {}

        /** {@code version} is the current one, for a write that was based on another. */
        record RefusedFor(Problem problem, Optional<Long> version) implements Reply {}

        static Reply ok(JsonObject body) {
            return new Answered(HttpResponse.ok(body));
        }

        static Reply of(HttpResponse response) {
            return new Answered(response);
        }

        static Reply refused(Problem problem) {
            return new RefusedFor(problem, Optional.empty());
        }

        static Reply refused(int status, String type, Object... arguments) {
            return refused(Problem.of(status, type, arguments));
        }

        /** Status 412 with the current version. */
        static Reply moved(long version) {
            return new RefusedFor(Problem.of(412, "moved"), Optional.of(version));
        }
    }

    private record Route(Access access, Work work) {}

    public Routes get(String resource, Access access, Work work) {
        return add("GET", resource, access, work);
    }

    public Routes post(String resource, Access access, Work work) {
        return add("POST", resource, access, work);
    }

    public Routes put(String resource, Access access, Work work) {
        return add("PUT", resource, access, work);
    }

    private Routes add(String method, String resource, Access access, Work work) {
        routes.put(method + " " + resource, new Route(access, work));
        return this;
    }

    /** {@code METHOD /resource/{x}} of every route. */
    public Set<String> names() {
        return Set.copyOf(routes.keySet());
    }

    /** Those of {@link #names} that record who looked. */
    public Set<String> recorded() {
        return routes.entrySet().stream()
                .filter(route -> route.getValue().work() instanceof RecordedViews.Recorded)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The function's whole work: event in, answer out. {@link Log#line} has what it did, with route and status. */
    public void answer(InputStream in, OutputStream out) throws IOException {
        HttpRequest request = HttpRequest.read(JsonObject.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        Log.Line line = log.info("http")
                .with("route", request.method() + " " + request.resource())
                .with("school", school(request))
                .with("requestId", request.requestId())
                .correlation(request.correlation());
        request.subject().ifPresent(subject -> line.with("subject", subject));
        HttpResponse response = line.during(() -> {
            HttpResponse answered = answer(request, line);
            line.count("status", answered.status());
            return answered;
        });
        out.write(response.json().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** An invalid school id from the path is not logged. */
    private static String school(HttpRequest request) {
        try {
            return SchoolId.parse(request.path().get("school")).toString();
        } catch (IllegalArgumentException none) {
            return "-";
        }
    }

    // The handler's edge: the unforeseen becomes a 500 with a reference instead of API Gateway's bare 502.
    private HttpResponse answer(HttpRequest request, Log.Line line) {
        try {
            return response(reply(request), request, line);
        } catch (HttpRequest.Refused refused) {
            return refused(refused.problem(), request, line);
        } catch (JsonObject.UnreadableJson unreadable) {
            return refused(Problem.of(422, "body-unreadable"), request, line);
        } catch (RuntimeException failure) {
            line.failed(failure);
            return HttpResponse.of(Problem.of(500, "unforeseen"), request.requestId());
        }
    }

    private Reply reply(HttpRequest request) {
        Route route = routes.get(request.method() + " " + request.resource());
        if (route == null) {
            return Reply.refused(404, "not-found");
        }
        return route.access().refusal(request).map(Reply::refused).orElseGet(() -> route.work()
                .on(request));
    }

    private static HttpResponse response(Reply reply, HttpRequest request, Log.Line line) {
        return switch (reply) {
            case Reply.Answered(HttpResponse response) -> {
                if (!line.hasOutcome()) {
                    line.outcome("ok");
                }
                yield response;
            }
            case Reply.RefusedFor(Problem problem, Optional<Long> version) -> {
                HttpResponse refused = refused(problem, request, line);
                yield version.map(refused::withVersion).orElse(refused);
            }
        };
    }

    /** The problem's type is a word of a fixed list, so it is the outcome. */
    private static HttpResponse refused(Problem problem, HttpRequest request, Log.Line line) {
        line.outcome(problem.type());
        return HttpResponse.of(problem, request.requestId());
    }
}
