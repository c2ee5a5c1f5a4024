package nl.laslink.recordmail;

import nl.laslink.domain.mail.DeliveryStatuses;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.mail.DynamoDeliveryStatuses;

/** The adapters of this function. */
final class RecordMailWiring {
    private RecordMailWiring() {}

    static DeliveryStatuses of(RecordMailConfig config) {
        return new DynamoDeliveryStatuses(AwsClients.dynamoDb(), config.linksTable());
    }
}
