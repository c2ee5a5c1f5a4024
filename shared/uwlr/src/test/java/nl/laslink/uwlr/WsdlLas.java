package nl.laslink.uwlr;

import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.stream.StreamSource;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.w3c.dom.Document;

/**
 * A LAS that Apache CXF makes from the published WSDLs, which are no part of the repository: it refuses what its schemas do not
 * allow. It is made when the test runs and not by generated classes: those need hand-made bindings ({@code roepnaam} twice in a
 * choice, {@code schoolkey} three times), and a build that generates them only where the WSDLs are would compile two ways.
 */
final class WsdlLas implements AutoCloseable {
    private static final Logger CXF = Logger.getLogger("org.apache.cxf");

    private static final QName PUPIL_DATA = new QName(Uwlr.PUPIL_DATA, "LeerlinggegevensService");
    private static final QName ALL_IN_ONE = new QName(Uwlr.PUPIL_DATA, "prtLeerlinggegevensService");
    private static final QName STAGED = new QName(Uwlr.PUPIL_DATA, "prtLeerlinggegevensService-getrapt");
    private static final QName RESULTS = new QName(Uwlr.RESULTS, "LeerresultatenService");
    private static final QName RESULTS_PORT = new QName(Uwlr.RESULTS, "prtLeerresultatenService");

    private final List<Server> servers;
    private final URI address;

    private WsdlLas(List<Server> servers, URI address) {
        this.servers = servers;
        this.address = address;
    }

    static WsdlLas start(Path schemas) throws IOException {
        int port = freePort();
        CXF.setLevel(Level.OFF);
        String address = "http://localhost:" + port + "/";
        return new WsdlLas(
                List.of(
                        serve(schemas, "UWLR_Leerlinggegevens_v2p2.wsdl", PUPIL_DATA, ALL_IN_ONE, address + "alles"),
                        serve(schemas, "UWLR_Leerlinggegevens_v2p2.wsdl", PUPIL_DATA, STAGED, address + "getrapt"),
                        serve(schemas, "UWLR_Leerresultaten_v2p2.wsdl", RESULTS, RESULTS_PORT, address + "resultaten")),
                URI.create(address));
    }

    LasEndpoint endpoint(String xsdVersion) {
        return new LasEndpoint(
                address.resolve("alles"),
                address.resolve("resultaten"),
                xsdVersion,
                Map.of(),
                new LasHabits(
                        LasHabits.PLAIN.profile(),
                        Optional.of(new LasHabits.Staged(address.resolve("getrapt"), 2)),
                        Optional.of("set-1"),
                        true,
                        Duration.ZERO,
                        false,
                        Optional.empty()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        servers.forEach(Server::destroy);
    }

    private static Server serve(Path schemas, String wsdl, QName service, QName port, String address) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setServiceBean(new Answers());
        factory.setWsdlLocation(schemas.resolve(wsdl).toUri().toString());
        factory.setServiceName(service);
        factory.setEndpointName(port);
        factory.setAddress(address);
        factory.setProperties(Map.of("schema-validation-enabled", "IN"));
        return factory.create();
    }

    /** Answers each request with what its operation allows: nothing found, or taken. */
    @WebServiceProvider
    @ServiceMode(Service.Mode.PAYLOAD)
    public static final class Answers implements Provider<Source> {
        @Override
        public Source invoke(Source request) {
            DOMResult read = new DOMResult();
            try {
                TransformerFactory.newDefaultInstance().newTransformer().transform(request, read);
            } catch (TransformerException e) {
                throw new IllegalStateException(e);
            }
            var root = ((Document) read.getNode()).getDocumentElement();
            boolean isResults = root.getNamespaceURI().equals(Uwlr.RESULTS);
            String name = isResults
                    ? "leerresultaten_bevestiging"
                    : root.getLocalName().replace("_verzoek", "_antwoord");
            String content = isResults ? "" : "<geengegevens/>";
            return new StreamSource(new StringReader(
                    "<" + name + " xmlns='" + root.getNamespaceURI() + "'>" + content + "</" + name + ">"));
        }
    }
}
