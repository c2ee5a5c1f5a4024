package nl.laslink.domain.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.school.SchoolId;

/** Schools that no other test in this JVM used: tests share tables, but no school. */
public final class FreshSchools {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private FreshSchools() {}

    public static SchoolId next() {
        int n = COUNT.getAndIncrement();
        return SchoolId.parse("%02dTE-%02d".formatted(n / 100, n % 100));
    }

    /** The names of the events left about this school, oldest first. */
    public static List<String> eventsOf(SchoolId school, InMemoryTables tables) {
        return tables.events().stream()
                .filter(e -> e.school().equals(school))
                .map(e -> e.getClass().getSimpleName())
                .toList();
    }
}
