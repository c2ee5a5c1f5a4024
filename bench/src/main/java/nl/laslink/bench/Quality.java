package nl.laslink.bench;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.imports.Proposal;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;

/**
 * How good the proposals for pupils are. {@code single} counts the rows with exactly one exact proposal, which may be linked together with
 * others; {@code right} those of them whose proposal is the true pupil. {@code pairs} counts the true pairs; {@code proposed} those of them
 * among the proposals of their row, {@code first} those that are its first proposal. Immutable.
 */
record Quality(int single, int right, int pairs, int proposed, int first) {
    static final Quality NONE = new Quality(0, 0, 0, 0, 0);

    static Quality of(GeneratedSchool school, List<Row> rows) {
        Quality all = NONE;
        for (Row row : rows) {
            if (row.delivered() instanceof DeliveredPupil pupil) {
                all = all.plus(of(
                        row.proposals(),
                        Optional.ofNullable(school.truth().get(pupil.key().orElseThrow()))));
            }
        }
        return all;
    }

    private static Quality of(List<Proposal> proposals, Optional<RecordId> truth) {
        List<RecordId> all = proposals.stream().map(Proposal::record).toList();
        List<RecordId> exact = proposals.stream()
                .filter(p -> p.isExact(RowKind.PUPIL))
                .map(Proposal::record)
                .toList();
        boolean isSingle = exact.size() == 1;
        return new Quality(
                isSingle ? 1 : 0,
                isSingle && truth.equals(Optional.of(exact.getFirst())) ? 1 : 0,
                truth.isPresent() ? 1 : 0,
                truth.filter(all::contains).isPresent() ? 1 : 0,
                !all.isEmpty() && truth.equals(Optional.of(all.getFirst())) ? 1 : 0);
    }

    Quality plus(Quality other) {
        return new Quality(
                single + other.single,
                right + other.right,
                pairs + other.pairs,
                proposed + other.proposed,
                first + other.first);
    }

    double precision() {
        return (double) right / single;
    }

    double recall() {
        return (double) proposed / pairs;
    }

    double firstShare() {
        return (double) first / pairs;
    }

    double singleShare() {
        return (double) right / pairs;
    }
}
