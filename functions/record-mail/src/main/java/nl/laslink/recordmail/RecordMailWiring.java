package nl.laslink.recordmail;

import nl.laslink.domain.mail.MailFates;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.mail.DynamoMailFates;

/** The adapters of this function. */
final class RecordMailWiring {
    private RecordMailWiring() {}

    static MailFates of(RecordMailConfig config) {
        return new DynamoMailFates(AwsClients.dynamoDb(), config.linksTable());
    }
}
