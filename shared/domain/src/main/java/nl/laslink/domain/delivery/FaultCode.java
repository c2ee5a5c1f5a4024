package nl.laslink.domain.delivery;

import java.util.Arrays;

/** The fault codes a LAS answers with over UWLR (Topicus' list, which follows the agreement); all else is {@link #UNKNOWN}. */
public enum FaultCode implements FailureReason {
    INTERNAL_ERROR("Server.InterneFout", Advice.TRY_LATER),
    TEMPORARILY_UNAVAILABLE("Server.TijdelijkNietBeschikbaar", Advice.TRY_LATER),
    INVALID_MESSAGE("Client.OngeldigBericht", Advice.CHECK_REQUEST),
    INVALID_CUSTOMER("Client.OngeldigeKlantIdentificatie", Advice.CHECK_CUSTOMER),
    INVALID_AUTHORISATION("Client.AutorisatieOngeldig", Advice.ASK_FOR_KEY),
    INVALID_VERSION("Client.XsdVersieOngeldig", Advice.CHECK_VERSION),
    INVALID_VOCABULARY_TERM("Client.VocabulaireTermOngeldig", Advice.CORRECT_TEST),
    INVALID_PUPIL("Client.LeerlingOngeldig", Advice.REFRESH_PUPILS),
    INVALID_NORM("Client.ToetsNormeringOngeldig", Advice.CORRECT_TEST),
    INVALID_SCORE("Client.ScoreOngeldig", Advice.CORRECT_TEST),
    INVALID_OSO_RESULT("Client.EldResultaatOngeldig", Advice.CORRECT_TEST),
    /** {@link #INVALID_AUTHORISATION} for the one key that laslink has for all schools of this LAS: no school can correct it. */
    SHARED_KEY_REFUSED("", Advice.GIVE_ACCESS),
    UNKNOWN("", Advice.TRY_LATER);

    private final String wire;
    private final Advice advice;

    FaultCode(String wire, Advice advice) {
        this.wire = wire;
        this.advice = advice;
    }

    @Override
    public Advice advice() {
        return advice;
    }

    /** Reads the text of {@code faultcode}: a prefix up to the colon is dropped, whatever it is. */
    public static FaultCode ofWire(String faultcode) {
        String code = faultcode.strip();
        String bare = code.substring(code.indexOf(':') + 1);
        return Arrays.stream(values())
                .filter(c -> !c.wire.isEmpty() && c.wire.equals(bare))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
