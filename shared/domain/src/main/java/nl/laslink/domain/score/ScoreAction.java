package nl.laslink.domain.score;

import java.util.Arrays;
import java.util.List;

/** What a person can do with a result. */
public enum ScoreAction {
    /** Verzend nu. */
    SEND {
        @Override
        public boolean isPossible(LedgerEntry entry) {
            // The LAS has what is left behind, with a pupil whose it is not.
            return !entry.isLeftBehind()
                    && switch (entry.state()) {
                        case ScoreState.Accepted() -> false;
                        case ScoreState.Withdrawn _ -> entry.isByPerson();
                        case ScoreState.Waiting _,
                                ScoreState.Ready _,
                                ScoreState.Sent _,
                                ScoreState.Doubted _,
                                ScoreState.Refused _,
                                ScoreState.Closed _ -> true;
                    };
        }
    },
    /** Trek in. */
    WITHDRAW {
        @Override
        public boolean isPossible(LedgerEntry entry) {
            return entry.state().mayBecome(new ScoreState.Withdrawn(false));
        }
    },
    /** Sluit af. */
    CLOSE {
        @Override
        public boolean isPossible(LedgerEntry entry) {
            return switch (entry.state()) {
                case ScoreState.Accepted(), ScoreState.Closed _ -> false;
                case ScoreState.Withdrawn(boolean mayBeInLas) -> mayBeInLas;
                case ScoreState.Waiting _,
                        ScoreState.Ready _,
                        ScoreState.Sent _,
                        ScoreState.Doubted _,
                        ScoreState.Refused _ -> true;
            };
        }
    };

    public abstract boolean isPossible(LedgerEntry entry);

    public static List<ScoreAction> possibleFor(LedgerEntry entry) {
        return Arrays.stream(values()).filter(a -> a.isPossible(entry)).toList();
    }
}
