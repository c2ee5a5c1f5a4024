package nl.laslink.domain.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.score.ScoreStep.Cause;
import nl.laslink.domain.testing.Example;
import org.junit.jupiter.api.Test;

class LedgerEntryTest {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
    private static final ScoreState READY = new ScoreState.Ready();
    private static final ScoreState SENT = new ScoreState.Sent();
    private static final Cause PRESSED = new Cause.Pressed(new Actor("sub-1", "Anja Voorbeeld"));

    private static NormedScore normed(long score) {
        return new NormedScore(
                Example.SCHOOL,
                new RecordId("p1"),
                "z1",
                new TestCode("REK-M5"),
                Optional.empty(),
                Optional.empty(),
                LocalDate.parse("2026-11-20"),
                AT,
                new ScoreValue.Plain(score),
                Optional.empty(),
                Optional.empty());
    }

    private static LedgerEntry sent() {
        return LedgerEntry.first(normed(34), READY, AT).withState(SENT, AT, new Cause.Sending());
    }

    private static LedgerEntry answered(LedgerEntry entry, ScoreState state) {
        return entry.withState(state, AT, new Cause.Answered());
    }

    @Test
    void remembersEachStep_withTimeAndCause() {
        LedgerEntry accepted = answered(sent(), new ScoreState.Accepted());

        assertThat(accepted.corrected(normed(35), READY, AT.plusSeconds(1)).history())
                .containsExactly(
                        new ScoreStep(AT, READY, new Cause.Normed()),
                        new ScoreStep(AT, SENT, new Cause.Sending()),
                        new ScoreStep(AT, new ScoreState.Accepted(), new Cause.Answered()),
                        new ScoreStep(
                                AT.plusSeconds(1),
                                READY,
                                new Cause.Corrected(new RecordId("p1"), new ScoreValue.Plain(34), AT)));
    }

    @Test
    void refusesStep_thatNoResultTakes() {
        LedgerEntry ready = LedgerEntry.first(normed(34), READY, AT);
        LedgerEntry accepted = answered(sent(), new ScoreState.Accepted());

        assertThatThrownBy(() -> answered(ready, new ScoreState.Accepted())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> accepted.withState(SENT, AT, new Cause.Sending()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> accepted.withState(READY, AT, PRESSED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void goesOutAgain_whenTheNormsOfAnAcceptedResultAreCorrected() {
        LedgerEntry again = answered(sent(), new ScoreState.Accepted()).underCorrectedNorms(READY, AT);

        assertThat(again.state()).isEqualTo(READY);
        assertThat(again.mayBeInLas()).isTrue();
        assertThat(again.history().getLast()).isEqualTo(new ScoreStep(AT, READY, new Cause.NormsCorrected()));
    }

    @Test
    void neverGoesToALas_whatWasLeftWithAnotherPupil() {
        LedgerEntry left = answered(sent(), new ScoreState.Accepted()).leftWith(new RecordId("p2"), AT);
        LedgerEntry closed = left.withState(new ScoreState.Closed(ScoreState.CloseReason.NOT_NEEDED), AT, PRESSED);

        assertThat(ScoreAction.possibleFor(left)).containsExactly(ScoreAction.CLOSE);
        assertThat(ScoreAction.SEND.isPossible(closed)).isFalse();
        assertThat(ScoreAction.SEND.isPossible(closed.withState(new ScoreState.Withdrawn(true), AT, PRESSED)))
                .isFalse();
    }

    @Test
    void mayBeInLas_onceItWasAcceptedOrGotNoAnswer() {
        LedgerEntry waitsAgain =
                sent().withState(new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_LEFT), AT, new Cause.Checked());
        LedgerEntry corrected = answered(sent(), new ScoreState.Accepted()).corrected(normed(35), READY, AT);
        LedgerEntry refused = answered(
                corrected.withState(SENT, AT, new Cause.Sending()), new ScoreState.Refused(FaultCode.INVALID_SCORE));

        assertThat(sent().mayBeInLas()).isTrue();
        assertThat(waitsAgain.mayBeInLas()).isTrue();
        assertThat(corrected.mayBeInLas()).isTrue();
        assertThat(refused.mayBeInLas()).isTrue();
        assertThat(refused.withState(new ScoreState.Withdrawn(true), AT, PRESSED)
                        .withState(new ScoreState.Closed(ScoreState.CloseReason.REMOVED_BY_HAND), AT, PRESSED)
                        .mayBeInLas())
                .isFalse();
    }

    /** The first message may have arrived, also when the LAS refused the second. */
    @Test
    void mayBeInLas_whenAnAttemptBeforeTheRefusalGotNoAnswer() {
        LedgerEntry again = sent().withState(SENT, AT, new Cause.Sending());

        assertThat(answered(again, READY).mayBeInLas()).isTrue();
        assertThat(answered(again, new ScoreState.Refused(FaultCode.INVALID_SCORE))
                        .mayBeInLas())
                .isTrue();
    }

    @Test
    void isNotInLas_whenItWasNeverSentOrTheLasTookNothing() {
        LedgerEntry ready = LedgerEntry.first(normed(34), READY, AT);

        assertThat(ready.mayBeInLas()).isFalse();
        assertThat(answered(sent(), READY).mayBeInLas()).isFalse();
        assertThat(answered(sent(), new ScoreState.Refused(FaultCode.INVALID_SCORE))
                        .mayBeInLas())
                .isFalse();
    }

    @Test
    void keepsFirstStepAndTheLatest_ofManySteps() {
        LedgerEntry entry = LedgerEntry.first(normed(34), READY, AT);
        for (int i = 0; i < 50; i++) {
            entry = answered(entry.withState(SENT, AT.plusSeconds(i), new Cause.Sending()), READY);
        }

        assertThat(entry.history()).hasSize(40);
        assertThat(entry.history().getFirst().cause()).isEqualTo(new Cause.Normed());
        assertThat(entry.history().get(38).at()).isEqualTo(AT.plusSeconds(49));
    }
}
