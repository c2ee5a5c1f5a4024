package nl.laslink.platform.dynamodb.imports;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Proposal;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.roster.RecordId;

/** A staged row as it is stored: all its cases in one form, from the time before it had cases. */
public record StoredRow(
        RowId id,
        DeliveredRecord delivered,
        Decision decision,
        Optional<RecordId> known,
        List<Proposal> proposals,
        Optional<RecordId> newRecord,
        Optional<EmailAddress> typedEmail,
        boolean settled,
        boolean changed,
        long version) {

    public static StoredRow of(Row row) {
        return new StoredRow(
                row.id(),
                row.delivered(),
                row.decision(),
                row.known(),
                row.proposals(),
                row instanceof Row.Unknown unknown ? Optional.of(unknown.newRecord()) : Optional.empty(),
                row.typedEmail(),
                row.settled(),
                row.changed(),
                row.version());
    }

    public Row row() {
        if (known.isEmpty()) {
            return new Row.Unknown(
                    id, delivered, newRecord.orElseThrow(), proposals, decision, typedEmail, changed, version);
        }
        return settled && decision instanceof Decision.LinkTo link
                ? new Row.Settled(id, delivered, known.get(), link.basis(), version)
                : new Row.Known(id, delivered, known.get(), decision, typedEmail, changed, version);
    }
}
