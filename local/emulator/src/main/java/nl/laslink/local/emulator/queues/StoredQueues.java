package nl.laslink.local.emulator.queues;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.List$;

/** Queues whose messages are in a file, as ElasticMQ's own server stores them. */
final class StoredQueues implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final ActorSystem system;
    private final TheSQSRestServerBuilder builder;

    private StoredQueues(ActorSystem system, TheSQSRestServerBuilder builder) {
        this.system = system;
        this.builder = builder;
    }

    /** With what was in the queues when the last server ended. */
    static StoredQueues in(Path folder) {
        SqlQueuePersistenceConfig file = new SqlQueuePersistenceConfig(
                true, "org.h2.Driver", "jdbc:h2:" + folder.resolve("queues").toAbsolutePath(), "", "", false);
        ActorSystem system = ActorSystem.create("queues");
        ActorRef store = system.actorOf(Props.create(
                SqlQueuePersistenceActor.class, () -> new SqlQueuePersistenceActor(file, List$.MODULE$.empty())));
        ActorRef queues = system.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(store))));
        Patterns.ask(store, new QueueEvent.Restore(queues), LONGEST_WAIT)
                .toCompletableFuture()
                .join();
        return new StoredQueues(
                system,
                SQSRestServerBuilder.withActorSystem(system)
                        .withQueueManagerActor(queues)
                        .withQueueEventListener(store));
    }

    TheSQSRestServerBuilder builder() {
        return builder;
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
