package nl.laslink.domain.score;

import java.util.Optional;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.Roster;

/** Whether a result can be delivered, and what it waits for otherwise. */
public final class Readiness {
    private Readiness() {}

    /**
     * UWLR 2.2 names a pupil in a result by the LAS key ({@code leerlingid} is mandatory), so a pupil known by ECK iD alone
     * waits.
     */
    public static ScoreState of(
            LedgerEntry entry, Optional<Link> link, Roster roster, Optional<TestDefinition> definition) {
        if (!(link.orElse(null) instanceof Link.Active active)) {
            return new ScoreState.Waiting(ScoreState.WaitReason.NO_ACTIVE_LINK);
        }
        Optional<ScoreState.WaitReason> flaw = flaw(entry.value());
        if (flaw.isPresent()) {
            return new ScoreState.Waiting(flaw.get());
        }
        boolean isLinked = roster.pupil(entry.pupil())
                .flatMap(Pupil::externalNumber)
                .filter(n -> n.las().equals(active.fields().type()))
                .flatMap(ExternalNumber::key)
                .isPresent();
        if (!isLinked) {
            return new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_LINKED);
        }
        boolean isDefined = definition
                .filter(d -> entry.part().map(d::hasPart).orElse(true))
                .isPresent();
        if (!isDefined) {
            return new ScoreState.Waiting(ScoreState.WaitReason.TEST_UNKNOWN);
        }
        return definition.get().isComplete()
                ? new ScoreState.Ready()
                : new ScoreState.Waiting(ScoreState.WaitReason.TEST_INCOMPLETE);
    }

    /** What no LAS may be sent: it would refuse the whole message. */
    private static Optional<ScoreState.WaitReason> flaw(ScoreValue value) {
        return switch (value) {
            case ScoreValue.Unfit _ -> Optional.of(ScoreState.WaitReason.SCORE_UNFIT);
            case ScoreValue.Oso oso when !oso.hasKnownCodes() -> Optional.of(ScoreState.WaitReason.OSO_CODE_UNKNOWN);
            case ScoreValue.Oso _, ScoreValue.Plain _ -> Optional.empty();
        };
    }
}
