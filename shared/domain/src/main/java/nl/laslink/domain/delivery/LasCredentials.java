package nl.laslink.domain.delivery;

import nl.laslink.domain.secret.Secret;

/** The UWLR header {@code autorisatie}: klantnaam and klantcode name us, the authorisation key opens the school. */
public record LasCredentials(Secret authorisationKey, Secret klantcode, String klantnaam) {}
