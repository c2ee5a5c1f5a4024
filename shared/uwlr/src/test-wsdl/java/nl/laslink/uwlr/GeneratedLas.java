package nl.laslink.uwlr;

import jakarta.jws.WebService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.namespace.QName;
import nl.edustandaard.leerresultaten._2.autorisatie.Autorisatie;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerkrachtenAntwoord;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerkrachtenVerzoek;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlingenAntwoord;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlingenVerzoek;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlinggegevensAntwoord;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.LeerlinggegevensVerzoek;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.PrtGetrapt;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.PrtLeerlinggegevens;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.StructuurAntwoord;
import nl.edustandaard.leerresultaten._2.leerlinggegevens.StructuurVerzoek;
import nl.edustandaard.leerresultaten._2.leerresultaten.CtpLeeg;
import nl.edustandaard.leerresultaten._2.leerresultaten.LeerresultatenVerzoek;
import nl.edustandaard.leerresultaten._2.leerresultaten.PrtLeerresultaten;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.uwlr.request.Uwlr;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;

/**
 * A LAS whose classes Apache CXF generated from the published WSDLs, with a small school in it: it refuses what its schemas do not
 * allow and remembers what it understood. Only requests are validated: the published list of school years ends at 2024-2025.
 */
final class GeneratedLas implements AutoCloseable {
    private static final Logger CXF = Logger.getLogger("org.apache.cxf");

    private static final String PUPIL_DATA_WSDL = "UWLR_Leerlinggegevens_v2p2.wsdl";
    private static final String PUPIL_DATA_SCHEMA = "UWLR_Leerlinggegevens_v2p2.xsd";

    /** A request as the generated classes read it. */
    record Received(Object message, Autorisatie header) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private final URI address;

    private GeneratedLas(Path schemas, Path pupilDataWsdl, boolean hasStages) {
        CXF.setLevel(Level.OFF);
        this.address = URI.create("http://localhost:" + freePort() + "/");
        QName pupilData = new QName(Uwlr.PUPIL_DATA, "LeerlinggegevensService");
        serve(new AllInOne(received), pupilDataWsdl, pupilData, "prtLeerlinggegevensService", "alles");
        if (hasStages) {
            serve(new Staged(received), pupilDataWsdl, pupilData, "prtLeerlinggegevensService-getrapt", "getrapt");
        }
        QName results = new QName(Uwlr.RESULTS, "LeerresultatenService");
        Path resultsWsdl = schemas.resolve("UWLR_Leerresultaten_v2p2.wsdl");
        serve(new Results(received), resultsWsdl, results, "prtLeerresultatenService", "resultaten");
    }

    /** With the base set's schemas. */
    static GeneratedLas start(Path schemas) {
        return new GeneratedLas(schemas, schemas.resolve(PUPIL_DATA_WSDL), true);
    }

    /**
     * With a profile's schemas, which no published WSDL names: the WSDL is written anew beside them in {@code work}. Without stages,
     * whose elements the profiles' schemas call otherwise than the WSDL (uwlr.md 2).
     *
     * @param profile "LVS" or "Smalle"
     */
    static GeneratedLas start(Path schemas, String profile, Path work) throws IOException {
        String profileSchema = "Profiel_" + profile + "_set_" + PUPIL_DATA_SCHEMA;
        String wsdl = Files.readString(schemas.resolve(PUPIL_DATA_WSDL))
                .replace(
                        PUPIL_DATA_SCHEMA,
                        schemas.resolve(profileSchema).toUri().toString())
                .replace(
                        "UWLR_Autorisatie_v2p2.xsd",
                        schemas.resolve("UWLR_Autorisatie_v2p2.xsd").toUri().toString())
                .replaceAll("(?s)<wsdl:message name=\"msg(Structuur|Leerlingen|Leerkrachten).*?</wsdl:message>", "")
                .replaceAll("(?s)<wsdl:portType name=\"prtGetrapt\">.*?</wsdl:portType>", "")
                .replaceAll("(?s)<wsdl:binding name=\"bndLeerlinggegevens-getrapt\".*?</wsdl:binding>", "")
                .replaceAll("(?s)<wsdl:port name=\"prtLeerlinggegevensService-getrapt\".*?</wsdl:port>", "");
        return new GeneratedLas(schemas, Files.writeString(work.resolve(PUPIL_DATA_WSDL), wsdl), false);
    }

