package nl.laslink.bench;

import java.util.List;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.Staging;

/** The one place that calls the staging of the domain. */
final class StagedSchool {
    private StagedSchool() {}

    static List<Row> rowsOf(GeneratedSchool school) {
        return new Staging(school.roster(), GeneratedSchool.LAS, new CountedIds()).stage(school.delivery(), List.of());
    }
}
