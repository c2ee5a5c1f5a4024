package nl.laslink.domain.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.school.SchoolId;

/** The people who manage a school, in memory. */
public final class InMemoryBeheerders implements Beheerders {
    private final InMemoryTables tables;

    public InMemoryBeheerders(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Beheerder> of(SchoolId school) {
        synchronized (tables) {
            return List.copyOf(tables.beheerders.getOrDefault(school, Map.of()).values());
        }
    }

    @Override
    public void save(SchoolId school, Beheerder beheerder) {
        synchronized (tables) {
            tables.beheerders.computeIfAbsent(school, _ -> new TreeMap<>()).put(beheerder.subject(), beheerder);
        }
    }

    @Override
    public void remove(SchoolId school, String subject) {
        synchronized (tables) {
            tables.beheerders.getOrDefault(school, new TreeMap<>()).remove(subject);
        }
    }
}
