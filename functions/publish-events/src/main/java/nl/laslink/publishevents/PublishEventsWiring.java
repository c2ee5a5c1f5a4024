package nl.laslink.publishevents;

import java.time.Clock;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.DynamoOutbox;
import nl.laslink.platform.eventbridge.EventBridgePublisher;

/** The use case of this job, put together. */
final class PublishEventsWiring {
    private PublishEventsWiring() {}

    static PublishEvents of(PublishEventsConfig config, Clock clock) {
        return new PublishEvents(
                new DynamoOutbox(AwsClients.dynamoDb(), config.outboxTable()),
                new EventBridgePublisher(AwsClients.eventBridge(), config.eventBusName()),
                clock);
    }
}
