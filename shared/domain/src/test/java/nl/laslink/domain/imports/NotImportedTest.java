package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.pupil;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.RecordId;
import org.junit.jupiter.api.Test;

class NotImportedTest {
    private static final Set<Reason> EXACT =
            Set.of(Reason.SAME_SURNAME, Reason.SAME_FIRST_NAME, Reason.SAME_BIRTH_DATE);

    private static Row known(String record, Decision decision) {
        return new Row.Known(
                new RowId("k" + record),
                pupil("L1", "", "Noor", "Bakker", "2016-04-09", ""),
                new RecordId(record),
                decision,
                Optional.empty(),
                false,
                1);
    }

    private static Row unknown(Decision decision, Proposal... proposals) {
        return new Row.Unknown(
                new RowId("u"),
                pupil("L2", "", "Sem", "Jansen", "2016-05-01", ""),
                new RecordId("new"),
                List.of(proposals),
                decision,
                Optional.empty(),
                false,
                1);
    }

    private static Proposal proposal(String record, Set<Reason> reasons) {
        return new Proposal(new RecordId(record), reasons);
    }

    @Test
    void namesWhoIsLinkedToASkippedRow_orIsItsExactProposal() {
        Decision skip = new Decision.Skip(Basis.PERSON);

        assertThat(NotImported.confirmed(List.of(known("p1", skip), unknown(skip, proposal("p2", EXACT)))))
                .containsExactlyInAnyOrder(new RecordId("p1"), new RecordId("p2"));
    }

    @Test
    void namesNobody_whoOnlyLooksLikeASkippedRow() {
        Row row = unknown(
                new Decision.Skip(Basis.PERSON), proposal("p2", Set.of(Reason.SIMILAR_SURNAME, Reason.SAME_GROUP)));

        assertThat(NotImported.confirmed(List.of(row))).isEmpty();
    }

    @Test
    void namesOnlyRememberedChoices_beforeThePersonConfirms() {
        assertThat(NotImported.remembered(List.of(
                        known("p1", new Decision.Skip(Basis.PERSON)),
                        known("p2", new Decision.Skip(Basis.REMEMBERED)))))
                .containsExactly(new RecordId("p2"));
    }
}
