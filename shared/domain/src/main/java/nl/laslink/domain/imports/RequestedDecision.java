package nl.laslink.domain.imports;

import java.util.Optional;
import nl.laslink.domain.roster.RecordId;

/**
 * What a beheerder asks for one row, based on a version of it. An absent category or e-mail address leaves what is there; a
 * blank address removes the typed one. Immutable.
 */
public record RequestedDecision(
        RowId row, long version, Optional<Category> category, Optional<RecordId> record, Optional<String> email) {}
