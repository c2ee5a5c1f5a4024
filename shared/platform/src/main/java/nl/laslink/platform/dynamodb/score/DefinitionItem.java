package nl.laslink.platform.dynamodb.score;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.SortableTime;
import nl.laslink.platform.dynamodb.Stored;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The newest definition of a version of a test; {@code definedAt} is absent where it was stored before there was one. */
record DefinitionItem(String pk, String sk, Optional<String> definedAt, String body) {
    private static final String TEST = "TEST#";
    private static final String DEFINITION = "DEFINITION";

    static final TableSchema<DefinitionItem> SCHEMA = RecordSchema.of(DefinitionItem.class);

    static DefinitionItem of(TestDefinition definition, Instant definedAt) {
        return new DefinitionItem(
                partition(definition.code()),
                sortKey(definition.version()),
                Optional.of(SortableTime.of(definedAt)),
                Stored.text(definition));
    }

    static String partition(TestCode code) {
        return TEST + code;
    }

    static String sortKey(Optional<String> version) {
        return version.map(v -> DEFINITION + "#" + v).orElse(DEFINITION);
    }

    TestDefinition read() {
        return Stored.read(TestDefinition.class, body);
    }

    /** Holds unless a later one is stored. */
    Expression isNewest() {
        return Condition.that("attribute_not_exists(#definedAt) OR #definedAt <= :definedAt")
                .with("definedAt", definedAt.orElseThrow())
                .build();
    }
}
