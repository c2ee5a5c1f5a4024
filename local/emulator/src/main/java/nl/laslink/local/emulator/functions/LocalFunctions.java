package nl.laslink.local.emulator.functions;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.work.InFlight;

/** Runs the handlers in this process, each made once with its function's own variables, and ends a call at its timeout. */
public final class LocalFunctions implements Functions, AutoCloseable {
    private record Loaded(RequestStreamHandler handler, Duration timeout) {}

    private final Map<String, Loaded> functions = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InFlight inFlight;

    /** @throws IllegalStateException when a handler is not there or cannot start with its variables */
    public LocalFunctions(Template template, InFlight inFlight, Clock clock) {
        this.inFlight = inFlight;
        template.functions().parallelStream()
                .forEach(f -> functions.put(f.logicalId(), new Loaded(load(f, clock), f.timeout())));
    }

    private static RequestStreamHandler load(Template.Function function, Clock clock) {
        try {
            return (RequestStreamHandler) Class.forName(function.handler())
                    .getConstructor(Map.class, Clock.class)
                    .newInstance(function.environment(), clock);
        } catch (ReflectiveOperationException unloadable) {
            throw new IllegalStateException(
                    function.logicalId() + " cannot start with handler " + function.handler(), unloadable);
        }
    }

    @Override
    public byte[] invoke(String logicalId, byte[] event) {
        Loaded function = functions.get(logicalId);
        if (function == null) {
            throw new IllegalArgumentException("the template has no function " + logicalId);
        }
        try (InFlight.Piece _ = inFlight.begin()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<byte[]> call = threads.submit(() -> {
                begun.countDown();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                function.handler()
                        .handleRequest(
                                new ByteArrayInputStream(event), out, new LocalContext(logicalId, function.timeout()));
                return out.toByteArray();
            });
            return await(logicalId, begun, call, function.timeout());
        }
    }

    /** The time counts from when the handler begins, as on Lambda, however busy this machine is. */
    private static byte[] await(String logicalId, CountDownLatch begun, Future<byte[]> call, Duration timeout) {
        try {
            begun.await();
            return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            call.cancel(true);
            throw new FunctionFailed(logicalId, "took longer than " + timeout.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw new FunctionFailed(logicalId, "failed: " + where(failed.getCause()), failed.getCause());
        } catch (InterruptedException stopped) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new FunctionFailed(logicalId, "was stopped", stopped);
        }
    }

    /** Which exception and where, without its message, which may quote data. */
    private static String where(Throwable thrown) {
        return thrown.getClass().getName()
                + Arrays.stream(thrown.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("nl.laslink"))
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
