package nl.laslink.uwlr.answer;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.uwlr.request.Uwlr;

/** Reads any answer of a LAS and judges it. Never throws because of the content of an answer. */
public final class AnswerJudge {
    private static final Pattern CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?([\\w.:+-]{1,40})", Pattern.CASE_INSENSITIVE);

    private final Asked asked;
    private final int number;

    public AnswerJudge(Asked asked) {
        this(asked, 1);
    }

    /** @param number of a transfer in several answers the n-th, from 1 */
    public AnswerJudge(Asked asked, int number) {
        this.asked = asked;
        this.number = number;
    }

    /** What was read; what was found beside it is known only at the end. */
    @FunctionalInterface
    interface Content {
        Judgement judged(Found found);
    }

    /**
     * Reads to the end, gzip or not. {@code contentType} is HTTP's and may be empty. {@code copy} gets of the answer, in
     * UTF-8, what laslink has a purpose for; it is whole only when the judgement is not a rejection.
     */
    public Judgement judge(InputStream answer, String contentType, OutputStream copy) {
        Findings findings = new Findings(number);
        Collected collected = new Collected(findings);
        try {
            if (contentType.strip().regionMatches(true, 0, "multipart/", 0, 10)) {
                throw new Unusable(AnswerFlaw.MULTIPART);
            }
            XmlCursor in =
                    new XmlCursor(AnswerBytes.open(answer), charset(contentType), new AnswerCopy(copy), findings);
            Content content = envelope(in, collected);
            in.end();
            return content.judged(findings.found(collected.counts()));
        } catch (Unusable unusable) {
            return new Judgement.Rejected(unusable.flaws(), findings.found(collected.counts()));
        }
    }

    private Content envelope(XmlCursor in, Collected collected) throws Unusable {
        in.root();
        if (!in.name(Uwlr.SOAP).equals("Envelope")) {
            throw new Unusable(otherThanEnvelope(in));
        }
        Optional<Content> content = Optional.empty();
        while (in.nextChild()) {
            if (!in.name(Uwlr.SOAP).equals("Body")) {
                in.skip();
                continue;
            }
            while (in.nextChild()) {
                if (content.isPresent()) {
                    throw new Unusable(AnswerFlaw.SEVERAL_PAYLOADS);
                }
                content = Optional.of(
                        in.name(Uwlr.SOAP).equals("Fault") ? fault(in) : new PayloadReader(asked, collected).read(in));
            }
        }
        return content.orElseThrow(() -> new Unusable(AnswerFlaw.EMPTY_BODY));
    }

    private static AnswerFlaw otherThanEnvelope(XmlCursor in) throws Unusable {
        if (in.name(Uwlr.SOAP_12).equals("Envelope")) {
            return holdsFault(in) ? AnswerFlaw.OTHER_SOAP_FAULT : AnswerFlaw.OTHER_SOAP_VERSION;
        }
        return switch (in.localName().toLowerCase(Locale.ROOT)) {
            case "html" -> AnswerFlaw.WEB_PAGE;
            case "edex" -> AnswerFlaw.EDEXML_FILE;
            case String _ -> AnswerFlaw.NOT_SOAP;
        };
    }

    private static boolean holdsFault(XmlCursor in) throws Unusable {
        while (in.nextChild()) {
            if (in.name(Uwlr.SOAP_12).equals("Body")) {
                return in.nextChild() && in.name(Uwlr.SOAP_12).equals("Fault");
            }
            in.skip();
        }
        return false;
    }

    /** The code alone: faultstring and detail can hold personal data. */
    private static Content fault(XmlCursor in) throws Unusable {
        FaultCode code = FaultCode.UNKNOWN;
        while (in.nextChild()) {
            if (in.localName().equals("faultcode")) {
                code = in.text().map(FaultCode::ofWire).orElse(FaultCode.UNKNOWN);
            } else {
                in.skip();
            }
        }
        FaultCode read = code;
        return found -> new Judgement.Refused(read, found);
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
}
