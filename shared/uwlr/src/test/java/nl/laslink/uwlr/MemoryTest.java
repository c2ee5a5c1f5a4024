package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a very large school takes; {@code bin/bench memory} tells the figures. */
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
