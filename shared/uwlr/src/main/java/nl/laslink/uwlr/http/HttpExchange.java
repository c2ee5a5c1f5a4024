package nl.laslink.uwlr.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.uwlr.http.HttpPost.Repeat;
import nl.laslink.uwlr.http.HttpPost.Reply;

/** One post: {@link #run} in its own thread, {@link #abandon} from the one that waits for it. */
public final class HttpExchange {
    /** As it is sent. A pupil is about 500 bytes of XML (from our own messages), and no school has 50,000. */
    public static final int MAX_BYTES = 32_000_000;

    private final LasNetwork network;
    private final CallTimes times;
    private final Call call;

    private volatile boolean abandoned;
    private volatile boolean connected;
    private volatile boolean reading;
    private volatile HttpURLConnection connection;
    private volatile CheckedSockets sockets;

    HttpExchange(LasNetwork network, CallTimes times, Call call) {
        this.network = network;
        this.times = times;
        this.call = call;
    }

    Reply run() throws IOException {
        if (!network.allows(call.address())) {
            return new Reply.Failed(NoAnswer.ADDRESS_NOT_ALLOWED);
        }
        HttpURLConnection http = (HttpURLConnection) call.address().toURL().openConnection(Proxy.NO_PROXY);
        connection = http;
        prepare(http);
        stopIfAbandoned();
        try {
            http.connect();
        } catch (SocketTimeoutException e) {
            return new Reply.Failed(NoAnswer.NO_CONNECTION);
        }
        connected = true;
        try (OutputStream out = http.getOutputStream()) {
            out.write(call.message());
        }
        int status = http.getResponseCode();
        reading = true;
        try (InputStream body = body(http)) {
            return read(body)
                    .<Reply>map(bytes -> new Reply.Answered(
                            status, Optional.ofNullable(http.getContentType()).orElse(""), bytes))
                    .orElseGet(Reply.TooLarge::new);
        }
    }

    private void prepare(HttpURLConnection http) throws IOException {
        http.setConnectTimeout(Math.toIntExact(times.connect().toMillis()));
        http.setReadTimeout(Math.toIntExact(times.silence().toMillis()));
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setDoOutput(true);
        http.setRequestMethod("POST");
        if (call.repeat() == Repeat.NEVER) {
            // The JDK does not retry a streamed body; but it hides the body of a 401.
            http.setFixedLengthStreamingMode(call.message().length);
        }
        try {
            call.headers().forEach(http::setRequestProperty);
        } catch (IllegalArgumentException e) {
            throw new HttpPost.UnusableHeader();
        }
        http.setRequestProperty("Content-Type", "text/xml; charset=utf-8");
        http.setRequestProperty("Accept", "text/xml");
        http.setRequestProperty("Accept-Encoding", "gzip");
        http.setRequestProperty("User-Agent", "laslink");
        // Nothing is kept open: a frozen function would find it dead on its next call.
        http.setRequestProperty("Connection", "close");
        if (http instanceof HttpsURLConnection https) {
            sockets = new CheckedSockets(network, Tls.of(call).orElseGet(https::getSSLSocketFactory));
            https.setSSLSocketFactory(sockets);
        }
    }

    private static InputStream body(HttpURLConnection http) throws IOException {
        InputStream body = http.getResponseCode() >= 400 ? http.getErrorStream() : http.getInputStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private Optional<byte[]> read(InputStream body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[16_384];
        int count = next(body, part);
        while (count >= 0) {
            stopIfAbandoned();
            all.write(part, 0, count);
            if (all.size() > MAX_BYTES) {
                return Optional.empty();
            }
            count = next(body, part);
        }
        return Optional.of(all.toByteArray());
    }

    /** A connection that breaks here cut the answer short, and that shows when it is read as XML. */
    private static int next(InputStream body, byte[] part) throws SocketTimeoutException {
        try {
            return body.read(part);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return -1;
        }
    }

    private void stopIfAbandoned() throws SocketTimeoutException {
        if (abandoned) {
            throw new SocketTimeoutException("the whole time is up");
        }
    }

    /** What it means that the time is up: a LAS that cannot be reached, or one that is slow. */
    NoAnswer timedOut() {
        return connected ? NoAnswer.TIMEOUT : NoAnswer.NO_CONNECTION;
    }

    /** The caller gave up: ends the thread as soon as the connection allows. */
    void abandon() {
        abandoned = true;
        CheckedSockets https = sockets;
        HttpURLConnection http = connection;
        if (https != null) {
            https.close();
        }
        // While the body is read, closing would wait for the reader, which checks the flag itself.
        if (http != null && !reading) {
            http.disconnect();
        }
    }
}
