package nl.laslink.domain.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.school.SchoolId;

/** The latest contact of a school to fetch its pupils; {@code ended} is none while it runs. Immutable. */
public record FetchRun(
        SchoolId school, FetchId id, Instant requestedAt, Optional<LocalDate> night, Optional<Contact> ended) {}
