package nl.laslink.uwlr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome.Flaw;

/** What a LAS answered: a fault, or what the body held and a copy of the whole. */
sealed interface SoapAnswer<T> {

    record Fault<T>(FaultCode code) implements SoapAnswer<T> {}

    record Payload<T>(T value, byte[] copy) implements SoapAnswer<T> {}

    /** Reads the one element in the body; the cursor has just entered it. */
    @FunctionalInterface
    interface PayloadReader<T> {
        T read(XmlCursor in) throws Unusable;
    }

    Pattern CHARSET = Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    /** Reads a whole answer, gzip or not. */
    static <T> SoapAnswer<T> read(byte[] body, String contentType, PayloadReader<T> reader) throws Unusable {
        XmlCursor in = new XmlCursor(inflated(body), charset(contentType));
        in.root();
        if (!in.name(Uwlr.SOAP).equals("Envelope")) {
            throw new Unusable(Flaw.NOT_UWLR);
        }
        Optional<SoapAnswer.Fault<T>> fault = Optional.empty();
        Optional<T> payload = Optional.empty();
        while (in.nextChild()) {
            if (!in.name(Uwlr.SOAP).equals("Body")) {
                in.skip();
                continue;
            }
            while (in.nextChild()) {
                if (fault.isPresent() || payload.isPresent()) {
                    throw new Unusable(Flaw.NOT_UWLR);
                }
                if (in.name(Uwlr.SOAP).equals("Fault")) {
                    fault = Optional.of(new Fault<>(faultCode(in)));
                } else {
                    payload = Optional.of(reader.read(in));
                }
            }
        }
        byte[] copy = in.end();
        if (fault.isPresent()) {
            return fault.get();
        }
        return new Payload<>(payload.orElseThrow(() -> new Unusable(Flaw.NOT_UWLR)), copy);
    }

    /** The code alone: faultstring and detail can hold personal data. */
    private static FaultCode faultCode(XmlCursor in) throws Unusable {
        FaultCode code = FaultCode.UNKNOWN;
        while (in.nextChild()) {
            if (in.localName().equals("faultcode")) {
                code = in.text().map(FaultCode::ofWire).orElse(FaultCode.UNKNOWN);
            } else {
                in.skip();
            }
        }
        return code;
    }

    private static Optional<Charset> charset(String contentType) {
        Matcher found = CHARSET.matcher(contentType);
        return found.find() && isKnown(found.group(1))
                ? Optional.of(Charset.forName(found.group(1)))
                : Optional.empty();
    }

    private static boolean isKnown(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Goes by the bytes: no XML starts like gzip, and not every server names what it sends. */
    private static byte[] inflated(byte[] body) throws Unusable {
        boolean isGzip = body.length > 1 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        if (!isGzip) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[16_384];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                out.write(part, 0, count);
                if (out.size() > HttpExchange.MAX_BYTES) {
                    throw new Unusable(Flaw.TOO_LARGE);
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new Unusable(Flaw.NOT_XML);
        }
    }
}
