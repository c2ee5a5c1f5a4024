package nl.laslink.domain.imports;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;

/** The records of pupils whose ECK iD or LAS key the LAS sends with another person: a result under that key may reach him. */
public final class DoubtedIdentities {
    private DoubtedIdentities() {}

    public static Set<RecordId> of(Collection<Row> rows) {
        return rows.stream()
                .filter(row -> row.kind() == RowKind.PUPIL)
                .flatMap(row -> row.proposals().stream())
                .filter(proposal -> proposal.reasons().contains(Proposal.Reason.SAME_IDENTITY))
                .map(Proposal::record)
                .collect(Collectors.toUnmodifiableSet());
    }
}
