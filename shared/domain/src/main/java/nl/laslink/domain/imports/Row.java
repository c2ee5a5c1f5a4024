package nl.laslink.domain.imports;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.roster.RecordId;

/**
 * A record of the LAS as it waits in the open import. {@code known} is the existing record that ECK iD or LAS key point
 * at; {@code settled} rows are linked by themselves and ask nothing; {@code newRecord} is the id it gets when it is added;
 * {@code changed} says that the LAS sent something else than at the last decision. Immutable.
 */
public record Row(
        RowId id,
        ImportId importId,
        DeliveredRecord delivered,
        Decision decision,
        Optional<RecordId> known,
        List<Proposal> proposals,
        RecordId newRecord,
        Optional<EmailAddress> typedEmail,
        boolean settled,
        boolean changed,
        long version) {
    public Row {
        proposals = List.copyOf(proposals);
    }

    public RowKind kind() {
        return RowKind.of(delivered);
    }

    /** Whether the beheerder is still asked something about this row, or something waits for the press. */
    public boolean waits() {
        return !settled && !(decision instanceof Decision.Skip);
    }

    public Optional<RecordId> target() {
        return decision instanceof Decision.LinkTo link ? Optional.of(link.target()) : Optional.empty();
    }

    /** The address a new teacher would get: what the beheerder typed, else what the LAS sent. */
    public Optional<EmailAddress> email() {
        return typedEmail.or(() -> delivered instanceof DeliveredTeacher teacher ? teacher.email() : Optional.empty());
    }

    /** A new teacher without an address, who stays out of the import. */
    public boolean lacksEmail() {
        return decision instanceof Decision.AddNew && kind() == RowKind.TEACHER && email().isEmpty();
    }

    /** What a person decided; the row asks nothing about a change any more. */
    public Row decided(Decision next, Optional<EmailAddress> email) {
        return copy(next, known, proposals, email, settled, false, version + 1);
    }

    Row with(Decision next, Optional<RecordId> nowKnown, boolean isSettled) {
        return copy(next, nowKnown, proposals, typedEmail, isSettled, changed, version);
    }

    Row withProposals(List<Proposal> found) {
        return copy(decision, known, found, typedEmail, settled, changed, version);
    }

    Row asChanged() {
        return copy(decision, known, proposals, typedEmail, settled, true, version);
    }

    Row nextVersion() {
        return copy(decision, known, proposals, typedEmail, settled, changed, version + 1);
    }

    private Row copy(
            Decision nextDecision,
            Optional<RecordId> nextKnown,
            List<Proposal> nextProposals,
            Optional<EmailAddress> nextEmail,
            boolean nextSettled,
            boolean nextChanged,
            long nextVersion) {
        return new Row(
                id,
                importId,
                delivered,
                nextDecision,
                nextKnown,
                nextProposals,
                newRecord,
                nextEmail,
                nextSettled,
                nextChanged,
                nextVersion);
    }
}
