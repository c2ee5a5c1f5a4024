package nl.laslink.publishevents;

import java.time.Clock;
import nl.laslink.domain.imports.ResumeWork;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.event.DynamoOutbox;
import nl.laslink.platform.dynamodb.event.EventsAndAuditTables;
import nl.laslink.platform.dynamodb.imports.DynamoWorkUnderWay;
import nl.laslink.platform.eventbridge.EventBridgePublisher;

/** The use case of this job, put together. */
final class PublishEventsWiring {
    private PublishEventsWiring() {}

    static ResumeWork resume(SweepConfig config, Clock clock) {
        // The sweep is no person: it writes no audit entry.
        EventsAndAuditTables eventsAndAuditTables =
                new EventsAndAuditTables("none", config.publish().outboxTable(), clock);
        return new ResumeWork(
                new DynamoWorkUnderWay(AwsClients.dynamoDb(), config.importsTable(), eventsAndAuditTables), clock);
    }

    static PublishEvents of(PublishEventsConfig config, Clock clock) {
        return new PublishEvents(
                new DynamoOutbox(AwsClients.dynamoDb(), config.outboxTable()),
                new EventBridgePublisher(AwsClients.eventBridge(), config.eventBusName()),
                clock);
    }
}
