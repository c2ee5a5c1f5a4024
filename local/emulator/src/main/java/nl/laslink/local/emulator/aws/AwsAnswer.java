package nl.laslink.local.emulator.aws;

/** What a service answers to the SDK. Immutable. */
public record AwsAnswer(int status, String contentType, String body) {
    private static final String JSON = "application/x-amz-json-1.1";

    public static AwsAnswer json(String body) {
        return new AwsAnswer(200, JSON, body);
    }

    /** An error as the JSON protocol writes it. */
    public static AwsAnswer jsonError(int status, String type, String message) {
        return new AwsAnswer(status, JSON, "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    }

    public static AwsAnswer xml(int status, String body) {
        return new AwsAnswer(status, "text/xml; charset=utf-8", body);
    }
}
