package nl.laslink.local.lassimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The published schemas of UWLR 2.2, which are not part of the repository. */
final class Schemas {
    private Schemas() {}

    /** What the schema has against a whole SOAP message; the test is skipped where the schemas are not. */
    static List<String> complaints(String driver, String message) throws SAXException, IOException {
        Path folder = folder();
        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(folder.resolve("driver-2.2-" + driver + ".xsd").toFile())
                .newValidator();
        List<String> complaints = new ArrayList<>();
        validator.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException e) {
                complaints.add(e.getMessage());
            }

            @Override
            public void error(SAXParseException e) {
                complaints.add(e.getMessage());
            }

            @Override
            public void fatalError(SAXParseException e) {
                complaints.add(e.getMessage());
            }
        });
        validator.validate(new StreamSource(new StringReader(message)));
        return complaints;
    }

    /** Where they are; the test is skipped where they are not, and fails where CI is set and only they are missing. */
    static Path folder() {
        Path shared = root().resolve("../shared");
        Path folder = shared.resolve("uwlr/schemas");
        boolean there = Files.isDirectory(folder);
        if (System.getenv("CI") != null && Files.isDirectory(shared)) {
            assertThat(there)
                    .as("the published UWLR schemas at ../shared/uwlr/schemas")
                    .isTrue();
        }
        assumeTrue(there, "skipped: no published UWLR schemas at ../shared/uwlr/schemas");
        return folder;
    }

    private static Path root() {
        String given = System.getProperty("repository.root");
        Path folder = Path.of(given == null ? "" : given).toAbsolutePath();
        while (given == null && folder.getParent() != null && !Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
