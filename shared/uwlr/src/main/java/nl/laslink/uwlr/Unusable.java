package nl.laslink.uwlr;

import nl.laslink.domain.delivery.FetchOutcome.Flaw;

/** An answer that cannot be trusted. Says what is wrong and holds nothing of the answer itself. */
final class Unusable extends Exception {
    private final Flaw flaw;

    Unusable(Flaw flaw) {
        super(flaw.name(), null, false, false);
        this.flaw = flaw;
    }

    Flaw flaw() {
        return flaw;
    }
}
