package nl.laslink.local.emulator.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** A function's answer to a batch, understood as Lambda does with {@code ReportBatchItemFailures}. */
public final class BatchAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BatchAnswer() {}

    /**
     * The identifiers of the items that failed: none when the answer is empty, all when it is unreadable or names one that was
     * not in the batch.
     */
    public static Set<String> failed(byte[] answer, Set<String> batch) {
        Set<String> failed = new HashSet<>();
        try {
            JsonNode failures = JSON.readTree(answer).path("batchItemFailures");
            failures.forEach(f -> failed.add(f.path("itemIdentifier").asText()));
        } catch (IOException unreadable) {
            return batch;
        }
        return batch.containsAll(failed) ? failed : batch;
    }
}
