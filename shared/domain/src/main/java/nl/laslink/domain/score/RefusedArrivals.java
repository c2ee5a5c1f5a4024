package nl.laslink.domain.score;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;

/** Port to the events of the test centre that were refused. */
public interface RefusedArrivals {

    /** Stores it; the same event refused again takes the place of its former refusal. */
    void add(RefusedArrival refused);

    List<RefusedArrival> of(SchoolId school);

    Optional<RefusedArrival> find(SchoolId school, String id);

    void remove(SchoolId school, String id);
}
