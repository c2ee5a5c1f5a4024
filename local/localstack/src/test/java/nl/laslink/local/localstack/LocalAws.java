package nl.laslink.local.localstack;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretCipher;
import nl.laslink.local.emulator.Emulator;
import nl.laslink.local.emulator.Parts;
import nl.laslink.local.emulator.aws.AwsAnswer;
import nl.laslink.local.emulator.aws.AwsEndpoint;
import nl.laslink.local.emulator.bus.PutEventsEndpoint;
import nl.laslink.local.emulator.demo.DemoData;
import nl.laslink.local.emulator.demo.DemoLogins;
import nl.laslink.local.emulator.kms.KmsEndpoint;
import nl.laslink.local.emulator.mail.MailEvents;
import nl.laslink.local.emulator.mail.Mailbox;
import nl.laslink.local.emulator.mail.SesEndpoint;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.lassimulator.LasSimulator;
import nl.laslink.local.lassimulator.LasSimulatorConfig;
import nl.laslink.operations.lastype.LasTypesFile;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.kms.KmsSecretCipher;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * What the template's functions call, on this machine: its tables and queues, SES, EventBridge, KMS, and a LAS. Nothing feeds
 * the functions, so that they see the events of a test only.
 */
final class LocalAws implements AutoCloseable {
    private static final SchoolId SCHOOL = SchoolId.parse("99XX-00");

    private final Parts parts = new Parts();
    private final Emulator emulator;
    private final Mailbox mailbox;
    private final Map<String, String> variables = new HashMap<>(Map.of(
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local"));
    private final Path template;
    private final URI las;

    private LocalAws(Path template, Path folder) throws IOException {
        this.template = template;
        Clock clock = Clock.systemUTC();
        LasSimulator simulator = LasSimulator.start(LasSimulatorConfig.inMemory(clock));
        parts.open(simulator);
        this.las = simulator.address();
        int dynamoDb = freePort();
        int sqs = freePort();
        this.emulator = Emulator.start(new Emulator.Config(
                template,
                Map.of("LasNetwork", "any", "NightSpreadSeconds", "0"),
                dynamoDb,
                sqs,
                Optional.empty(),
                clock));
        parts.open(emulator);
        this.mailbox = Mailbox.keptIn(folder.resolve("mails.jsonl"));
        PutEventsEndpoint putEvents = new PutEventsEndpoint(emulator.bus());
        AwsEndpoint others = AwsEndpoint.start(
                0,
                Map.of(
                        "TrentService",
                        KmsEndpoint.keptIn(folder.resolve("kms.key")),
                        "AWSEvents",
                        (_, body) -> AwsAnswer.json(putEvents.answer(body))),
                new SesEndpoint(mailbox, new MailEvents(Set.of(), (_, _, _) -> {}, clock), clock));
        parts.open(others);
        load(others.port(), dynamoDb, clock);
        Map.of(
                        "DYNAMODB",
                        dynamoDb,
                        "SQS",
                        sqs,
                        "SES",
                        others.port(),
                        "EVENTBRIDGE",
                        others.port(),
                        "KMS",
                        others.port())
                .forEach((service, port) -> variables.put("AWS_ENDPOINT_URL_" + service, "http://127.0.0.1:" + port));
    }

    /** What bin/run begins with (kinds of LAS, beheerders, two schools), and an active link of the school of events/. */
    private void load(int kmsPort, int dynamoDbPort, Clock clock) {
        DynamoDbEnhancedClient tables = AwsClients.enhanced(AwsClients.configured(DynamoDbClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1:" + dynamoDbPort))
                .build());
        KmsClient kms = AwsClients.configured(KmsClient.builder())
                .endpointOverride(URI.create("http://127.0.0.1:" + kmsPort))
                .build();
        SecretCipher cipher = new KmsSecretCipher(kms, "SecretsKey");
        EventsAndAuditTables eventsAndAuditTables = new EventsAndAuditTables("AuditTable", "OutboxTable");
        SchoolYear year = SchoolYear.at(LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Amsterdam")));
        new DemoData(
                        new DynamoLasTypes(tables, "LinksTable"),
                        new DynamoBeheerders(tables, "LinksTable"),
                        new DynamoRosterStore(tables, "RosterTable", "ImportsTable", eventsAndAuditTables),
                        cipher)
                .load(LasTypesFile.read(template.resolveSibling("local/las-types.json"), las), DemoLogins.ALL, year);
        EncryptedSecret key = cipher.encrypt(Secret.of("demo-sleutel-99XX-00"), SCHOOL.toString());
        LinkFields fields =
                new LinkFields(new LasTypeCode("SchoolOAS"), year, Optional.empty(), Optional.of(key), clock.instant());
        Actor beheerder = new Actor(DemoLogins.BEHEERDER_99XX.subject(), DemoLogins.BEHEERDER_99XX.name());
        new DynamoLinkStore(tables, "LinksTable", eventsAndAuditTables)
                .save(
                        new Link.Active(
                                SCHOOL,
                                new LinkRequestId("r1"),
                                fields,
                                beheerder,
                                clock.instant(),
                                Actor.LASLINK,
                                clock.instant(),
                                1),
                        new EventsAndAudit(new CorrelationId("zips"), List.of(), List.of()));
    }

    static LocalAws start(Path template, Path folder) throws IOException {
        return new LocalAws(template, folder);
    }

    Template template() {
        return emulator.template();
    }

    Mailbox mailbox() {
        return mailbox;
    }

    int waitingIn(String queue) {
        return emulator.queues().count(queue);
    }

    /** What tells the SDK where all this is. */
    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    @Override
    public void close() {
        parts.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
