package nl.laslink.local.lassimulator.soap;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/** How the bytes of an answer go out. */
enum Sending {
    /** All at once. */
    WHOLE,
    /** Half, and then a byte each second. */
    DRIPPING,
    /** Half, and then the connection is closed. */
    BROKEN_OFF,
    /** The whole, and white space until the caller has had enough. */
    ENDLESS;

    /** More than any caller needs, but finite. */
    private static final int MOST_BYTES = 200_000_000;

    /** The status and the type are set. {@code dripping} is asked whether a next byte is due. */
    void send(Context http, byte[] body, boolean zipped, Dripping dripping) {
        if (this == WHOLE) {
            if (zipped) {
                http.header("Content-Encoding", "gzip");
            }
            http.result(zipped ? gzip(body) : body);
            return;
        }
        byte[] half = Arrays.copyOf(body, body.length / 2);
        try {
            OutputStream out = http.res().getOutputStream();
            switch (this) {
                case WHOLE -> throw new IllegalStateException("was sent");
                case DRIPPING -> {
                    write(out, half);
                    for (int at = half.length; at < body.length && dripping.goesOn(); at++) {
                        write(out, new byte[] {body[at]});
                    }
                }
                case BROKEN_OFF -> {
                    http.res().setContentLength(body.length);
                    write(out, half);
                }
                case ENDLESS -> {
                    byte[] spaces = new byte[65_536];
                    Arrays.fill(spaces, (byte) ' ');
                    write(out, body);
                    for (int sent = 0; sent < MOST_BYTES; sent += spaces.length) {
                        write(out, spaces);
                    }
                }
            }
        } catch (IOException e) {
            // The caller has gone, which is what this is for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until a byte is due. */
    @FunctionalInterface
    interface Dripping {
        boolean goesOn() throws InterruptedException;

        /** That of a school. */
        static Dripping of(SimulatedSchool school) {
            return school::awaitDrop;
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return zipped.toByteArray();
    }
}
