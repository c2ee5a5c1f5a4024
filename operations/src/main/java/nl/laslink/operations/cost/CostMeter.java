package nl.laslink.operations.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Writes a line for each call of the SDK: {@code service, read units, write units}, in thousandths, by the rules of
 * DynamoDB's on-demand prices; bin/bench cost puts it on the class path of the product. DynamoDB Local's own count is wrong
 * for transactions, so sizes are taken from what goes over the wire; of an update or a delete that is what the request names.
 */
public final class CostMeter implements ExecutionInterceptor {
    private static final Path RECORD = Path.of(System.getProperty("laslink.cost", "target/cost"));
    private static final int WRITE_UNIT = 1024;
    private static final int READ_UNIT = 4096;

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        double reads = readUnits(context.request(), context.response());
        double writes = writeUnits(context.request());
        String line = service + " " + Math.round(reads * 1000) + " " + Math.round(writes * 1000) + "\n";
        try {
            Files.writeString(RECORD, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static double readUnits(SdkRequest request, SdkResponse response) {
        return switch (request) {
            case GetItemRequest get ->
                units(size(((GetItemResponse) response).item()), READ_UNIT)
                        * (Boolean.TRUE.equals(get.consistentRead()) ? 1 : 0.5);
            case QueryRequest query ->
                units(size(((QueryResponse) response).items()), READ_UNIT)
                        * (Boolean.TRUE.equals(query.consistentRead()) ? 1 : 0.5);
            case ScanRequest scan ->
                units(size(((ScanResponse) response).items()), READ_UNIT)
                        * (Boolean.TRUE.equals(scan.consistentRead()) ? 1 : 0.5);
            default -> 0;
        };
    }

    private static double writeUnits(SdkRequest request) {
        return switch (request) {
            case PutItemRequest put -> units(size(put.item()), WRITE_UNIT);
            case UpdateItemRequest update ->
                units(size(update.key()) + size(update.expressionAttributeValues()), WRITE_UNIT);
            case software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest _ -> 1;
            case BatchWriteItemRequest batch ->
                batch.requestItems().values().stream()
                        .flatMap(Collection::stream)
                        .mapToDouble(w -> w.putRequest() == null
                                ? 1
                                : units(size(w.putRequest().item()), WRITE_UNIT))
                        .sum();
            case TransactWriteItemsRequest transaction ->
                transaction.transactItems().stream()
                        .mapToDouble(w -> 2 * ofTransaction(w))
                        .sum();
            default -> 0;
        };
    }

    private static double ofTransaction(TransactWriteItem write) {
        if (write.put() != null) {
            return units(size(write.put().item()), WRITE_UNIT);
        }
        return write.update() == null
                ? 1
                : units(size(write.update().key()) + size(write.update().expressionAttributeValues()), WRITE_UNIT);
    }

    private static double units(int bytes, int unit) {
        return Math.max(1, Math.ceilDiv(bytes, unit));
    }

    private static int size(Collection<Map<String, AttributeValue>> items) {
        return items.stream().mapToInt(CostMeter::size).sum();
    }

    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(e -> e.getKey().length() + size(e.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        if (value.s() != null) {
            return value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        }
        if (value.b() != null) {
            return value.b().asByteArray().length;
        }
        return value.n() == null ? 1 : value.n().length() / 2 + 2;
    }
}
