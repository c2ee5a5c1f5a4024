package nl.laslink.uwlr.answer;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.AnswerFlaw;

/**
 * The encoding of an answer: its byte order mark's, else HTTP's, else that of its declaration, else UTF-8 (RFC 7303, and XML
 * 1.0 appendix F). {@code markLength} is how many bytes the mark has. Immutable.
 */
record AnswerEncoding(Charset charset, int markLength) {
    private static final Charset UTF_32_BE = Charset.forName("UTF-32BE");
    private static final Charset UTF_32_LE = Charset.forName("UTF-32LE");
    private static final Pattern DECLARATION =
            Pattern.compile("<\\?xml\\s[^?]*?\\bencoding\\s*=\\s*([\"'])(.*?)\\1", Pattern.DOTALL);

    /** @param beginning of the answer, as much as a declaration may take */
    static AnswerEncoding of(byte[] beginning, Optional<Charset> ofHttp) throws Unusable {
        int four = start(beginning, 4);
        if (four == 0x00_00_fe_ff || four == 0xff_fe_00_00) {
            return new AnswerEncoding(four == 0x00_00_fe_ff ? UTF_32_BE : UTF_32_LE, 4);
        }
        int pair = start(beginning, 2);
        if (start(beginning, 3) == 0xef_bb_bf) {
            return new AnswerEncoding(StandardCharsets.UTF_8, 3);
        }
        if (pair == 0xfe_ff || pair == 0xff_fe) {
            return new AnswerEncoding(pair == 0xfe_ff ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE, 2);
        }
        if (ofHttp.isPresent()) {
            return new AnswerEncoding(ofHttp.get(), 0);
        }
        if (four == '<' || four == '<' << 24) {
            return new AnswerEncoding(four == '<' ? UTF_32_BE : UTF_32_LE, 0);
        }
        if (pair == '<') {
            return new AnswerEncoding(StandardCharsets.UTF_16BE, 0);
        }
        if (pair == '<' << 8) {
            return new AnswerEncoding(StandardCharsets.UTF_16LE, 0);
        }
        return new AnswerEncoding(declared(beginning), 0);
    }

    private static Charset declared(byte[] beginning) throws Unusable {
        Matcher declaration = DECLARATION.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
        try {
            return declaration.lookingAt() ? Charset.forName(declaration.group(2)) : StandardCharsets.UTF_8;
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            throw new Unusable(AnswerFlaw.NOT_XML);
        }
    }

    /** The first bytes as one number; -1 when there are fewer. */
    private static int start(byte[] beginning, int length) {
        if (beginning.length < length) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | beginning[i] & 0xff;
        }
        return number;
    }
}
