package nl.laslink.uwlr.staged;

import java.time.Duration;
import nl.laslink.domain.delivery.LasHabits;

/** The time that a large school takes in stages, computed from the settings of its LAS type. */
public final class StagedTime {
    /** Of both kinds together: a secondary school with 25 classes and three lesson groups to each. */
    public static final int LARGE_SCHOOL = 100;

    /** Assumed of one answer, which holds the people of a few groups. */
    private static final Duration ANSWER = Duration.ofMillis(300);

    private StagedTime() {}

    /** For all stages of a large school together, however its groups are divided over the two kinds. */
    public static Duration ofLargeSchool(LasHabits.Staged staged, Duration pace) {
        // Most calls are those of one group of one kind, and all others of the other kind.
        int calls = calls(1, LARGE_SCHOOL - 1, staged.groupsPerCall());
        return ANSWER.multipliedBy(calls).plus(pace.multipliedBy(calls - 1));
    }

    /** As {@link StagedFetch} makes them: the structure twice, and pupils and teachers by both kinds of group. */
    public static int calls(int groups, int composite, int groupsPerCall) {
        int ofOneOperation = Math.ceilDiv(groups, groupsPerCall) + Math.ceilDiv(composite, groupsPerCall) + 2;
        return 2 + 2 * ofOneOperation;
    }
}
