package nl.laslink.approvelink;

import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.Secret;
import nl.laslink.platform.json.JsonObject;

/** What a mail's link carried, from JSON. */
final class VisitJson {
    private VisitJson() {}

    /** What the link carried; none when a part is missing or cannot be one. */
    static Optional<DecideRequest.Visit> read(JsonObject body) {
        return parsed(
                b -> new DecideRequest.Visit(
                        SchoolId.parse(b.optionalText("school").orElse("")),
                        new LinkRequestId(b.optionalText("request").orElse("")),
                        Secret.of(b.optionalText("token").orElse(""))),
                body);
    }

    /** None when it cannot be one. */
    static <T, R> Optional<R> parsed(Function<T, R> read, T typed) {
        try {
            return Optional.of(read.apply(typed));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
