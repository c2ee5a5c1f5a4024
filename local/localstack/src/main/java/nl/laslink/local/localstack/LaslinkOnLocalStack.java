package nl.laslink.local.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.local.emulator.Parts;
import nl.laslink.local.emulator.demo.DemoData;
import nl.laslink.local.emulator.demo.DemoLogins;
import nl.laslink.local.emulator.gateway.Gateway;
import nl.laslink.local.emulator.gateway.Pages;
import nl.laslink.local.emulator.gateway.RestApi;
import nl.laslink.local.emulator.gateway.Route;
import nl.laslink.local.emulator.gateway.TokenVerifier;
import nl.laslink.local.emulator.localapi.Chain;
import nl.laslink.local.emulator.localapi.CustomerService;
import nl.laslink.local.emulator.localapi.Info;
import nl.laslink.local.emulator.localapi.LocalApi;
import nl.laslink.local.emulator.localapi.Welcome;
import nl.laslink.local.emulator.mail.InboxPages;
import nl.laslink.local.emulator.mail.MailEvents;
import nl.laslink.local.emulator.mail.Mailbox;
import nl.laslink.local.emulator.signin.SignIn;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.TemplateReader;
import nl.laslink.local.emulator.walk.ProductClient;
import nl.laslink.local.emulator.walk.SchoolWalk;
import nl.laslink.local.lassimulator.LasSimulator;
import nl.laslink.local.lassimulator.LasSimulatorConfig;
import nl.laslink.operations.lastype.LasTypesFile;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.kms.KmsSecretCipher;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * Deploys laslink to the LocalStack at AWS_ENDPOINT_URL, puts the demonstration data in and starts what LocalStack does not have:
 * sign-in, the gateway that checks its tokens, the pages and a LAS. With {@code --check} it walks the chain and ends.
 */
public final class LaslinkOnLocalStack implements AutoCloseable {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Map<String, String> KEYS =
            Map.of("99XX-00", "demo-sleutel-99XX-00", "98YY-00", "demo-sleutel-98YY-00");

    /** LocalStack's SES sends no events about mails. */
    private static final MailEvents NOTHING_TOLD = new MailEvents(Set.of(), (_, _, _) -> {}, Clock.systemUTC());

    private final Parts parts = new Parts();
    private final Clock clock = Clock.systemUTC();
    private final URI localStack;
    private final Path root;
    private final int port;
    private final String lasHost;
    private final Optional<String> lasAlso;

    /**
     * @param port the pages'; sign-in is at the next, the LAS simulator at the fifth after it
     * @param lasHost this machine as functions see it
     * @param lasAlso an address of this machine at which the LAS simulator listens beside loopback
     */
    private LaslinkOnLocalStack(URI localStack, Path root, int port, String lasHost, Optional<String> lasAlso) {
        this.localStack = localStack;
        this.root = root;
        this.port = port;
        this.lasHost = lasHost;
        this.lasAlso = lasAlso;
    }

