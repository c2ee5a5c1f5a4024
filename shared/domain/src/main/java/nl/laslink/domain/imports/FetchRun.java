package nl.laslink.domain.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.SchoolId;

/**
 * A contact of a school to fetch its pupils; {@code ended} is none while it runs. Immutable.
 *
 * @param brought what came and what was asked; none when nothing was staged
 */
public record FetchRun(
        SchoolId school,
        FetchId id,
        Instant requestedAt,
        Optional<LocalDate> night,
        Optional<Contact> ended,
        Optional<Brought> brought) {

    /** {@code toSettle} records changed without a question; {@code toDecide} rows and leavers wait for a person. */
    public record Brought(Import.Counts delivered, int toSettle, int toDecide) {}

    /** One that staged nothing yet. */
    public FetchRun(
            SchoolId school, FetchId id, Instant requestedAt, Optional<LocalDate> night, Optional<Contact> ended) {
        this(school, id, requestedAt, night, ended, Optional.empty());
    }

    public FetchRun bringing(Brought what) {
        return new FetchRun(school, id, requestedAt, night, ended, Optional.of(what));
    }
}
