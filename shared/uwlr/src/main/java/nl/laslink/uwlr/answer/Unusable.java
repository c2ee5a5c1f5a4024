package nl.laslink.uwlr.answer;

import java.util.List;
import nl.laslink.domain.delivery.AnswerFlaw;

/** An answer that cannot be trusted: what is wrong, worst first, and no content of the answer. */
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
