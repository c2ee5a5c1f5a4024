package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed ends in a log of the cloud as it is, so whatever a LAS answers, reading it prints nothing. */
class PrintsNothingTest {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    void whateverIsInTheCorpus() throws Exception {
        for (String folder : List.of("/answers", "/fuzz")) {
            try (Stream<Path> files = Files.list(
                    Path.of(PrintsNothingTest.class.getResource(folder).toURI()))) {
                for (Path file : files.toList()) {
                    judge(Files.readAllBytes(file), "");
                }
            }
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, 0xE9, ''",
        "UTF-8, 0xC3, ''",
        "UTF-8, 0xFF, text/xml; charset=utf-8",
        "UTF-16, 0xD8, ''",
        "UTF-16LE, 0xDC, ''",
        "US-ASCII, 0xE9, ''",
        "ISO-8859-1, 0x00, ''"
    })
    void whicheverByteIsDamaged(String charset, String by, String contentType) {
        String small = Messages.school("<leerlingen>" + Messages.PUPIL_XML + "</leerlingen>")
                .replace("UTF-8", charset);
        byte[] whole = small.getBytes(Charset.forName(charset));
        assertThat(judge(whole, contentType)).isInstanceOf(Judgement.WholeSchool.class);

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] = Integer.decode(by).byteValue();
            judge(damaged, contentType);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Left to itself the JDK's parser says {@code [Fatal Error]} of this one. */
    @Test
    void whenAnAnswerSaysUtf8AndIsSomethingElse() throws IOException {
        byte[] answer = PrintsNothingTest.class
                .getResourceAsStream("/answers/not-utf-8.xml")
                .readAllBytes();

        assertThat(judge(answer, "")).isInstanceOfSatisfying(Judgement.Rejected.class, r -> assertThat(r.flaws())
                .containsExactly(AnswerFlaw.NOT_XML));
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static Judgement judge(byte[] answer, String contentType) {
        return new AnswerJudge(Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR))
                .judge(new ByteArrayInputStream(answer), contentType, OutputStream.nullOutputStream());
    }
}
