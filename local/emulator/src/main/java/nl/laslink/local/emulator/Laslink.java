package nl.laslink.local.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.local.emulator.aws.AwsAnswer;
import nl.laslink.local.emulator.aws.AwsEndpoint;
import nl.laslink.local.emulator.aws.AwsService;
import nl.laslink.local.emulator.bus.PutEventsEndpoint;
import nl.laslink.local.emulator.demo.DemoData;
import nl.laslink.local.emulator.demo.DemoLogins;
import nl.laslink.local.emulator.functions.Functions;
import nl.laslink.local.emulator.gateway.Gateway;
import nl.laslink.local.emulator.gateway.Pages;
import nl.laslink.local.emulator.gateway.RestApi;
import nl.laslink.local.emulator.gateway.Route;
import nl.laslink.local.emulator.gateway.TokenVerifier;
import nl.laslink.local.emulator.kms.KmsEndpoint;
import nl.laslink.local.emulator.localapi.Chain;
import nl.laslink.local.emulator.localapi.ClockApi;
import nl.laslink.local.emulator.localapi.CustomerService;
import nl.laslink.local.emulator.localapi.Info;
import nl.laslink.local.emulator.localapi.LocalApi;
import nl.laslink.local.emulator.localapi.Welcome;
import nl.laslink.local.emulator.mail.InboxPages;
import nl.laslink.local.emulator.mail.MailEvents;
import nl.laslink.local.emulator.mail.Mailbox;
import nl.laslink.local.emulator.mail.SesEndpoint;
import nl.laslink.local.emulator.queues.LocalQueues;
import nl.laslink.local.emulator.signin.SignIn;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.TemplateReader;
import nl.laslink.local.emulator.template.UnsupportedTemplate;
import nl.laslink.local.emulator.time.ProductClock;
import nl.laslink.local.lassimulator.LasSimulator;
import nl.laslink.local.lassimulator.LasSimulatorConfig;
import nl.laslink.operations.lastype.LasTypesFile;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.kms.KmsSecretCipher;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

