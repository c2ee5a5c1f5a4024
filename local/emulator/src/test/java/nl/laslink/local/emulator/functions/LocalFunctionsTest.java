package nl.laslink.local.emulator.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import nl.laslink.local.emulator.functions.Functions.FunctionFailed;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.work.InFlight;
import org.junit.jupiter.api.Test;

class LocalFunctionsTest {
    private final InFlight inFlight = new InFlight();

    /** Answers its event, its variable and what the context says. */
    public static final class Echo implements RequestStreamHandler {
        private final String table;

        public Echo(Map<String, String> variables, Clock clock) {
            this.table = variables.get("LINKS_TABLE");
        }

        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
            boolean isInTime = context.getRemainingTimeInMillis() > 0 && context.getRemainingTimeInMillis() <= 25_000;
            out.write((new String(in.readAllBytes(), StandardCharsets.UTF_8) + " " + table + " "
                            + context.getFunctionName() + " " + isInTime)
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Never ends by itself. */
    public static final class Slow implements RequestStreamHandler {
        static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

        public Slow(Map<String, String> variables, Clock clock) {}

        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                INTERRUPTED.countDown();
            }
        }
    }

    /** Quotes its event. */
    public static final class Throwing implements RequestStreamHandler {
        public Throwing(Map<String, String> variables, Clock clock) {}

        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
            throw new IllegalStateException(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Misses a variable. */
    public static final class Unstartable implements RequestStreamHandler {
        public Unstartable(Map<String, String> variables, Clock clock) {
            throw new IllegalStateException("LINKS_TABLE is missing");
        }

        @Override
        public void handleRequest(InputStream in, OutputStream out, Context context) {}
    }

    @Test
    void callsTheHandler_withItsOwnVariablesAndTime() {
        try (LocalFunctions functions = functions("EchoFunction", Echo.class, Duration.ofSeconds(25))) {
            assertThat(new String(functions.invoke("EchoFunction", bytes("zoë")), StandardCharsets.UTF_8))
                    .isEqualTo("zoë LinksTable EchoFunction true");
            assertThat(inFlight.isIdle()).isTrue();
        }
    }

    @Test
    void endsTheCall_whenItsTimeIsUp() throws InterruptedException {
        try (LocalFunctions functions = functions("SlowFunction", Slow.class, Duration.ofMillis(20))) {
            assertThatThrownBy(() -> functions.invoke("SlowFunction", bytes("{}")))
                    .isInstanceOf(FunctionFailed.class)
                    .hasMessageContaining("SlowFunction took longer");
            Slow.INTERRUPTED.await();
            assertThat(inFlight.isIdle()).isTrue();
        }
    }

    @Test
    void saysWhatWasThrownAndWhere_butNotItsMessage() {
        try (LocalFunctions functions = functions("ThrowingFunction", Throwing.class, Duration.ofSeconds(25))) {
            assertThatThrownBy(() -> functions.invoke("ThrowingFunction", bytes("Zoë Voorbeeld")))
                    .isInstanceOf(FunctionFailed.class)
                    .hasMessageStartingWith("ThrowingFunction failed: java.lang.IllegalStateException at "
                            + Throwing.class.getName() + ".handleRequest(")
                    .hasMessageNotContaining("Voorbeeld");
        }
    }

    @Test
    void namesTheFunction_whenItsHandlerCannotStart() {
        assertThatThrownBy(() -> functions("UnstartableFunction", Unstartable.class, Duration.ofSeconds(25)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UnstartableFunction")
                .hasRootCauseMessage("LINKS_TABLE is missing");
    }

    @Test
    void refuses_whenTheTemplateHasNoSuchFunction() {
        try (LocalFunctions functions = functions("EchoFunction", Echo.class, Duration.ofSeconds(25))) {
            assertThatThrownBy(() -> functions.invoke("Other", bytes("{}"))).hasMessageContaining("no function Other");
        }
    }

    private LocalFunctions functions(String name, Class<?> handler, Duration timeout) {
        Template.Function function = new Template.Function(
                name, handler.getName(), Map.of("LINKS_TABLE", "LinksTable"), timeout, List.of(), List.of(), List.of());
        return new LocalFunctions(
                new Template(List.of(function), List.of(), List.of(), List.of(), List.of(), Set.of()),
                inFlight,
                Clock.systemUTC());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
