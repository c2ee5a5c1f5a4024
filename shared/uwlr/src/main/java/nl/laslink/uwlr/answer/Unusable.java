package nl.laslink.uwlr.answer;

import java.util.List;
import nl.laslink.domain.delivery.AnswerFlaw;

/** An answer that cannot be trusted. Says what is wrong, worst first, and holds nothing of the answer itself. */
final class Unusable extends Exception {
    private final List<AnswerFlaw> flaws;

    Unusable(AnswerFlaw flaw) {
        this(List.of(flaw));
    }

    Unusable(List<AnswerFlaw> flaws) {
        super(flaws.getFirst().name(), null, false, false);
        this.flaws = List.copyOf(flaws);
    }

    List<AnswerFlaw> flaws() {
        return flaws;
    }
}
