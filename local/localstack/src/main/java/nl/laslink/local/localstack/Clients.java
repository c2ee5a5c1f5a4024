package nl.laslink.local.localstack;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What deploys and calls functions. Waits are long: a machine of two cores starts fourteen of them at once. */
record Clients(CloudFormationClient cloudFormation, LambdaClient lambda, S3Client s3) implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMinutes(2);

    static Clients at(URI localStack) {
        return new Clients(
                patient(CloudFormationClient.builder(), localStack).build(),
                patient(LambdaClient.builder(), localStack).build(),
                // the bucket in the path: names below 127.0.0.1 do not resolve
                patient(S3Client.builder().forcePathStyle(true), localStack).build());
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B patient(
            B builder, URI localStack) {
        return builder.endpointOverride(localStack)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(WAIT))
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(WAIT));
    }

    @Override
    public void close() {
        cloudFormation.close();
        lambda.close();
        s3.close();
    }
}
