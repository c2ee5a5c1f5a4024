package nl.laslink.operations;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The environment that a command works on: its first argument, and where its AWS is. */
public final class DeployedEnvironment {
    @Parameters(
            index = "0",
            paramLabel = "ENV",
            description = "An environment of samconfig.toml: dev, staging or prod.")
    private Environment environment;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Calls this address instead of AWS; AWS_ENDPOINT_URL does the same.")
    private Optional<URI> endpoint;

    /**
     * Its stack. Every client that is made from now on calls its region.
     *
     * @throws Refused when there is no such stack for these credentials
     */
    public Stack stack() {
        System.setProperty("aws.region", environment.region());
        endpoint.ifPresent(address -> System.setProperty("aws.endpointUrl", address.toString()));
        return Stack.find(environment.stack());
    }
}
