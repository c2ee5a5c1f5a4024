package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The published technical files of UWLR 2.2, which are no part of the repository. */
final class PublishedSchemas {
    private PublishedSchemas() {}

    /**
     * Skips the test when the files are absent. Where CI is set and their place is there without them, the test fails: a build
     * that has to check and cannot is no good build.
     */
    static Path folder() {
        Path shared = Path.of(System.getProperty("repository.root", "")).resolve("../shared");
        Path folder = shared.resolve("uwlr/schemas");
        boolean there = Files.isRegularFile(folder.resolve("UWLR_Leerlinggegevens_v2p2.wsdl"));
        if (System.getenv("CI") != null && Files.isDirectory(shared)) {
            assertThat(there)
                    .as("the published UWLR schemas at ../shared/uwlr/schemas")
                    .isTrue();
        }
        assumeTrue(there, "skipped: no published UWLR schemas at ../shared/uwlr/schemas");
        return folder;
    }
}
