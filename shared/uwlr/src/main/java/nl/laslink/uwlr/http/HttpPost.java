package nl.laslink.uwlr.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.laslink.domain.delivery.NoAnswer;

/**
 * Posts a message over HTTP. The JDK's URL connection, because it loads the fewest classes; it knows no end for a call as a
 * whole, so each call runs in a thread of its own, which is left behind when the time is up.
 */
public final class HttpPost {
    private final LasNetwork network;
    private final CallTimes times;

    public HttpPost(LasNetwork network, CallTimes times) {
        this.network = network;
        this.times = times;
    }

    /** Whether a message may reach the LAS twice when the connection breaks before the answer. */
    public enum Repeat {
        /** Asking twice does no harm. */
        HARMLESS,
        /** A second delivery would be refused, and hide that the first was taken. */
        NEVER
    }

    /** What came of a post. */
    public sealed interface Reply {
        /** {@code body} is as it came: maybe gzip. {@code contentType} may be empty. */
        public record Answered(int status, String contentType, byte[] body) implements Reply {
            public boolean isOk() {
                return status >= 200 && status < 300;
            }
        }

        record TooLarge() implements Reply {}

        record Failed(NoAnswer reason) implements Reply {}
    }

    /** {@code whole} is what is left of the time as a whole. */
    public Reply post(Call call, Duration whole) {
        HttpExchange exchange = new HttpExchange(network, times, call);
        FutureTask<Reply> work = new FutureTask<>(exchange::run);
        Thread thread = new Thread(work, "uwlr-call");
        thread.setDaemon(true);
        thread.start();
        try {
            return work.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            exchange.abandon();
            return new Reply.Failed(exchange.timedOut());
        } catch (InterruptedException e) {
            exchange.abandon();
            Thread.currentThread().interrupt();
            return new Reply.Failed(NoAnswer.TIMEOUT);
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    private static Reply failed(Throwable cause) {
        return switch (cause) {
            case UnusableHeader ours -> throw ours;
            case Tls.UnusableCertificate ours -> throw ours;
            case java.net.SocketTimeoutException _ -> new Reply.Failed(NoAnswer.TIMEOUT);
            case java.net.HttpRetryException _ -> new Reply.Failed(NoAnswer.HTTP_REFUSED);
            case AddressNotAllowed _ -> new Reply.Failed(NoAnswer.ADDRESS_NOT_ALLOWED);
            case IOException _ -> new Reply.Failed(NoAnswer.NO_CONNECTION);
            // What the JDK throws over an answer that is no HTTP.
            case RuntimeException _ -> new Reply.Failed(NoAnswer.HTTP_ERROR);
            default -> throw new CallBroke(cause);
        };
    }

    /** A host turned out to have an address that is not allowed. */
    public static final class AddressNotAllowed extends IOException {
        AddressNotAllowed() {
            super("the address is not allowed");
        }
    }

    /** A fixed header of the LAS type cannot be sent; its value may be a secret and is not named. */
    public static final class UnusableHeader extends RuntimeException {
        UnusableHeader() {
            super("a fixed header of the LAS type cannot be sent over HTTP");
        }
    }

    /** The virtual machine failed during a call. */
    static final class CallBroke extends RuntimeException {
        CallBroke(Throwable cause) {
            super("the call to the LAS broke inside", cause);
        }
    }
}
