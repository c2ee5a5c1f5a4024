package nl.laslink.domain.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.RefusedArrivals;

/** The refused events of the test centre, in memory. */
public final class InMemoryRefusedArrivals implements RefusedArrivals {
    private final Map<String, RefusedArrival> refused = new TreeMap<>();

    @Override
    public synchronized void add(RefusedArrival arrival) {
        refused.put(arrival.school() + " " + arrival.id(), arrival);
    }

    @Override
    public synchronized List<RefusedArrival> of(SchoolId school) {
        return refused.values().stream().filter(r -> r.school().equals(school)).toList();
    }

    @Override
    public synchronized Optional<RefusedArrival> find(SchoolId school, String id) {
        return Optional.ofNullable(refused.get(school + " " + id));
    }

    @Override
    public synchronized void remove(SchoolId school, String id) {
        refused.remove(school + " " + id);
    }
}
