package nl.laslink.platform.testing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** Calls a handler as Lambda does, with the files of {@code events/}. */
public final class Invoke {
    private static final int PLENTY_OF_MILLIS = 60_000;

    private Invoke() {}

    /** The event in {@code events/<file>.json}. */
    public static String event(String file) {
        try {
            return Files.readString(Path.of(System.getProperty("repository.root"), "events", file + ".json"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static JsonObject run(RequestStreamHandler handler, String event) {
        return run(handler, event, PLENTY_OF_MILLIS);
    }

    public static JsonObject run(RequestStreamHandler handler, String event, int remainingMillis) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, context(remainingMillis));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return JsonObject.parse(out.toString(StandardCharsets.UTF_8));
    }

    /** A log as a handler has, on what is standard output now. */
    public static Log log() {
        return log(System.out);
    }

    public static Log log(PrintStream out) {
        return new Log(out, "test", "laslink-test", Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC));
    }

    /** The messages that the queue would bring again. */
    public static List<String> failed(RequestStreamHandler handler, String event) {
        return run(handler, event).objects("batchItemFailures", f -> f.text("itemIdentifier"));
    }

    /** What was printed while {@code work} ran; a handler that is made inside logs here. */
    public static String printed(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Context context(int remainingMillis) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> switch (method.getName()) {
                    case "getRemainingTimeInMillis" -> remainingMillis;
                    case "getAwsRequestId" -> "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
