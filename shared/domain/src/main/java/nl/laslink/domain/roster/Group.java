package nl.laslink.domain.roster;

import java.util.Optional;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.SchoolYear;

/** A group of one school year. Immutable. */
public record Group(
        RecordId id,
        String name,
        Optional<String> yearGroup,
        boolean composite,
        SchoolYear schoolYear,
        Optional<ExternalNumber> externalNumber)
        implements RosterRecord {

    public boolean isLinkedTo(LasTypeCode las) {
        return externalNumber.filter(n -> n.las().equals(las)).isPresent();
    }

    public Group withoutExternalNumber() {
        return new Group(id, name, yearGroup, composite, schoolYear, Optional.empty());
    }
}
