package nl.laslink.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.imports.Proposal;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;

/**
 * How good the proposals for pupils are. {@code preselected} counts the rows that one press links together with others: their only
 * proposal is exact, and no other row has the same one; {@code right} those of them whose proposal is the true pupil. {@code pairs} counts
 * the true pairs; {@code proposed} those of them among the proposals of their row, {@code first} those that are its first proposal. Immutable.
 */
record Quality(int preselected, int right, int pairs, int proposed, int first) {
    static final Quality NONE = new Quality(0, 0, 0, 0, 0);

    static Quality of(GeneratedSchool school, List<Row> rows) {
        Map<RecordId, Integer> claims = new HashMap<>();
        for (Row row : rows) {
            single(row).ifPresent(record -> claims.merge(record, 1, Integer::sum));
        }
        Quality all = NONE;
        for (Row row : rows) {
            if (row.delivered() instanceof DeliveredPupil pupil) {
                all = all.plus(of(
                        row.proposals().stream().map(Proposal::record).toList(),
                        single(row).filter(record -> claims.get(record) == 1),
                        Optional.ofNullable(school.truth().get(pupil.key().orElseThrow()))));
            }
        }
        return all;
    }

    /** As {@code Review.certainMatches} chooses. */
    private static Optional<RecordId> single(Row row) {
        return Optional.of(row.proposals())
                .filter(proposals -> row.delivered() instanceof DeliveredPupil
                        && proposals.size() == 1
                        && proposals.getFirst().isExact(RowKind.PUPIL))
                .map(proposals -> proposals.getFirst().record());
    }

    private static Quality of(List<RecordId> proposals, Optional<RecordId> preselected, Optional<RecordId> truth) {
        return new Quality(
                preselected.isPresent() ? 1 : 0,
                preselected.isPresent() && preselected.equals(truth) ? 1 : 0,
                truth.isPresent() ? 1 : 0,
                truth.filter(proposals::contains).isPresent() ? 1 : 0,
                !proposals.isEmpty() && truth.equals(Optional.of(proposals.getFirst())) ? 1 : 0);
    }

    Quality plus(Quality other) {
        return new Quality(
                preselected + other.preselected,
                right + other.right,
                pairs + other.pairs,
                proposed + other.proposed,
                first + other.first);
    }

    int wrong() {
        return preselected - right;
    }

    double wrongPerThousand() {
        return preselected == 0 ? 0 : 1000.0 * wrong() / preselected;
    }

    double recall() {
        return (double) proposed / pairs;
    }

    double firstShare() {
        return (double) first / pairs;
    }

    double preselectedShare() {
        return (double) right / pairs;
    }
}
