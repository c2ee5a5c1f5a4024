package nl.laslink.domain.link;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.EncryptedSecret;

/**
 * What the form of a link holds. The key is kept encrypted, with the moment at which it was typed; a link that was rejected or
 * ended has none any more. Immutable.
 */
public record LinkFields(
        LasTypeCode type,
        SchoolYear schoolYear,
        Optional<String> schoolKey,
        Optional<EncryptedSecret> authorisationKey,
        Instant keyEnteredAt) {

    LinkFields withoutKey() {
        return new LinkFields(type, schoolYear, schoolKey, Optional.empty(), keyEnteredAt);
    }
}
