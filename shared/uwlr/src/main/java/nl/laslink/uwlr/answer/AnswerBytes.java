package nl.laslink.uwlr.answer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import nl.laslink.domain.delivery.AnswerFlaw;

/** The bytes of an answer, inflated when they are gzip, up to a limit. Remembers how they ended: a parser does not tell. */
public final class AnswerBytes extends InputStream {
    /** Inflated, and twice what 50,000 pupils take. */
    public static final int MAX_BYTES = 64_000_000;

    /** Enough to recognise an answer that is no XML; a web page may begin with white space. */
    private static final int BEGINNING = 1_024;

    private final InputStream in;
    private final byte[] beginning;
    private int count;
    private boolean ended;
    private boolean cutShort;

    private AnswerBytes(InputStream in, byte[] beginning) {
        this.in = in;
        this.beginning = beginning;
    }

    /** Goes by the bytes: no XML starts like gzip, and not every server names what it sends. */
    static AnswerBytes open(InputStream answer) throws Unusable {
        BufferedInputStream in = new BufferedInputStream(answer);
        try {
            byte[] start = beginning(in, 2);
            boolean isGzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
            BufferedInputStream inflated = isGzip ? new BufferedInputStream(new GZIPInputStream(in)) : in;
            byte[] beginning = beginning(inflated, BEGINNING);
            rejectOtherThanXml(beginning);
            return new AnswerBytes(inflated, beginning);
        } catch (EOFException e) {
            throw new Unusable(AnswerFlaw.CUT_SHORT);
        } catch (IOException e) {
            throw new Unusable(AnswerFlaw.NOT_XML);
        }
    }

    private static byte[] beginning(BufferedInputStream in, int length) throws IOException {
        in.mark(length);
        byte[] start = in.readNBytes(length);
        in.reset();
        return start;
    }

    private static void rejectOtherThanXml(byte[] beginning) throws Unusable {
        String start = new String(beginning, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (start.isEmpty() && beginning.length < BEGINNING) {
            throw new Unusable(AnswerFlaw.EMPTY);
        }
        if (start.startsWith("--")) {
            throw new Unusable(AnswerFlaw.MULTIPART);
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            throw new Unusable(AnswerFlaw.WEB_PAGE);
        }
    }

    /**
     * Its characters, behind the mark. A byte that is none of the encoding ends it with an exception; left to itself the JDK's
     * parser prints that on stderr as well, past its reporter. {@code charset} is what HTTP says.
     */
    Reader text(Optional<Charset> charset) throws Unusable {
        AnswerEncoding encoding = AnswerEncoding.of(beginning, charset);
        try {
            in.skipNBytes(encoding.markLength());
        } catch (IOException e) {
            throw new Unusable(flaw(false));
        }
        return new InputStreamReader(
                this,
                encoding.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** What it means when the parser stops here, inside an element or not. */
    AnswerFlaw flaw(boolean isInside) {
        if (count > MAX_BYTES) {
            return AnswerFlaw.TOO_LARGE;
        }
        return cutShort || ended && isInside ? AnswerFlaw.CUT_SHORT : AnswerFlaw.NOT_XML;
    }

    /** The JDK's parser takes the exception of a stream that was cut for its end. */
    void requireWhole() throws Unusable {
        if (cutShort) {
            throw new Unusable(AnswerFlaw.CUT_SHORT);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = readOrNotice(bytes, offset, length);
        ended = read < 0;
        count += Math.max(read, 0);
        if (count > MAX_BYTES) {
            throw new IOException("the answer is too large");
        }
        return read;
    }

    private int readOrNotice(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (EOFException e) {
            cutShort = true;
            throw e;
        }
    }
}
