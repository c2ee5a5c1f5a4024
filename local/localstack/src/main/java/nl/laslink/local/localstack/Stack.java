package nl.laslink.local.localstack;

import java.util.Map;

/** What stands: the names that LocalStack gave the template's resources, by their logical ids. Immutable. */
record Stack(Map<String, String> resources) {
    Stack {
        resources = Map.copyOf(resources);
    }

    /** The name, or for a queue the URL, of a resource. */
    String name(String logicalId) {
        String name = resources.get(logicalId);
        if (name == null) {
            throw new IllegalArgumentException("the stack has no " + logicalId);
        }
        return name;
    }
}
