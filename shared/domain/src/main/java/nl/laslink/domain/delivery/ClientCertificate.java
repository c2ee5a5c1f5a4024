package nl.laslink.domain.delivery;

import nl.laslink.domain.secret.Secret;

/** What proves to a LAS who calls: a PKCS#12 file in Base64, with the key in it, and its password. */
public record ClientCertificate(Secret pkcs12, Secret password) {}
