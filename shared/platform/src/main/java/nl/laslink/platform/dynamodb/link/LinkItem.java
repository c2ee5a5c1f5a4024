package nl.laslink.platform.dynamodb.link;

import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.Condition;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.Stored;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The link of a school: the only item with {@code state}, so that the index {@code byState} holds links alone. */
record LinkItem(String pk, Optional<Long> version, Optional<String> state, Optional<String> body) {
    static final String SORT_KEY = "LINK";
    static final String BY_STATE = "byState";

    static final TableSchema<LinkItem> SCHEMA =
            RecordSchema.indexed(LinkItem.class, SORT_KEY, Map.of("state", BY_STATE));

    static LinkItem of(Link link) {
        return new LinkItem(
                link.school().toString(),
                Optional.of(link.version()),
                Optional.of(link.state().name()),
                Optional.of(Stored.text(link)));
    }

    Link read() {
        return Stored.read(Link.class, body.orElseThrow(), SchoolId.parse(pk));
    }

    /** Holds when the version before {@code next} is stored; none for version 1. */
    static Expression isBefore(Link next) {
        return next.version() == 1
                ? Condition.that("attribute_not_exists(#pk)").build()
                : Condition.that("#version = :before")
                        .with("before", next.version() - 1)
                        .build();
    }
}
