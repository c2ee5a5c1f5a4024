package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nl.laslink.uwlr.http.HttpExchange;
import org.junit.jupiter.api.Test;

/**
 * What parsing a very large school takes: the judge reads 50,000 pupils from a stream, and keeps the delivery and the findings.
 * The answer and the copy are not in these 64 MiB. {@link UwlrLasClient} holds both as a whole beside them: the body as it came,
 * of at most {@link HttpExchange#MAX_BYTES} bytes, and the copy of what laslink keeps, each for a moment twice, as it is
 * collected in a growing array and then copied out. {@code bin/bench memory} tells the figures, with the copy too.
 */
class MemoryTest {

    @Test
    void readsFiftyThousandPupils_in64MebibytesOfHeap() throws Exception {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ManyPupils.class.getName(),
                        "50000")
                .redirectErrorStream(true)
                .start();

        String told = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(told).startsWith("WholeSchool, 50000 pupils");
        assertThat(reader.waitFor()).isZero();
    }
}
