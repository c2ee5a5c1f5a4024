package nl.laslink.local.lassimulator.soap;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** Holds requests against the published schemas, where a machine has them: they are not part of the repository. */
public final class RequestSchema {
    private final Optional<Schema> schema;

    private RequestSchema(Optional<Schema> schema) {
        this.schema = schema;
    }

    /** The base schema in this folder; without it nothing is checked. */
    public static RequestSchema in(Optional<Path> folder) {
        return new RequestSchema(folder.map(f -> f.resolve("driver-2.2-base.xsd"))
                .filter(Files::isRegularFile)
                .flatMap(RequestSchema::read));
    }

    private static Optional<Schema> read(Path driver) {
        try {
            return Optional.of(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(driver.toFile()));
        } catch (SAXException unusable) {
            return Optional.empty();
        }
    }

    /** The first thing that is wrong; {@code fits} when nothing is; empty when there is no schema. */
    Optional<String> complaint(String request) {
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        try {
            schema.get().newValidator().validate(new StreamSource(new StringReader(request)));
            return Optional.of("fits");
        } catch (SAXException | IOException complaint) {
            return Optional.of(String.valueOf(complaint.getMessage()));
        }
    }
}
