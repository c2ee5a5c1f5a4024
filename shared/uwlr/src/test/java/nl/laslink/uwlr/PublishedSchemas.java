package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The published technical files of UWLR 2.2, which are no part of the repository. */
final class PublishedSchemas {
    private static final Map<String, Schema> SCHEMAS = new HashMap<>();

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

    /** What a validator says of a message; the schema is one of the drivers: base, lvs or smalle. */
    static List<String> complaints(String driver, String message) throws SAXException, IOException {
        List<String> complaints = new ArrayList<>();
        Validator validator = schema(driver).newValidator();
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

    private static synchronized Schema schema(String driver) throws SAXException {
        Schema known = SCHEMAS.get(driver);
        if (known == null) {
            known = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(folder().resolve("driver-2.2-" + driver + ".xsd").toFile());
            SCHEMAS.put(driver, known);
        }
        return known;
    }
}
