package nl.laslink.local.localstack;

import java.util.Set;
import java.util.TreeSet;

/**
 * Hands each function of the stack its examples of events/: a class that is not in its zip, a handler by another name or a
 * variable that is not set is found here, also when the walk does not use that function.
 */
final class EveryFunction {
    private EveryFunction() {}

    /**
     * @param functions the logical ids of the template's
     * @throws Walk.Broken at the first that ends in an error, and when one has no example
     */
    static void answers(DeployedFunctions deployed, Set<String> functions, ExampleEvents events) {
        for (String function : new TreeSet<>(functions)) {
            if (events.filesFor(function).isEmpty()) {
                throw new Walk.Broken("every function", function + " has no example in events/");
            }
            for (String file : events.filesFor(function)) {
                try {
                    deployed.invoke(function, events.text(file));
                } catch (DeployedFunctions.FunctionFailed failed) {
                    throw new Walk.Broken("every function", failed.getMessage() + " with " + file);
                }
            }
        }
    }
}
