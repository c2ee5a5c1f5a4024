package nl.laslink.domain.link;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.EncryptedSecret;

/** What the form of a link holds. The key is kept encrypted, with the moment at which it was typed. Immutable. */
public record LinkFields(
        LasTypeCode type,
        SchoolYear schoolYear,
        Optional<String> schoolKey,
        EncryptedSecret authorisationKey,
        Instant keyEnteredAt) {}
