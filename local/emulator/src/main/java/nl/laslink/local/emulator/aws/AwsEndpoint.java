package nl.laslink.local.emulator.aws;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The address that the SDK's clients for SES, EventBridge and KMS are sent to. The JSON services are distinguished by
 * {@code X-Amz-Target}; what has none is SES, which speaks AWS's older Query protocol. Signatures are not checked.
 */
public final class AwsEndpoint implements AutoCloseable {
    private static final long MAX_REQUEST_BYTES = 12_000_000; // SES takes 10 MB of mail

    private final Javalin server;

    private AwsEndpoint(Javalin server) {
        this.server = server;
    }

    /** Starts one on this machine only. {@code json} has the services by the word before the dot of the target. */
    public static AwsEndpoint start(int port, Map<String, AwsService> json, AwsService ses) {
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.http.maxRequestSize = MAX_REQUEST_BYTES;
            javalin.http.compressionStrategy = CompressionStrategy.NONE;
            javalin.routes.post("/", http -> answer(http, json, ses));
        });
        server.start("127.0.0.1", port);
        return new AwsEndpoint(server);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void answer(Context http, Map<String, AwsService> json, AwsService ses) {
        String target = http.header("X-Amz-Target");
        String body = new String(http.bodyAsBytes(), StandardCharsets.UTF_8);
        AwsAnswer answer = target == null ? ses.call(action(body), body) : callJson(json, target, body);
        http.status(answer.status()).contentType(answer.contentType()).result(answer.body());
    }

    private static AwsAnswer callJson(Map<String, AwsService> services, String target, String body) {
        int dot = target.indexOf('.');
        AwsService service = services.get(dot < 0 ? target : target.substring(0, dot));
        return service == null
                ? AwsAnswer.jsonError(400, "UnknownOperationException", "this machine has no such service")
                : service.call(target.substring(dot + 1), body);
    }

    private static String action(String form) {
        for (String pair : form.split("&")) {
            if (pair.startsWith("Action=")) {
                return URLDecoder.decode(pair.substring(7), StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