    /** All-in-one, or in stages with so many groups in a call. */
    LasEndpoint endpoint(String xsdVersion, Optional<String> dataSet, boolean actionQuoted, Optional<Integer> stages) {
        LasHabits habits = new LasHabits(
                LasHabits.PLAIN.profile(),
                stages.map(groups -> new LasHabits.Staged(address.resolve("getrapt"), groups)),
                dataSet,
                actionQuoted,
                LasHabits.PLAIN.pace(),
                true,
                Optional.empty());
        return new LasEndpoint(address.resolve("alles"), address.resolve("resultaten"), xsdVersion, Map.of(), habits);
    }

    /** What came since this was asked last, in order. */
    List<Received> takeReceived() {
        List<Received> taken = List.copyOf(received);
        received.clear();
        return taken;
    }

    @Override
    public void close() {
        servers.forEach(Server::destroy);
    }

    private void serve(Object implementor, Path wsdl, QName service, String port, String path) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setServiceBean(implementor);
        factory.setWsdlLocation(wsdl.toUri().toString());
        factory.setServiceName(service);
        factory.setEndpointName(new QName(service.getNamespaceURI(), port));
        factory.setAddress(address + path);
        factory.setProperties(Map.of("schema-validation-enabled", "IN"));
        servers.add(factory.create());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** HaalLeerlinggegevens. */
    @WebService(endpointInterface = "nl.edustandaard.leerresultaten._2.leerlinggegevens.PrtLeerlinggegevens")
    public static final class AllInOne implements PrtLeerlinggegevens {
        private final List<Received> received;

        AllInOne(List<Received> received) {
            this.received = received;
        }

        @Override
        public LeerlinggegevensAntwoord haalLeerlinggegevens(LeerlinggegevensVerzoek request, Autorisatie header) {
            received.add(new Received(request, header));
            return new GeneratedSchool(
                            request.getSchooljaar(),
                            request.getBrincode(),
                            request.getDependancecode(),
                            request.getSchoolkey())
                    .wholeSchool();
        }
    }

    /** The three stages. */
    @WebService(endpointInterface = "nl.edustandaard.leerresultaten._2.leerlinggegevens.PrtGetrapt")
    public static final class Staged implements PrtGetrapt {
        private final List<Received> received;

        Staged(List<Received> received) {
            this.received = received;
        }

        @Override
        public StructuurAntwoord haalStructuur(StructuurVerzoek request, Autorisatie header) {
            received.add(new Received(request, header));
            return new GeneratedSchool(
                            request.getSchooljaar(),
                            request.getBrincode(),
                            request.getDependancecode(),
                            request.getSchoolkey())
                    .structure();
        }

        @Override
        public LeerlingenAntwoord haalLeerlingen(LeerlingenVerzoek request, Autorisatie header) {
            received.add(new Received(request, header));
            return new GeneratedSchool(
                            request.getSchooljaar(),
                            request.getBrincode(),
                            request.getDependancecode(),
                            request.getSchoolkey())
                    .pupils(GeneratedSchool.asked(request.getGroepen()));
        }

        @Override
        public LeerkrachtenAntwoord haalLeerkrachten(LeerkrachtenVerzoek request, Autorisatie header) {
            received.add(new Received(request, header));
            return new GeneratedSchool(
                            request.getSchooljaar(),
                            request.getBrincode(),
                            request.getDependancecode(),
                            request.getSchoolkey())
                    .teachers(GeneratedSchool.asked(request.getGroepen()));
        }
    }

    /** BrengLeerresultaten. */
    @WebService(endpointInterface = "nl.edustandaard.leerresultaten._2.leerresultaten.PrtLeerresultaten")
    public static final class Results implements PrtLeerresultaten {
        private final List<Received> received;

        Results(List<Received> received) {
            this.received = received;
        }

        @Override
        public CtpLeeg brengLeerresultaten(LeerresultatenVerzoek request, Autorisatie header) {
            received.add(new Received(request, header));
            return new CtpLeeg();
        }
    }
}
