package nl.laslink.domain.testing;

import java.util.List;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.school.SchoolId;

/** The stores a contract test is run on, which share their tables. */
public interface Stores {

    /** A school that no test used before. */
    SchoolId freshSchool();

    RosterStore rosters();

    CommitStore commits();

    ImportStore imports();

    /** The names of the events that were left for a school, sorted. */
    List<String> events(SchoolId school);
}
