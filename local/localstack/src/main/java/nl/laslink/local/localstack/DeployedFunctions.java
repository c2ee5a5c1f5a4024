package nl.laslink.local.localstack;

import nl.laslink.local.emulator.gateway.Invoker;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The functions of the stack, called through Lambda. */
final class DeployedFunctions implements Invoker {
    private final LambdaClient lambda;
    private final Stack stack;

    DeployedFunctions(LambdaClient lambda, Stack stack) {
        this.lambda = lambda;
        this.stack = stack;
    }

    /** A function ended in an error. What it said is in LocalStack's log, not here: it may quote data. */
    static final class FunctionFailed extends Exception {
        FunctionFailed(String function, String kind) {
            super(function + " failed: " + kind);
        }
    }

    @Override
    public String invoke(String function, String event) throws FunctionFailed {
        InvokeResponse answer = lambda.invoke(
                i -> i.functionName(stack.name(function)).qualifier("live").payload(SdkBytes.fromUtf8String(event)));
        if (answer.functionError() != null) {
            throw new FunctionFailed(function, answer.functionError());
        }
        return answer.payload().asUtf8String();
    }
}
