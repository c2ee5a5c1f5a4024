package nl.laslink.domain.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.laslink.domain.mail.MailFate;
import nl.laslink.domain.mail.MailFates;
import nl.laslink.domain.school.SchoolId;

/** How mails fared, in memory. */
public final class InMemoryMailFates implements MailFates {
    private final InMemoryTables tables;

    public InMemoryMailFates(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void record(MailFate fate) {
        synchronized (tables) {
            tables.mailFates
                    .computeIfAbsent(fate.school(), _ -> new TreeMap<>())
                    .merge(
                            fate.recipient().value(),
                            fate,
                            (stored, next) -> next.at().isBefore(stored.at()) ? stored : next);
        }
    }

    @Override
    public List<MailFate> of(SchoolId school) {
        synchronized (tables) {
            return List.copyOf(tables.mailFates.getOrDefault(school, Map.of()).values());
        }
    }
}