    public static void main(String[] arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        int port = Integer.parseInt(given.get(given.indexOf("--port") + 1));
        String lasHost = given.get(given.indexOf("--las-host") + 1);
        Optional<String> lasAlso =
                Optional.of(given.indexOf("--las-also")).filter(i -> i >= 0).map(i -> given.get(i + 1));
        URI localStack = URI.create(System.getenv("AWS_ENDPOINT_URL"));
        LaslinkOnLocalStack laslink = new LaslinkOnLocalStack(localStack, Path.of(""), port, lasHost, lasAlso);
        Runtime.getRuntime().addShutdownHook(new Thread(laslink::close));
        try {
            long begin = System.nanoTime();
            Running running = laslink.start();
            Stack stack = running.stack();
            System.out.printf(
                    "deployed in %d s%n",
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds());
            if (given.contains("--check")) {
                URI api = localStack.resolve("/_aws/execute-api/" + stack.name("Api") + "/live/");
                Walk.through(new SchoolWalk(new ProductClient(laslink.web()), api, laslink.root.resolve("events"))
                        .toFirstScores());
                laslink.handEach(stack);
                System.out.println("localstack: the whole chain works");
                System.exit(0);
            }
            System.out.print(new Welcome("laslink is running on LocalStack.", running.info())
                    .line("LocalStack", localStack.toString())
                    .logins()
                    .end("Nothing is kept. Ctrl-C stops it."));
        } catch (Deployment.Failed | Walk.Broken reason) {
            System.err.println(reason.getMessage());
            System.exit(1);
        } catch (RuntimeException | IOException unexpected) {
            System.err.println("laslink did not start on LocalStack:");
            unexpected.printStackTrace();
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private record Running(Stack stack, Info info) {}

    private Running start() throws IOException, InterruptedException {
        Clients clients = parts.open(Clients.at(localStack));
        Template template = TemplateReader.read(root.resolve("template.yaml"), parameters(), queue -> queue);
        CustomerService customerService = CustomerService.of(template);
        SignIn signIn = parts.open(SignIn.start(port + 1, DemoLogins.ALL, customerService));
        LasSimulatorConfig las =
                LasSimulatorConfig.inMemory(port + 5, clock).withHelp(customerService.phone(), customerService.email());
        parts.open(LasSimulator.start(lasAlso.map(las::alsoAt).orElse(las)));
        LasTypesFile types = LasTypesFile.read(
                root.resolve("local/las-types.json"), URI.create("http://" + lasHost + ":" + (port + 5) + "/"));
        Stack stack = new Deployment(clients, root).deploy(parameters());
        allowMail(template, stack);
        RosterStore rosters = loadDemo(types, stack);
        DeployedFunctions functions = new DeployedFunctions(clients.lambda(), stack);
        Chain chain = new DeployedChain(
                parts.open(AwsClients.eventBridge()),
                parts.open(AwsClients.sqs()),
                parts.open(AwsClients.configured(DynamoDbClient.builder()).build()),
                functions,
                stack,
                template.functions().stream()
                        .flatMap(f -> f.queueSources().stream())
                        .map(Template.QueueSource::queue)
                        .toList(),
                clock);
        Info info = new Info(
                web(),
                simulator(),
                signIn.issuer(),
                localStack,
                localStack,
                localStack,
                DemoLogins.ALL,
                KEYS,
                customerService);
        parts.open(gateway(template, signIn, functions, chain, rosters, info));
        return new Running(stack, info);
    }

    private void handEach(Stack stack) throws IOException {
        Clients clients = parts.open(Clients.at(localStack));
        long begin = System.nanoTime();
        Template template = TemplateReader.read(root.resolve("template.yaml"), parameters(), queue -> queue);
        EveryFunction.answers(
                new DeployedFunctions(clients.lambda(), stack),
                template.functions().stream().map(Template.Function::logicalId).collect(Collectors.toSet()),
                ExampleEvents.read(root.resolve("events"), template));
        System.out.printf("  %-24s %5.1f s%n", "every function", (System.nanoTime() - begin) / 1e9);
    }

    /** What differs from the template's defaults; MakesMailIdentity because LocalStack cannot make one. */
    private Map<String, String> parameters() {
        return Map.of(
                "WebAddress", web().toString(),
                "LasNetwork", "any",
                "NightSpreadSeconds", "0",
                "MakesMailIdentity", "false");
    }

    /** LocalStack's SES wants to know the sender, and makes no configuration set from a template. */
    private void allowMail(Template template, Stack stack) {
        String from = template.functions().stream()
                .map(f -> f.environment().get("MAIL_FROM"))
                .filter(address -> address != null)
                .findFirst()
                .orElseThrow();
        try (SesClient ses = AwsClients.ses()) {
            ses.verifyEmailIdentity(v -> v.emailAddress(from));
            ses.createConfigurationSet(c -> c.configurationSet(s -> s.name(stack.name("MailConfigurationSet"))));
        }
    }

    private RosterStore loadDemo(LasTypesFile types, Stack stack) {
        DynamoDbEnhancedClient client = AwsClients.dynamoDb();
        RosterStore rosters = new DynamoRosterStore(
                client,
                stack.name("RosterTable"),
                stack.name("ImportsTable"),
                new EventsAndAuditTables(stack.name("AuditTable"), stack.name("OutboxTable")));
        new DemoData(
                        new DynamoLasTypes(client, stack.name("LinksTable")),
                        new DynamoBeheerders(client, stack.name("LinksTable")),
                        rosters,
                        new KmsSecretCipher(AwsClients.kms(), stack.name("SecretsKey")))
                .load(types, DemoLogins.ALL, SchoolYear.at(LocalDate.ofInstant(clock.instant(), ZONE)));
        return rosters;
    }

    private Gateway gateway(
            Template template, SignIn signIn, DeployedFunctions functions, Chain chain, RosterStore rosters, Info info)
            throws IOException {
        List<Route> routes = template.functions().stream()
                .flatMap(
                        f -> f.routes().stream().map(r -> new Route(r.method(), r.path(), f.logicalId(), r.signedIn())))
                .toList();
        TokenVerifier verifier =
                new TokenVerifier(signIn.keys(), signIn.issuer().toString(), SignIn.CLIENT_ID, clock);
        Pages pages = new Pages(
                root.resolve("web/dist"),
                info::config,
                signIn.issuer().getScheme() + "://" + signIn.issuer().getAuthority());
        Path mails = Files.createTempFile("laslink-mails", ".jsonl");
        parts.open(() -> Files.deleteIfExists(mails));
        Mailbox mailbox = Mailbox.keptIn(mails);
        SentMails sent = new SentMails(localStack, mailbox);
        return Gateway.start(port, new RestApi(routes, verifier, functions, clock, RestApi.LIMIT), pages, own -> {
            own.before("/_local/*", _ -> sent.bring());
            InboxPages.add(own, mailbox, NOTHING_TOLD, ZONE, info.customerService());
            LocalApi.add(own, chain, mailbox, rosters, info, clock, ZONE);
        });
    }

    private URI web() {
        return URI.create("http://localhost:" + port);
    }

    private URI simulator() {
        return URI.create("http://localhost:" + (port + 5) + "/");
    }

    @Override
    public void close() {
        parts.close();
    }
}
