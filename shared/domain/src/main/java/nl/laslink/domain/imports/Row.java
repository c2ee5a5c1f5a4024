package nl.laslink.domain.imports;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
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
        return switch (delivered) {
            case DeliveredGroup _ -> RowKind.GROUP;
            case DeliveredTeacher _ -> RowKind.TEACHER;
            case DeliveredPupil _ -> RowKind.PUPIL;
        };
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

    public Row decided(Decision next, Optional<EmailAddress> email) {
        return new Row(id, importId, delivered, next, known, proposals, newRecord, email, settled, false, version + 1);
    }
}
