package nl.laslink.domain.delivery;

import java.util.Arrays;

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
    UNKNOWN("");

    private final String wire;

    FaultCode(String wire) {
        this.wire = wire;
    }

    /** Reads the text of {@code faultcode}: a prefix up to the colon is dropped, whatever it is. */
    public static FaultCode ofWire(String faultcode) {
        String code = faultcode.strip();
        String bare = code.substring(code.indexOf(':') + 1);
        return Arrays.stream(values())
                .filter(c -> c != UNKNOWN && c.wire.equals(bare))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
