package nl.laslink.platform.dynamodb.score;

import java.util.Optional;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** What keeps a school's deliveries in line: that a night was begun, who sends until when, the last creation time. */
record RunItem(
        String pk,
        String sk,
        Optional<String> owner,
        Optional<String> until,
        Optional<Long> createdSecond,
        Optional<Long> expires) {
    static final TableSchema<RunItem> SCHEMA = RecordSchema.of(RunItem.class);

    static RunItem begun(SchoolId school, String sk, long expires) {
        return new RunItem(
                school.toString(), sk, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(expires));
    }

    static RunItem lease(SchoolId school, String sk, String owner, String until) {
        return new RunItem(
                school.toString(), sk, Optional.of(owner), Optional.of(until), Optional.empty(), Optional.empty());
    }

    static RunItem created(SchoolId school, String sk, long second) {
        return new RunItem(
                school.toString(), sk, Optional.empty(), Optional.empty(), Optional.of(second), Optional.empty());
    }
}
