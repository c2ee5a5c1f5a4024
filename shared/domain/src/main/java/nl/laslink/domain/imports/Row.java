package nl.laslink.domain.imports;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RowKind;

/**
 * A record of the LAS as it waits in the open import. Each case holds what is known about it: an existing record that asks
 * nothing, an existing record that a person confirms, or no existing record yet. Immutable.
 */
public sealed interface Row {

    RowId id();

    DeliveredRecord delivered();

    Decision decision();

    /** The address that the beheerder typed for a teacher. */
    Optional<EmailAddress> typedEmail();

    /** Whether the LAS sent something else than at the last decision of a person. */
    boolean changed();

    /** Starts at 1 and rises with each write of the row. */
    long version();

    Row withVersion(long next);

    /** ECK iD or LAS key names {@code record} in a school that was imported from this LAS before: it is linked without a question. */
    record Settled(RowId id, DeliveredRecord delivered, RecordId record, Decision.Basis basis, long version)
            implements Row {

        @Override
        public Decision decision() {
            return new Decision.LinkTo(record, basis);
        }

        @Override
        public Optional<EmailAddress> typedEmail() {
            return Optional.empty();
        }

        @Override
        public boolean changed() {
            return false;
        }

        @Override
        public Settled withVersion(long next) {
            return new Settled(id, delivered, record, basis, next);
        }
    }

    /** ECK iD or LAS key names {@code record}; a person confirms it, or does not import it. */
    record Known(
            RowId id,
            DeliveredRecord delivered,
            RecordId record,
            Decision decision,
            Optional<EmailAddress> typedEmail,
            boolean changed,
            long version)
            implements Row {
        public Known {
            boolean isPossible =
                    switch (decision) {
                        case Decision.LinkTo link -> link.target().equals(record);
                        case Decision.Skip _ -> true;
                        case Decision.AddNew _, Decision.Undecided _ -> false;
                    };
            if (!isPossible) {
                throw new IllegalArgumentException("row " + id + " is linked to the record it names, or skipped");
            }
        }

        @Override
        public Known withVersion(long next) {
            return new Known(id, delivered, record, decision, typedEmail, changed, next);
        }
    }

    /** Neither ECK iD nor LAS key names one existing record. {@code newRecord} is the id it gets when it is added. */
    record Unknown(
            RowId id,
            DeliveredRecord delivered,
            RecordId newRecord,
            List<Proposal> proposals,
            Decision decision,
            Optional<EmailAddress> typedEmail,
            boolean changed,
            long version)
            implements Row {
        public Unknown {
            proposals = List.copyOf(proposals);
        }

        Unknown with(Decision next, List<Proposal> found) {
            return new Unknown(id, delivered, newRecord, found, next, typedEmail, changed, version);
        }

        @Override
        public Unknown withVersion(long next) {
            return new Unknown(id, delivered, newRecord, proposals, decision, typedEmail, changed, next);
        }
    }

    default RowKind kind() {
        return RowKind.of(delivered());
    }

    default boolean settled() {
        return this instanceof Settled;
    }

    /** The existing record that ECK iD or LAS key names. */
    default Optional<RecordId> known() {
        return switch (this) {
            case Settled settled -> Optional.of(settled.record());
            case Known known -> Optional.of(known.record());
            case Unknown _ -> Optional.empty();
        };
    }

    /** The existing records that may be meant, best first. */
    default List<Proposal> proposals() {
        return this instanceof Unknown unknown ? unknown.proposals() : List.of();
    }

    /** The existing record that the row is linked to. */
    default Optional<RecordId> target() {
        return decision() instanceof Decision.LinkTo link ? Optional.of(link.target()) : Optional.empty();
    }

    /** The record that the row has after a commit: the existing one, or the new one. None when it is skipped or undecided. */
    default Optional<RecordId> recordAfterCommit() {
        return decision() instanceof Decision.AddNew && this instanceof Unknown unknown
                ? Optional.of(unknown.newRecord())
                : target();
    }

    /** Whether the beheerder is still asked something about this row, or something waits for the press. */
    default boolean waits() {
        return !settled() && !isSkipped();
    }

    default boolean isSkipped() {
        return decision() instanceof Decision.Skip;
    }

    /** Whether a person chose Niet importeren, in this import or before. */
    default boolean isSkippedByPerson() {
        return isSkipped() && !decision().equals(new Decision.Skip(Decision.Basis.STARTS_LATER));
    }

    default boolean isUndecided() {
        return decision() instanceof Decision.Undecided;
    }

    /** The address a new teacher would get: what the beheerder typed, else what the LAS sent. */
    default Optional<EmailAddress> email() {
        return typedEmail()
                .or(() -> delivered() instanceof DeliveredTeacher teacher ? teacher.email() : Optional.empty());
    }

    /** A new teacher without an address, who stays out of the import. */
    default boolean lacksEmail() {
        return decision() instanceof Decision.AddNew && kind() == RowKind.TEACHER && email().isEmpty();
    }

    /** What a person decided, as the next version; the row asks nothing about a change any more. */
    default Row decided(Decision next, Optional<EmailAddress> email) {
        return switch (this) {
            case Settled settled -> throw new IllegalArgumentException("row " + settled.id() + " asks nothing");
            case Known r -> new Known(r.id(), r.delivered(), r.record(), next, email, false, r.version() + 1);
            case Unknown r ->
                new Unknown(r.id(), r.delivered(), r.newRecord(), r.proposals(), next, email, false, r.version() + 1);
        };
    }
}
