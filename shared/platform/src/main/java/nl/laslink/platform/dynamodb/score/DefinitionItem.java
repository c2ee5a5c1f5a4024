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

    /** Whether it was defined after {@code other}. */
    boolean isLaterThan(DefinitionItem other) {
        return definedAt
                .flatMap(at -> other.definedAt.map(at::compareTo))
                .filter(order -> order > 0)
                .isPresent();
    }

    /** Holds when {@code before} is still what is stored. */
    static Expression isStill(Optional<DefinitionItem> before) {
        if (before.isEmpty()) {
            return Condition.that("attribute_not_exists(#pk)").build();
        }
        return before.get()
                .definedAt
                .map(at -> Condition.that("#definedAt = :definedAt")
                        .with("definedAt", at)
                        .build())
                .orElseGet(
                        () -> Condition.that("attribute_not_exists(#definedAt)").build());
    }
}
