package nl.laslink.domain.imports;

import java.util.Set;
import nl.laslink.domain.roster.RecordId;

/** An existing record that may be the one the LAS speaks of, and why. It never links by itself. Immutable. */
public record Proposal(RecordId record, Set<Reason> reasons) {
    public Proposal {
        reasons = Set.copyOf(reasons);
    }

    public enum Reason {
        SAME_SURNAME,
        SAME_FIRST_NAME,
        SAME_NAME,
        SAME_GROUP,
        SAME_YEAR_GROUP,
        SAME_BIRTH_DATE,
        BIRTH_DATE_MISSING,
        SAME_EMAIL
    }
}
