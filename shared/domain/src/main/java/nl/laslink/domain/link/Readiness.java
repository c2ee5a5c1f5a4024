package nl.laslink.domain.link;

import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestDefinition;

/**
 * Whether a result of one school can be delivered, and what it waits for otherwise.
 *
 * @param doubted the pupils whose LAS key may be another person's
 * @param notImported the pupils whom a person deliberately does not import
 */
public record Readiness(Optional<Link> link, Set<RecordId> doubted, Set<RecordId> notImported) {
    public Readiness {
        doubted = Set.copyOf(doubted);
        notImported = Set.copyOf(notImported);
    }

    /**
     * UWLR names a pupil in a result by the LAS key ({@code leerlingid} is mandatory in 2.2, which 2.3 is taken to follow), so a
     * pupil known by ECK iD alone waits.
     *
     * @param pupil the entry's, when the roster has him
     */
    public ScoreState of(LedgerEntry entry, Optional<Pupil> pupil, Optional<TestDefinition> definition) {
        if (!(link.orElse(null) instanceof Link.Active active)) {
            boolean isEnded = link.filter(Link.Ended.class::isInstance).isPresent();
            return new ScoreState.Waiting(
                    isEnded ? ScoreState.WaitReason.LINK_ENDED : ScoreState.WaitReason.NO_ACTIVE_LINK);
        }
        if (pupil.isEmpty()) {
            return new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_UNKNOWN);
        }
        if (!pupil.get().active()) {
            return new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_LEFT);
        }
        if (notImported.contains(pupil.get().id())) {
            return new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_IMPORTED);
        }
        Optional<ExternalNumber> number = pupil.flatMap(Pupil::externalNumber)
                .filter(n -> n.las().equals(active.fields().type()));
        if (number.isEmpty()) {
            return new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_NOT_LINKED);
        }
        if (number.get().key().isEmpty()) {
            return new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_WITHOUT_KEY);
        }
        if (doubted.contains(pupil.get().id())) {
            return new ScoreState.Waiting(ScoreState.WaitReason.IDENTITY_DOUBTED);
        }
        return flaw(entry.value(), entry.part(), definition)
                .<ScoreState>map(ScoreState.Waiting::new)
                .orElseGet(ScoreState.Ready::new);
    }

    /** What no LAS may be sent, because it would refuse the whole message for it. */
    public static Optional<ScoreState.WaitReason> flaw(
            ScoreValue value, Optional<String> part, Optional<TestDefinition> definition) {
        if (definition.filter(d -> part.map(d::hasPart).orElse(true)).isEmpty()) {
            return Optional.of(ScoreState.WaitReason.TEST_UNKNOWN);
        }
        return flaw(value)
                .or(() -> definition.filter(d -> !d.isComplete()).map(_ -> ScoreState.WaitReason.TEST_INCOMPLETE));
    }

    private static Optional<ScoreState.WaitReason> flaw(ScoreValue value) {
        return switch (value) {
            case ScoreValue.Unfit _ -> Optional.of(ScoreState.WaitReason.SCORE_UNFIT);
            case ScoreValue.Oso oso when !oso.hasKnownCodes() -> Optional.of(ScoreState.WaitReason.OSO_CODE_UNKNOWN);
            case ScoreValue.Oso _, ScoreValue.Plain _ -> Optional.empty();
        };
    }
}
