package nl.laslink.domain.score;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.score.RefusedArrival.Reason;
import org.junit.jupiter.api.Test;

class ArrivalsOfDayTest {
    /** In the Netherlands the 24th. */
    private static final Instant EVENING = Instant.parse("2026-11-23T23:30:00Z");

    private static final Instant NEXT_DAY = Instant.parse("2026-11-25T10:00:00Z");
    private static final ScoreState READY = new ScoreState.Ready();

    private static NormedScore normed(String sitting, String pupil, int score) {
        return new NormedScore(
                SCHOOL,
                new RecordId(pupil),
                sitting,
                new TestCode("REK-M5"),
                Optional.empty(),
                Optional.empty(),
                LocalDate.parse("2026-11-20"),
                EVENING,
                new ScoreValue.Plain(score),
                Optional.empty(),
                Optional.empty());
    }

    private static RefusedArrival refused(String id, Reason reason) {
        return new RefusedArrival(SCHOOL, id, NEXT_DAY, "ScoreNormed", reason, Optional.empty(), "{}");
    }

    @Test
    void countsEachArrivalOnce_onTheDutchDayItCame() {
        LedgerEntry first = LedgerEntry.first(normed("z1", "p1", 34), READY, EVENING);
        LedgerEntry corrected = LedgerEntry.first(normed("z2", "p1", 34), READY, EVENING)
                .corrected(normed("z2", "p1", 35), READY, NEXT_DAY)
                .withState(new ScoreState.Withdrawn(false), NEXT_DAY, new ScoreStep.Cause.WithdrawnByTestCentre());

        List<ArrivalsOfDay> days = ArrivalsOfDay.of(
                List.of(first, corrected),
                List.of(
                        refused("e1", Reason.OUTSIDE_SCALE),
                        refused("e2", Reason.OUTSIDE_SCALE),
                        refused("e3", Reason.UNREADABLE)));

        assertThat(days)
                .containsExactly(
                        new ArrivalsOfDay(
                                LocalDate.parse("2026-11-25"),
                                1,
                                1,
                                1,
                                Map.of(Reason.OUTSIDE_SCALE, 2, Reason.UNREADABLE, 1)),
                        new ArrivalsOfDay(LocalDate.parse("2026-11-24"), 2, 0, 0, Map.of()));
        assertThat(days.getFirst().arrived()).isEqualTo(5);
    }

    @Test
    void countsAMoveToAnotherPupilOnce() {
        LedgerEntry delivered = LedgerEntry.first(normed("z1", "p1", 34), READY, EVENING)
                .withState(new ScoreState.Sent(), EVENING, new ScoreStep.Cause.Sending())
                .withState(new ScoreState.Accepted(), EVENING, new ScoreStep.Cause.Answered());
        NormedScore moved = normed("z1", "p2", 34);

        List<ArrivalsOfDay> days = ArrivalsOfDay.of(
                List.of(
                        delivered.leftBehind(moved, NEXT_DAY).orElseThrow(),
                        delivered.corrected(moved, READY, NEXT_DAY)),
                List.of());

        assertThat(days).extracting(ArrivalsOfDay::arrived).containsExactly(1, 1);
    }

    @Test
    void leavesOutDays_onWhichNothingCame() {
        LedgerEntry pressed = LedgerEntry.first(normed("z1", "p1", 34), READY, EVENING)
                .withState(
                        new ScoreState.Closed(ScoreState.CloseReason.NOT_NEEDED),
                        NEXT_DAY,
                        new ScoreStep.Cause.Checked());

        assertThat(ArrivalsOfDay.of(List.of(pressed), List.of())).hasSize(1);
    }
}
