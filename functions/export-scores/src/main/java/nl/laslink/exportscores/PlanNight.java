package nl.laslink.exportscores;

import java.time.Duration;
import java.util.List;
import nl.laslink.domain.link.LinkState;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.NightQueue;

/** Begins the night of every school with an active link, spread evenly so that no LAS gets all schools at once. */
final class PlanNight {
    private final LinkStore links;
    private final NightQueue queue;
    private final Duration spread;

    PlanNight(LinkStore links, NightQueue queue, Duration spread) {
        this.links = links;
        this.queue = queue;
        this.spread = spread;
    }

    /** @return the number of schools */
    int execute(Night night) {
        List<SchoolId> schools = links.inState(LinkState.ACTIVE);
        for (int i = 0; i < schools.size(); i++) {
            queue.begin(schools.get(i), night, spread.multipliedBy(i).dividedBy(schools.size()));
        }
        return schools.size();
    }
}
