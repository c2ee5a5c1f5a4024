package nl.laslink.local.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nl.laslink.local.template.CloudTemplate.Part;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;

/**
 * Holds every handler to its function's role in template.yaml, as AWS would. The SDK makes one for each client it builds (it
 * finds the name in {@code software/amazon/awssdk/global/handlers}); the handler is the one whose constructor is building.
 * Only active with the property {@code roles.record}, the file that gets a line for every use.
 */
public final class RoleGuard implements ExecutionInterceptor {
    static final String RECORD = "roles.record";

    /** An action on a resource, by its logical id. */
    record Use(String action, String resource) implements Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return action + " " + resource;
        }
    }

    private final Optional<Path> record =
            Optional.ofNullable(System.getProperty(RECORD)).map(Path::of);
    private final String function;
    private final Set<Use> allowed;

    public RoleGuard() {
        this.function = record.isPresent() ? functionBeingMade() : "";
        this.allowed = function.isEmpty() ? Set.of() : allowed(new CloudTemplate(), function);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (function.isEmpty()) {
            return; // the emulator's own
        }
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        for (Use use : uses(operation, context.request())) {
            boolean isAllowed = allowed.contains(use);
            note(function + " " + use + (isAllowed ? " allowed" : " denied"));
            if (!isAllowed) {
                throw SdkClientException.create(function + " may not " + use);
            }
        }
    }

    /** What a function's role allows. */
    static Set<Use> allowed(CloudTemplate template, String function) {
        String role = CloudTemplate.logicalId(template.properties(function).text("Role"));
        Set<Use> uses = new TreeSet<>();
        for (Part statement : RolesTest.statements(template.properties(role))) {
            for (String action : statement.texts("Action")) {
                statement.texts("Resource").forEach(resource -> uses.add(new Use(action, name(resource))));
            }
        }
        return uses;
    }

    /** The logical id that a resource's ARN comes from; mail's two resources have none and are named by their kind. */
    private static String name(String arn) {
        if (arn.contains(":ses:")) {
            return arn.contains(":identity/") ? "identity" : "configuration-set";
        }
        return CloudTemplate.logicalId(arn).replaceFirst("^!Sub \\$\\{([A-Za-z]+)\\.Arn}", "$1");
    }

    private static List<Use> uses(String operation, SdkRequest request) {
        return switch (request) {
            case TransactWriteItemsRequest transaction -> {
                List<Use> uses = new ArrayList<>();
                transaction.transactItems().forEach(item -> {
                    if (item.put() != null) {
                        uses.add(dynamoDb("PutItem", item.put().tableName()));
                    } else if (item.update() != null) {
                        uses.add(dynamoDb("UpdateItem", item.update().tableName()));
                    } else if (item.delete() != null) {
                        uses.add(dynamoDb("DeleteItem", item.delete().tableName()));
                    } else {
                        uses.add(dynamoDb(
                                "ConditionCheckItem", item.conditionCheck().tableName()));
                    }
                });
                yield uses;
            }
            case BatchWriteItemRequest batch ->
                batch.requestItems().keySet().stream()
                        .map(table -> dynamoDb("BatchWriteItem", table))
                        .toList();
            case PutEventsRequest events ->
                events.entries().stream()
                        .map(entry -> new Use("events:PutEvents", entry.eventBusName()))
                        .toList();
            default -> single(operation, request);
        };
    }

    private static List<Use> single(String operation, SdkRequest request) {
        Optional<String> table = request.getValueForField("TableName", String.class);
        if (table.isPresent()) {
            String index = request.getValueForField("IndexName", String.class)
                    .map(i -> "/index/" + i)
                    .orElse("");
            return List.of(dynamoDb(operation, table.get() + index));
        }
        return switch (operation) {
            case "Encrypt", "Decrypt" ->
                List.of(new Use(
                        "kms:" + operation,
                        request.getValueForField("KeyId", String.class).orElseThrow()));
            case "SendEmail" ->
                List.of(new Use("ses:SendEmail", "identity"), new Use("ses:SendEmail", "configuration-set"));
            case "SendMessageBatch", "SendMessage" -> {
                String url = request.getValueForField("QueueUrl", String.class).orElseThrow();
                yield List.of(new Use("sqs:SendMessage", url.substring(url.lastIndexOf('/') + 1)));
            }
            default -> List.of(new Use("unknown:" + operation, ""));
        };
    }

    private static Use dynamoDb(String action, String table) {
        return new Use("dynamodb:" + action, table);
    }

    private static String functionBeingMade() {
        Set<String> handlers = new TreeSet<>();
        StackWalker.getInstance().forEach(frame -> {
            if (frame.getMethodName().equals("<init>") && frame.getClassName().endsWith("Handler")) {
                handlers.add(frame.getClassName());
            }
        });
        return new CloudTemplate()
                .functions().stream()
                        .filter(f -> handlers.contains(f.text("Handler")))
                        .map(Part::name)
                        .findFirst()
                        .orElse("");
    }

    private synchronized void note(String line) {
        try {
            // One short write to a file opened for appending: lines of several clients do not mix.
            Files.writeString(record.orElseThrow(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
