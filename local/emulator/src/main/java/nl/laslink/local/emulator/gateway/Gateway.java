package nl.laslink.local.emulator.gateway;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Consumer;

/** The one origin that a person uses: the API below {@code /api}, the emulator's own pages, and the web app for the rest. */
public final class Gateway implements AutoCloseable {
    private static final long MAX_REQUEST_BYTES = 10_000_000; // API Gateway's limit
    private static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.OPTIONS);

    private final Javalin server;
    private final RestApi api;

    private Gateway(Javalin server, RestApi api) {
        this.server = server;
        this.api = api;
    }

    /** Starts one on this machine only; it listens when this returns. {@code own} adds the emulator's own routes. */
    public static Gateway start(int port, RestApi api, Pages pages, Consumer<RoutesConfig> own) {
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.http.maxRequestSize = MAX_REQUEST_BYTES;
            own.accept(javalin.routes);
            METHODS.forEach(method -> javalin.routes.addHttpHandler(method, "/*", http -> serve(http, api, pages)));
        });
        server.start("127.0.0.1", port);
        return new Gateway(server, api);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        api.close();
    }

    private static void serve(Context http, RestApi api, Pages pages) {
        String path = http.path();
        String method = http.req().getMethod();
        if (path.equals("/api") || path.startsWith("/api/")) {
            api.serve(http);
        } else if (method.equals("GET") || method.equals("HEAD")) {
            pages.serve(http);
        } else {
            http.status(405).contentType("text/plain; charset=utf-8").result("Hier kan alleen gelezen worden.");
        }
    }
}
