package nl.laslink.local.emulator.aws;

/** One AWS service on the wire: an operation and the body that came with it. */
@FunctionalInterface
public interface AwsService {
    AwsAnswer call(String operation, String body);
}