/** Starts the whole of laslink on this machine, and says where everything is. */
public final class Laslink implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final String NIGHT = "ExportScoresPlanFunction";
    private static final String SWEEP = "PublishEventsSweepFunction";
    private static final List<String> OURS =
            List.of("dynamodb", "las-simulator", "mails.jsonl", "kms.key", "functions.log", "clock");

    private final Parts parts = new Parts();
    private final Options options;
    private ProductClock clock;

    private Laslink(Options options) {
        this.options = options;
    }

    /** The start cannot go on, for a reason that a person can do something about; the message is one line. */
    static final class CannotStart extends RuntimeException {
        CannotStart(String message) {
            super(message);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream console = System.out;
        AtomicReference<Runnable> atEnd =
                new AtomicReference<>(() -> console.println("laslink is stopped before it had started."));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> atEnd.get().run()));
        try {
            Options options = Options.parse(arguments);
            Laslink laslink = new Laslink(options);
            Info info = laslink.start();
            atEnd.set(() -> {
                laslink.close();
                console.println("laslink is stopped.");
            });
            console.print(welcome(info, options, laslink.clock));
        } catch (CannotStart | Options.Unknown | LasTypesFile.Unusable | UnsupportedTemplate reason) {
            atEnd.set(() -> {});
            System.err.println(reason.getMessage());
            System.exit(1);
        } catch (RuntimeException unexpected) {
            atEnd.set(() -> {});
            System.err.println("laslink did not start:");
            unexpected.printStackTrace();
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private Info start() {
        LoggerFactory.getILoggerFactory(); // by one thread first: SLF4J warns when several come upon it at once
        checkEnvironment();
        checkPorts();
        URI simulatorAddress = URI.create("http://localhost:" + port(5) + "/");
        SimulatorTls tls = SimulatorTls.when(LasTypesFile.wantsTls(options.lasTypes()), port(Options.PORTS));
        LasTypesFile types = LasTypesFile.read(options.lasTypes(), tls.standIns(simulatorAddress));
        tls.forgetFiles();
        prepareData();
        clock = ProductClock.keptIn(options.data().resolve("clock"), Clock.systemUTC());
        options.date().ifPresent(this::moveTo);
        CustomerService customerService = CustomerService.of(
                TemplateReader.read(options.template(), parameters(), queue -> LocalQueues.url(port(4), queue)));
        CompletableFuture<SignIn> signingIn =
                CompletableFuture.supplyAsync(() -> SignIn.start(port(1), DemoLogins.ALL, customerService));
        CompletableFuture<LasSimulator> simulating = CompletableFuture.supplyAsync(() ->
                LasSimulator.start(LasSimulatorConfig.keptIn(options.data().resolve("las-simulator"), port(5), clock)
                        .with(tls.address())
                        .withHelp(customerService.phone(), customerService.email())
                        .withSchemas(options.template().toAbsolutePath().resolveSibling("../shared/uwlr/schemas"))));
        Emulator emulator = parts.open(Emulator.start(new Emulator.Config(
                options.template(),
                parameters(),
                port(3),
                port(4),
                Optional.of(options.data().resolve("dynamodb")),
                clock)));
        SignIn signIn = parts.open(signingIn.join());
        parts.open(simulating.join());
        Mailbox mailbox = Mailbox.keptIn(options.data().resolve("mails.jsonl"));
        MailEvents mailEvents = new MailEvents(emulator.template().mailEvents(), emulator.bus()::put, clock);
        parts.open(AwsEndpoint.start(port(2), jsonServices(emulator), new SesEndpoint(mailbox, mailEvents, clock)));
        RosterStore rosters = loadDemo(emulator, types);
        emulator.begin();
        parts.open(emulator::end);
        Info info = new Info(
                web(),
                simulatorAddress,
                signIn.issuer(),
                URI.create("http://127.0.0.1:" + port(2)),
                URI.create("http://127.0.0.1:" + port(3)),
                URI.create("http://127.0.0.1:" + port(4)),
                DemoLogins.ALL,
                Map.of("99XX-00", "demo-sleutel-99XX-00", "98YY-00", "demo-sleutel-98YY-00"),
                customerService);
        parts.open(openGateway(emulator, signIn, mailbox, mailEvents, rosters, info));
        return info;
    }

    /** What differs from the template's defaults. */
    private Map<String, String> parameters() {
        return Map.of("WebAddress", web().toString(), "LasNetwork", "any", "NightSpreadSeconds", "0");
    }

    private Gateway openGateway(
            Emulator emulator, SignIn signIn, Mailbox mailbox, MailEvents mailEvents, RosterStore rosters, Info info) {
        TokenVerifier verifier =
                // Sign-in keeps the machine's time, as Cognito would, and so do its tokens.
                new TokenVerifier(signIn.keys(), signIn.issuer().toString(), SignIn.CLIENT_ID, Clock.systemUTC());
        RestApi api = new RestApi(
                routes(emulator.template()),
                verifier,
                (function, event) -> invoke(emulator.functions(), function, event),
                clock,
                RestApi.LIMIT);
        Pages pages = new Pages(options.web(), () -> info.config(clock.ahead()), origin(signIn.issuer()));
        Chain chain = chain(emulator);
        return Gateway.start(port(0), api, pages, own -> {
            InboxPages.add(own, mailbox, mailEvents, ZONE, info.customerService());
            LocalApi.add(own, chain, mailbox, rosters, info, clock, ZONE);
            ClockApi.add(own, clock, ZONE, () -> {
                List<String> ran = emulator.catchUp();
                chain.awaitIdle(LocalApi.LIMIT);
                return ran;
            });
        });
    }

    private static String invoke(Functions functions, String function, String event) {
        try {
            return new String(
                    functions.invoke(function, event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (Functions.FunctionFailed failed) {
            failed.printStackTrace(); // the caller only sees a 502
            throw failed;
        }
    }

    private static List<Route> routes(Template template) {
        List<Route> routes = new ArrayList<>();
        template.functions().forEach(f -> f.routes()
                .forEach(r -> routes.add(new Route(r.method(), r.path(), f.logicalId(), r.signedIn()))));
        return routes;
    }

    /** The services by the first word of {@code X-Amz-Target}. */
    private Map<String, AwsService> jsonServices(Emulator emulator) {
        PutEventsEndpoint putEvents = new PutEventsEndpoint(emulator.bus());
        return Map.of(
                "TrentService",
                KmsEndpoint.keptIn(options.data().resolve("kms.key")),
                "AWSEvents",
                (operation, body) -> putEvents(putEvents, operation, body));
    }

    private static AwsAnswer putEvents(PutEventsEndpoint endpoint, String operation, String body) {
        if (!operation.equals("PutEvents")) {
            return AwsAnswer.jsonError(400, "UnknownOperationException", "this machine's bus knows PutEvents only");
        }
        try {
            return AwsAnswer.json(endpoint.answer(body));
        } catch (IllegalArgumentException malformed) {
            return AwsAnswer.jsonError(400, "ValidationException", malformed.getMessage());
        }
    }

    private RosterStore loadDemo(Emulator emulator, LasTypesFile types) {
        Map<String, String> names = variables(emulator.template());
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables(names.get("AUDIT_TABLE"), names.get("OUTBOX_TABLE"));
        RosterStore rosters = new DynamoRosterStore(
                client, names.get("ROSTER_TABLE"), names.get("IMPORTS_TABLE"), eventsAndAuditTables);
        new DemoData(
                        new DynamoLasTypes(client, names.get("LINKS_TABLE")),
                        new DynamoBeheerders(client, names.get("LINKS_TABLE")),
                        rosters,
                        new KmsSecretCipher(AwsClients.kms(), names.get("SECRETS_KEY_ID")))
                .load(types, DemoLogins.ALL, SchoolYear.at(LocalDate.ofInstant(clock.instant(), ZONE)));
        return rosters;
    }

    /** The variables of all functions; one name has one value in the whole template. */
    private static Map<String, String> variables(Template template) {
        Map<String, String> all = new LinkedHashMap<>();
        template.functions().forEach(f -> all.putAll(f.environment()));
        return all;
    }

    private static Chain chain(Emulator emulator) {
        String night = schedule(emulator, NIGHT);
        String sweep = schedule(emulator, SWEEP);
        return new Chain() {
            @Override
            public String putEvent(String source, String detailType, String detail) {
                try {
                    return emulator.bus().put(source, detailType, JSON.readTree(detail));
                } catch (JsonProcessingException impossible) {
                    throw new UncheckedIOException(impossible);
                }
            }

            @Override
            public void startNight() {
                emulator.schedules().runNow(night);
            }

            @Override
            public void startSweep() {
                emulator.schedules().runNow(sweep);
            }

            @Override
            public boolean awaitIdle(Duration limit) throws InterruptedException {
                return emulator.inFlight().awaitIdle(limit);
            }
        };
    }

    private static String schedule(Emulator emulator, String function) {
        return emulator.template().schedules().stream()
                .filter(s -> s.function().equals(function))
                .map(Template.Schedule::name)
                .findFirst()
                .orElseThrow(() -> new CannotStart("The template has no schedule for " + function + "."));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    /** Stops everything, the pages first. */
    @Override
    public void close() {
        parts.close();
    }

    private int port(int offset) {
        return options.port() + offset;
    }

    private URI web() {
        return URI.create("http://localhost:" + port(0));
    }

    /** The SDK reads its addresses from the environment, which a running process cannot change: bin/run sets it before. */
    private void checkEnvironment() {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        wanted.put("SES", port(2));
        wanted.put("EVENTBRIDGE", port(2));
        wanted.put("KMS", port(2));
        wanted.put("DYNAMODB", port(3));
        wanted.put("SQS", port(4));
        wanted.forEach((service, port) -> {
            String name = "AWS_ENDPOINT_URL_" + service;
            String address = "http://127.0.0.1:" + port;
            if (!address.equals(System.getenv(name))) {
                throw new CannotStart(name + " must be " + address + " before laslink starts; bin/run sets it.");
            }
        });
        for (String name : List.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
            if (Optional.ofNullable(System.getenv(name)).orElse("").isBlank()) {
                throw new CannotStart(name + " must be set before laslink starts; bin/run sets it.");
            }
        }
    }

    private void checkPorts() {
        for (int offset = 0; offset < Options.PORTS; offset++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(offset)));
            } catch (IOException taken) {
                throw new CannotStart("Port " + port(offset)
                        + " is in use by another program. Stop it, or choose six other ports with --port N.");
            }
        }
    }

    /** What functions log goes to a file, so that the addresses stay in sight. */
    private void moveTo(LocalDate date) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        if (date.isBefore(today)) {
            throw new CannotStart("The data is of " + today + ": --date wants that date or a later one.");
        }
        clock.moveTo(ClockApi.instant(date.toString(), clock, ZONE).orElseThrow());
    }

    private void prepareData() {
        try {
            if (options.fresh()) {
                for (String name : OURS) {
                    delete(options.data().resolve(name));
                }
            }
            Files.createDirectories(options.data().resolve("dynamodb"));
            System.setOut(new PrintStream(
                    new FileOutputStream(options.data().resolve("functions.log").toFile(), true),
                    true,
                    StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new CannotStart("The data cannot be kept in " + options.data() + ": it cannot be written.");
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            for (Path one : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static String welcome(Info info, Options options, ProductClock clock) {
        Welcome welcome = new Welcome("laslink is running.", info)
                .line("Local page", info.web() + "/_local")
                .logins()
                .line("Data", options.data().toAbsolutePath().normalize().toString());
        if (!clock.ahead().isZero()) {
            welcome.line("Date", LocalDate.ofInstant(clock.instant(), ZONE) + ", ahead of this machine");
        }
        if (!Files.exists(options.web().resolve("index.html"))) {
            welcome.line("Note", "the pages are not built yet: npm run build in web/");
        }
        return welcome.end("\nCtrl-C stops it.");
    }
}
