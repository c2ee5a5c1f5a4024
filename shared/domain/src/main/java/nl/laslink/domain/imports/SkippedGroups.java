package nl.laslink.domain.imports;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.Decision.Basis;

/** The groups that are not imported, whose pupils go along with them unless a person excepts them. Immutable. */
final class SkippedGroups {
    /** What a pupil becomes whose group is not imported. */
    static final Decision GOES_ALONG = new Decision.Skip(Basis.GROUP);

    private final Set<LasKey> keys = new HashSet<>();

    /** Those of these rows. */
    static SkippedGroups of(Collection<Row> rows) {
        return new SkippedGroups(rows, Row::isSkipped);
    }

    /** Those that an earlier import skipped. */
    static SkippedGroups remembered(Collection<Row> rows) {
        return new SkippedGroups(rows, row -> row.decision().equals(new Decision.Skip(Basis.REMEMBERED)));
    }

    private SkippedGroups(Collection<Row> rows, Predicate<Row> isSkipped) {
        rows.stream().filter(isSkipped).forEach(row -> {
            if (row.delivered() instanceof DeliveredGroup group) {
                keys.add(group.key());
            }
        });
    }

    /** Whether this is a pupil of one of them: by the own group, or by the first composite one without it. */
    boolean have(DeliveredRecord record) {
        return record instanceof DeliveredPupil pupil
                && firstGroup(pupil).filter(keys::contains).isPresent();
    }

    private static Optional<LasKey> firstGroup(DeliveredPupil pupil) {
        return pupil.group().or(() -> pupil.compositeGroups().stream().findFirst());
    }
}
