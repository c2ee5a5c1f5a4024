package nl.laslink.local.lassimulator;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JettyConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import nl.laslink.local.lassimulator.control.ControlRoutes;
import nl.laslink.local.lassimulator.page.PageRoutes;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.soap.RequestSchema;
import nl.laslink.local.lassimulator.soap.SoapEndpoint;
import nl.laslink.local.lassimulator.state.MessageLog;
import nl.laslink.local.lassimulator.state.Schools;
import nl.laslink.local.lassimulator.state.SimulatedSchool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A pretend LAS that speaks UWLR 2.2 and 2.3 for fictional schools, with pages to look at what it received and to change a
 * school, and faults on demand. A second reading of the standard, independent of laslink's own.
 */
public final class LasSimulator implements AutoCloseable {
    /** Seen once: Jetty waits for ever for its own selector, after a client hung up in the middle of an endless answer. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    /** A whole school's results fit easily; what is larger is refused by HTTP. */
    private static final long MAX_REQUEST_BYTES = 20_000_000;

    private final Javalin server;
    private final Schools schools;
    private final URI address;

    private LasSimulator(Javalin server, Schools schools, String host) {
        this.server = server;
        this.schools = schools;
        this.address = URI.create("http://" + host + ":" + server.port() + "/");
    }

    /** Starts one; it listens when this returns. Fails when the port is taken or the data directory cannot be read. */
    public static LasSimulator start(LasSimulatorConfig config) {
        Schools schools = config.dataDirectory()
                .map(directory -> Schools.keptIn(directory, config.clock()))
                .orElseGet(() -> Schools.inMemory(config.clock()));
        RequestSchema schema = RequestSchema.in(config.schemas());
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.http.maxRequestSize = MAX_REQUEST_BYTES;
            javalin.http.compressionStrategy =
                    CompressionStrategy.NONE; // the endpoints compress when they are asked to
            javalin.routes.post("/uwlr/leerlinggegevens", SoapEndpoint.pupilData(schools, config.clock(), schema));
            javalin.routes.post("/uwlr/leerlinggegevens/getrapt", SoapEndpoint.stages(schools, config.clock(), schema));
            javalin.routes.post("/uwlr/leerresultaten", SoapEndpoint.results(schools, config.clock(), schema));
            addConnectors(javalin.jetty, config);
            ControlRoutes.add(javalin.routes, schools);
            PageRoutes.add(javalin.routes, config.help());
        });
        server.start(config.host(), config.port());
        return new LasSimulator(server, schools, config.host());
    }

    /** Whoever adds one connector to Javalin must add all; the first one is the one it asks for its port. */
    private static void addConnectors(JettyConfig jetty, LasSimulatorConfig config) {
        if (config.tls().isEmpty() && config.alsoAt().isEmpty()) {
            return;
        }
        jetty.addConnector((server, http) -> plain(server, http, config.host(), config.port()));
        config.tls().ifPresent(tls -> jetty.addConnector((server, http) -> tls.connector(server, http, config.host())));
        config.alsoAt()
                .ifPresent(
                        address -> jetty.addConnector((server, http) -> plain(server, http, address, config.port())));
    }

    private static ServerConnector plain(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    /** The port of the https address, when there is one. */
    public int tlsPort() {
        return ((ServerConnector) server.jettyServer().server().getConnectors()[1]).getLocalPort();
    }

    /** The root of its web address, ending in a slash. */
    public URI address() {
        return address;
    }

    /** Where {@code HaalLeerlinggegevens} is answered. */
    public URI pupilDataEndpoint() {
        return address.resolve("uwlr/leerlinggegevens");
    }

    /** Where the three stages are answered. */
    public URI stagesEndpoint() {
        return address.resolve("uwlr/leerlinggegevens/getrapt");
    }

    /** Where {@code BrengLeerresultaten} is answered. */
    public URI resultsEndpoint() {
        return address.resolve("uwlr/leerresultaten");
    }

    /** The school of this code, such as {@code 99XX-00}. */
    public SimulatedSchool school(String code) {
        return SchoolCode.parse(code)
                .flatMap(schools::find)
                .orElseThrow(() -> new IllegalArgumentException("there is no school " + code));
    }

    /** The last messages, raw, newest first. */
    public List<MessageLog.Message> messages() {
        return schools.messages().all();
    }

    /** Lets go who waits for an answer and stops listening. */
    @Override
    public void close() {
        schools.stop();
        Thread stopping =
                Thread.ofPlatform().daemon().name("las-simulator-stop").start(server::stop);
        try {
            stopping.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
