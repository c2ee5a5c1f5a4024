package nl.laslink.domain.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.SchoolId;

/**
 * A contact of a school to fetch its pupils; {@code ended} is none while it runs. Immutable.
 *
 * @param brought what came and what was asked; none when nothing was staged
 * @param by who pressed the button; none for a night, and for the first contact after an approval
 */
public record FetchRun(
        SchoolId school,
        FetchId id,
        Instant requestedAt,
        Optional<LocalDate> night,
        Optional<Contact> ended,
        Optional<Brought> brought,
        Optional<Actor> by) {

    /** {@code toSettle} records changed without a question; {@code toDecide} rows and leavers wait for a person. */
    public record Brought(Import.Counts delivered, int toSettle, int toDecide) {}

    /** One that nobody asked for, and that staged nothing yet. */
    public FetchRun(
            SchoolId school, FetchId id, Instant requestedAt, Optional<LocalDate> night, Optional<Contact> ended) {
        this(school, id, requestedAt, night, ended, Optional.empty(), Optional.empty());
    }

    public FetchRun askedBy(Actor person) {
        return new FetchRun(school, id, requestedAt, night, ended, brought, Optional.of(person));
    }

    public FetchRun endedAs(Contact contact) {
        return new FetchRun(school, id, requestedAt, night, Optional.of(contact), Optional.empty(), by);
    }

    public FetchRun bringing(Brought what) {
        return new FetchRun(school, id, requestedAt, night, ended, Optional.of(what), by);
    }
}
