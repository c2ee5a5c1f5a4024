package nl.laslink.domain.link;

import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.secret.EncryptedSecret;

/**
 * A kind of LAS as data: what its form asks and how it is called. {@code position} orders the list of the form; the hints
 * say where a school gets its authorisation key. Immutable.
 */
public record LasType(
        LasTypeCode code,
        String name,
        int position,
        SchoolKeyUse schoolKeyUse,
        String keyHintDutch,
        String keyHintEnglish,
        LasEndpoint endpoint,
        String klantnaam,
        EncryptedSecret klantcode) {

    /** Whether the form asks for a school key. */
    public enum SchoolKeyUse {
        EMPTY,
        OPTIONAL,
        REQUIRED
    }
}
