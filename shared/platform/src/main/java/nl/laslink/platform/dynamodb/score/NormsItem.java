package nl.laslink.platform.dynamodb.score;

import nl.laslink.platform.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** Up to when corrected norms were applied to the results of a school. */
record NormsItem(String pk, String sk, String until) {
    static final String NORMS = "NORMS";

    static final TableSchema<NormsItem> SCHEMA = RecordSchema.of(NormsItem.class);
}
