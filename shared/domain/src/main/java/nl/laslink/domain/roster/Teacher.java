package nl.laslink.domain.roster;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.id.LasTypeCode;

/** A teacher with an account in the test centre. Immutable. */
public record Teacher(
        RecordId id,
        PersonName name,
        Optional<EmailAddress> email,
        List<RecordId> groups,
        Optional<EckId> eckId,
        Optional<ExternalNumber> externalNumber)
        implements RosterRecord {
    public Teacher {
        groups = List.copyOf(groups);
    }

    public boolean isLinkedTo(LasTypeCode las) {
        return externalNumber.filter(n -> n.las().equals(las)).isPresent();
    }

    @Override
    public String toString() {
        return "Teacher " + id;
    }
}
