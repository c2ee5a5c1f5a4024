package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Reports what a build without the published WSDLs leaves out: it compiles no strict LAS, so no test of that can skip. */
class PublishedSchemasTest {
    @Test
    void compilesStrictLas_whenWsdlsAreThere() {
        PublishedSchemas.folder();

        assertThatCode(() -> Class.forName("nl.laslink.uwlr.StrictLasTest")).doesNotThrowAnyException();
    }
}
