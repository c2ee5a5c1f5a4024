package nl.laslink.local.emulator.queues;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.local.emulator.template.Template.Queue;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template's queues in ElasticMQ, in this process; what waits in them survives a restart when they have a folder. */
public final class LocalQueues implements AutoCloseable {
    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final SQSRestServer server;
    private final Optional<StoredQueues> stored;
    private final SqsClient client;
    private final int port;
    private final Map<String, Queue> queues = new HashMap<>();

    private LocalQueues(SQSRestServer server, Optional<StoredQueues> stored, SqsClient client, int port) {
        this.server = server;
        this.stored = stored;
        this.client = client;
        this.port = port;
    }

    /**
     * @param folder where the messages stay; none keeps them in memory
     * @throws IllegalStateException when something else listens on the port
     */
    public static LocalQueues start(int port, Optional<Path> folder, List<Queue> queues) {
        Optional<StoredQueues> stored = folder.map(StoredQueues::in);
        SQSRestServer server = listening(port, stored);
        SqsClient client = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .build();
        LocalQueues started = new LocalQueues(server, stored, client, port);
        started.create(queues);
        return started;
    }

    private static SQSRestServer listening(int port, Optional<StoredQueues> stored) {
        SQSRestServer server = stored.map(StoredQueues::builder)
                .orElseGet(() -> SQSRestServerBuilder.withPort(port))
                .withInterface("127.0.0.1")
                .withPort(port)
                .withAWSRegion("eu-west-1")
                .withAWSAccountId("000000000000")
                .start();
        try {
            server.waitUntilStarted();
            return server;
        } catch (Exception taken) {
            // Scala declares nothing; a port in use comes as a checked exception.
            stop(server);
            stored.ifPresent(StoredQueues::close);
            throw new IllegalStateException("the queues cannot start on port " + port, taken);
        }
    }

    private static void stop(SQSRestServer server) {
        try {
            server.stopAndWait();
        } catch (Exception unstarted) {
            // A listener that never started cannot stop; its threads are gone anyway.
        }
    }

    /** The URL of a queue on this machine. */
    public static String url(int port, String queue) {
        return "http://127.0.0.1:" + port + "/000000000000/" + queue;
    }

    /** Those that others redrive to first. */
    private void create(List<Queue> all) {
        all.forEach(q -> queues.put(q.name(), q));
        all.stream().filter(q -> q.redrive().isEmpty()).forEach(this::create);
        all.stream().filter(q -> q.redrive().isPresent()).forEach(this::create);
    }

    private void create(Queue queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(queue.visibility().toSeconds()));
        queue.redrive()
                .ifPresent(r -> attributes.put(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:000000000000:%s\",\"maxReceiveCount\":\"%d\"}"
                                .formatted(r.deadLetterQueue(), r.maxReceiveCount())));
        client.createQueue(c -> c.queueName(queue.name()).attributes(attributes));
    }

    public void send(String queue, String body) {
        client.sendMessage(m -> m.queueUrl(url(queue)).messageBody(body));
    }

    /** How many messages wait, are delayed or are being worked on. */
    public int count(String queue) {
        return client
                .getQueueAttributes(a -> a.queueUrl(url(queue)).attributeNames(COUNTS))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    SqsClient client() {
        return client;
    }

    String url(String queue) {
        return url(port, queue);
    }

    /** How long a message that failed waits, after it was received so many times. */
    Duration retryWait(String queue, int received) {
        Queue settings = queues.get(queue);
        if (settings.redrive().filter(r -> received >= r.maxReceiveCount()).isPresent()) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(received, 6));
        return wait.compareTo(settings.visibility()) < 0 ? wait : settings.visibility();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
        stored.ifPresent(StoredQueues::close);
    }
}
