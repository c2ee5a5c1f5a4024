package nl.laslink.operations.rollback;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The versions of Lambda functions, and the one that the alias live names. */
final class LiveVersions {
    private static final String ALIAS = "live";
    private static final String UNPUBLISHED = "$LATEST";
    /** Lambda writes 2026-11-29T10:00:00.000+0000. */
    private static final DateTimeFormatter MODIFIED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HHMM", "Z")
            .toFormatter(Locale.ROOT);

    private final LambdaClient client;

    LiveVersions(LambdaClient client) {
        this.client = client;
    }

    /**
     * A function in use. Immutable.
     *
     * @param version that live names
     * @param published when that version was made
     * @param newest when the newest version was made
     * @param before the newest version that is older than the one in use
     */
    record Live(String function, long version, Instant published, Instant newest, Optional<Long> before) {}

    /** Nothing when the function has no alias live. */
    Optional<Live> of(String function) {
        List<FunctionConfiguration> versions =
                client.listVersionsByFunctionPaginator(l -> l.functionName(function)).versions().stream()
                        .filter(v -> !v.version().equals(UNPUBLISHED))
                        .sorted(Comparator.comparingLong(LiveVersions::number))
                        .toList();
        try {
            long live = Long.parseLong(
                    client.getAlias(a -> a.functionName(function).name(ALIAS)).functionVersion());
            return versions.stream()
                    .filter(v -> number(v) == live)
                    .findFirst()
                    .map(v -> new Live(
                            function,
                            live,
                            made(v),
                            made(versions.getLast()),
                            versions.stream()
                                    .map(LiveVersions::number)
                                    .filter(n -> n < live)
                                    .reduce((_, later) -> later)));
        } catch (ResourceNotFoundException noAlias) {
            return Optional.empty();
        }
    }

    /** Also ends a canary: all calls go to that version. */
    void moveBack(Live function) {
        client.updateAlias(u -> u.functionName(function.function())
                .name(ALIAS)
                .functionVersion(String.valueOf(function.before().orElseThrow()))
                .routingConfig(r -> r.additionalVersionWeights(Map.of())));
    }

    private static long number(FunctionConfiguration version) {
        return Long.parseLong(version.version());
    }

    private static Instant made(FunctionConfiguration version) {
        return Instant.from(MODIFIED.parse(version.lastModified()));
    }
}
