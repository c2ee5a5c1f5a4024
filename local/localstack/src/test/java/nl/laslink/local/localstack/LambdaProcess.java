package nl.laslink.local.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A function as Lambda starts it: a JVM with the unpacked zip, AWS's runtime interface client and no other class, no variable
 * but the function's and Lambda's own. The other side of the client is the Runtime API
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html), served here.
 */
final class LambdaProcess implements AutoCloseable {
    private static final String API = "/2018-06-01/runtime";
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration START = Duration.ofMinutes(2); // two cores that do other things as well

    private record Call(String id, String event, CompletableFuture<Answer> answer) {}

    /** What the function wrote, or when it failed what the client says of it. */
    record Answer(boolean isError, String body) {}

    /** The function did not get as far as asking for its first event. */
    static final class NotStarted extends RuntimeException {
        NotStarted(String why) {
            super(why);
        }
    }

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Path log;
    private final Duration timeout;
    private final HttpServer api;
    private final Process process;
    private volatile Call current;

    private LambdaProcess(Path task, Path runtime, String handler, Map<String, String> variables, Duration timeout)
            throws IOException {
        this.timeout = timeout;
        this.log = Files.createTempFile("laslink-zip", ".log");
        this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        api.createContext(API + "/invocation/", this::invocation);
        api.createContext(API + "/init/error", this::initError);
        api.start();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx870m", // 85% of the functions' 1,024 MB, as Lambda's Java runtime does
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        runtime.resolve("*").toString(),
                        MAIN,
                        handler))
                .directory(task.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(variables);
        environment.putAll(Map.of(
                "LANG",
                "en_US.UTF-8",
                "_HANDLER",
                handler,
                "LAMBDA_TASK_ROOT",
                task.toString(),
                "AWS_EXECUTION_ENV",
                "AWS_Lambda_java25",
                "AWS_LAMBDA_FUNCTION_NAME",
                "laslink",
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "1024",
                "AWS_LAMBDA_RUNTIME_API",
                "127.0.0.1:" + api.getAddress().getPort()));
        this.process = builder.start();
        process.onExit().thenRun(this::ended);
    }

    /**
     * @param task the unpacked zip
     * @param runtime the folder with AWS's runtime interface client
     * @param variables the function's and, for the SDK, where this machine's AWS is
     * @throws NotStarted with the client's reason, when the handler cannot be made
     */
    static LambdaProcess start(Path task, Path runtime, String handler, Map<String, String> variables, Duration timeout)
            throws IOException, InterruptedException {
        LambdaProcess started = new LambdaProcess(task, runtime, handler, variables, timeout);
        try {
            started.ready.get(START.toSeconds(), TimeUnit.SECONDS);
            return started;
        } catch (ExecutionException failed) {
            started.close();
            throw new NotStarted(failed.getCause().getMessage());
        } catch (TimeoutException late) {
            started.close();
            throw new NotStarted("it did not start within " + START.toSeconds() + " s");
        }
    }

    Answer invoke(String event) throws InterruptedException {
        Call call = new Call(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        calls.add(call);
        try {
            return call.answer().get(timeout.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return new Answer(true, "no answer within its timeout of " + timeout.toSeconds() + " s");
        }
    }

    /** Standard output and error, where a function's log is. */
    String log() throws IOException {
        return Files.readString(log);
    }

    private void invocation(HttpExchange http) throws IOException {
        String[] path = http.getRequestURI().getPath().substring(API.length()).split("/");
        if (path[2].equals("next")) {
            next(http);
            return;
        }
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (current != null && current.id().equals(path[2])) {
            current.answer().complete(new Answer(path[3].equals("error"), body));
        }
        answer(http, 202, "{}");
    }

    private void next(HttpExchange http) throws IOException {
        ready.complete(null);
        try {
            current = calls.take();
        } catch (InterruptedException closing) {
            http.close();
            return;
        }
        http.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", current.id());
        http.getResponseHeaders()
                .set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + timeout.toMillis()));
        http.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:000000000000:function:laslink");
        http.getResponseHeaders().set("Lambda-Runtime-Trace-Id", "Root=1-6741f2a0-5c3d4e5f6a7b8c9d0e1f2a3b;Sampled=0");
        answer(http, 200, current.event());
    }

    private void initError(HttpExchange http) throws IOException {
        String why = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ready.completeExceptionally(new NotStarted(why));
        answer(http, 202, "{}");
    }

    private static void answer(HttpExchange http, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private void ended() {
        String why = "its process ended with " + process.exitValue();
        ready.completeExceptionally(new NotStarted(why));
        if (current != null) {
            current.answer().complete(new Answer(true, why));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        api.stop(0);
        Files.deleteIfExists(log);
    }
}
