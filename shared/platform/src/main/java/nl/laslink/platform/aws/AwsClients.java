package nl.laslink.platform.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes the SDK's clients, all in one way: the JDK's HTTP connections, bounded waits, and region, credentials and endpoint from
 * the SDK's standard variables (AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB, …). A client connects at its first call, so a function
 * that holds one can be snapshotted.
 */
public final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** The shortest handler timeout is 25 s: three attempts and the waits between them fit. */
    private static final Duration ATTEMPT = Duration.ofSeconds(6);

    private static final Duration CALL = Duration.ofSeconds(20);

    private AwsClients() {}

    public static DynamoDbEnhancedClient dynamoDb() {
        return enhanced(configured(DynamoDbClient.builder()).build());
    }

    /** The Enhanced Client without its extensions, none of which the tables use. */
    public static DynamoDbEnhancedClient enhanced(DynamoDbClient client) {
        return DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .extensions(java.util.List.of())
                .build();
    }

    public static KmsClient kms() {
        return configured(KmsClient.builder()).build();
    }

    public static SesClient ses() {
        return configured(SesClient.builder()).build();
    }

    public static EventBridgeClient eventBridge() {
        return configured(EventBridgeClient.builder()).build();
    }

    public static SqsClient sqs() {
        return configured(SqsClient.builder()).build();
    }

    /** Sets what every client has in common. */
    public static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL));
    }
}
