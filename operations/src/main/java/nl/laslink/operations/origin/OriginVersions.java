package nl.laslink.operations.origin;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** The two parameters of the stack that name a version of the secret. */
final class OriginVersions {
    private static final String SENT = "OriginSecretSent";
    private static final String ACCEPTED = "OriginSecretAccepted";

    private final CloudFormationClient client;
    private final String stack;

    OriginVersions(CloudFormationClient client, String stack) {
        this.client = client;
        this.stack = stack;
    }

    /** What CloudFront sends, and what the web ACL accepts beside it; empty when the stack names none. Immutable. */
    record InUse(String sent, String accepted) {

        /** At rest CloudFront and the web ACL use one version, the current one. */
        boolean isOnly(String version) {
            return sent.equals(version) && accepted.equals(version);
        }
    }

    InUse inUse() {
        List<Parameter> parameters = parameters();
        return new InUse(value(parameters, SENT), value(parameters, ACCEPTED));
    }

    /** Changes these two only, and waits until AWS has done it. */
    void use(InUse versions) {
        List<Parameter> parameters = parameters().stream()
                .map(p -> switch (p.parameterKey()) {
                    case SENT -> given(SENT, versions.sent());
                    case ACCEPTED -> given(ACCEPTED, versions.accepted());
                    case String other ->
                        Parameter.builder()
                                .parameterKey(other)
                                .usePreviousValue(true)
                                .build();
                })
                .toList();
        client.updateStack(u -> u.stackName(stack)
                .usePreviousTemplate(true)
                .parameters(parameters)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        client.waiter().waitUntilStackUpdateComplete(d -> d.stackName(stack));
    }

    private List<Parameter> parameters() {
        return client.describeStacks(d -> d.stackName(stack))
                .stacks()
                .getFirst()
                .parameters();
    }

    private static Parameter given(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    private static String value(List<Parameter> parameters, String key) {
        return parameters.stream()
                .filter(p -> p.parameterKey().equals(key))
                .map(Parameter::parameterValue)
                .findFirst()
                .orElse("");
    }
}
