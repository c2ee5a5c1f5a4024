package nl.laslink.domain.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.mail.AskedContacts;
import nl.laslink.domain.school.SchoolId;

/** The last contact that was mailed about, in memory. */
public final class InMemoryAskedContacts implements AskedContacts {
    private final Map<SchoolId, Asked> asked = new HashMap<>();

    @Override
    public synchronized Optional<Asked> last(SchoolId school) {
        return Optional.ofNullable(asked.get(school));
    }

    @Override
    public synchronized void record(SchoolId school, Asked contact) {
        asked.put(school, contact);
    }
}
