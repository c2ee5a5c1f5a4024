package nl.laslink.domain.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The fault codes a LAS answers with over UWLR (Topicus' list, which follows the agreement); all else is {@link #UNKNOWN}. */
public enum FaultCode {
    INTERNAL_ERROR("Server.InterneFout"),
    TEMPORARILY_UNAVAILABLE("Server.TijdelijkNietBeschikbaar"),
    INVALID_MESSAGE("Client.OngeldigBericht"),
    INVALID_CUSTOMER("Client.OngeldigeKlantIdentificatie"),
    INVALID_AUTHORISATION("Client.AutorisatieOngeldig"),
    INVALID_VERSION("Client.XsdVersieOngeldig"),
    INVALID_VOCABULARY_TERM("Client.VocabulaireTermOngeldig"),
    INVALID_PUPIL("Client.LeerlingOngeldig"),
    INVALID_NORM("Client.ToetsNormeringOngeldig"),
    INVALID_SCORE("Client.ScoreOngeldig"),
    INVALID_OSO_RESULT("Client.EldResultaatOngeldig"),
    /** {@link #INVALID_AUTHORISATION} of the key that laslink has for every school of this LAS: no school can mend it by typing. */
    SHARED_KEY_REFUSED(""),
    UNKNOWN("");

    private final String wire;

    FaultCode(String wire) {
        this.wire = wire;
    }

    public Remedy remedy() {
        return switch (this) {
            case INTERNAL_ERROR, TEMPORARILY_UNAVAILABLE, UNKNOWN -> Remedy.RETRY;
            case INVALID_AUTHORISATION, INVALID_CUSTOMER -> Remedy.STOP;
            case SHARED_KEY_REFUSED, INVALID_VERSION -> Remedy.WEEKLY;
            case INVALID_MESSAGE,
                    INVALID_VOCABULARY_TERM,
                    INVALID_PUPIL,
                    INVALID_NORM,
                    INVALID_SCORE,
                    INVALID_OSO_RESULT -> Remedy.HOLD;
        };
    }

    public WhoActs whoActs() {
        return switch (this) {
            case INTERNAL_ERROR, TEMPORARILY_UNAVAILABLE, UNKNOWN -> WhoActs.NOBODY;
            case INVALID_AUTHORISATION, SHARED_KEY_REFUSED, INVALID_PUPIL -> WhoActs.SCHOOL;
            case INVALID_CUSTOMER -> WhoActs.LAS_SUPPLIER;
            case INVALID_MESSAGE, INVALID_VERSION -> WhoActs.CUSTOMER_SERVICE;
            case INVALID_VOCABULARY_TERM, INVALID_NORM, INVALID_SCORE, INVALID_OSO_RESULT -> WhoActs.TEST_CENTRE;
        };
    }

    /** As it stands in events, contacts and answers: lower case with hyphens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FaultCode> ofWord(String word) {
        return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
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
