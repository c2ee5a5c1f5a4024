package nl.laslink.recordmail;

import nl.laslink.domain.mail.MailFates;
import nl.laslink.platform.aws.AwsClients;
import nl.laslink.platform.dynamodb.mail.DynamoMailFates;

/** Where this function keeps what it is told. */
final class RecordMailWiring {
    private RecordMailWiring() {}

    static MailFates of(RecordMailConfig config) {
        return new DynamoMailFates(AwsClients.dynamoDb(), config.linksTable());
    }
}
