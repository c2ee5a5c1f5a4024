package nl.laslink.uwlr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import nl.laslink.domain.delivery.LasEndpoint;

/** A server on the loopback address that answers each request with the given bytes. */
final class PretendLas implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length:\\s*([0-9]+)");

    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);

    private PretendLas(ServerSocket server, Behaviour behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    /** Answers on a connection whose request was read. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out, CountDownLatch closing) throws IOException, InterruptedException;
    }

    static PretendLas start(Behaviour behaviour) {
        try {
            return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PretendLas start(ServerSocket server, Behaviour behaviour) {
        PretendLas las = new PretendLas(server, behaviour);
        daemon(las::accept);
        return las;
    }

    static PretendLas answering(int status, String headers, byte[] body) {
        return start(whole(status, headers, body));
    }

    static Behaviour whole(int status, String headers, byte[] body) {
        return (out, _) -> {
            out.write(("HTTP/1.1 " + status + " X\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
        };
    }

    static PretendLas answering(String body) {
        return answering(200, "Content-Type: text/xml; charset=utf-8\r\n", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Accepts the request and never says a word. */
    static PretendLas silent() {
        return start((_, closing) -> closing.await());
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    LasEndpoint endpoint() {
        return endpoint(Map.of());
    }

    LasEndpoint endpoint(Map<String, String> headers) {
        return new LasEndpoint(address("/leerlinggegevens"), address("/leerresultaten"), "2.2", headers);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** Heads and bodies as they came. */
    List<String> requests() {
        return requests;
    }

    String body() {
        return requests.getFirst().substring(requests.getFirst().indexOf("\r\n\r\n") + 4);
    }

    /** Done when the caller closed its connection. */
    CountDownLatch hungUp() {
        return hungUp;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            requests.add(request(socket.getInputStream()));
            behaviour.answer(socket.getOutputStream(), closing);
        } catch (IOException e) {
            hungUp.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String request(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended early");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher length = LENGTH.matcher(text);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
