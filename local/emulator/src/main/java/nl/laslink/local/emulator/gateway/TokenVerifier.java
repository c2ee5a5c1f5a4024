package nl.laslink.local.emulator.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What API Gateway's Cognito authorizer does with a token: it must be an ID token of this issuer for this client, signed and not
 * expired. Its claims become texts.
 */
public final class TokenVerifier {
    private final JWKSet keys;
    private final String issuer;
    private final String clientId;
    private final Clock clock;

    public TokenVerifier(JWKSet keys, String issuer, String clientId, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clientId = clientId;
        this.clock = clock;
    }

    /** The claims of the token in an {@code Authorization} header, or nothing when it does not hold. */
    public Optional<Map<String, String>> claims(String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        String token = authorization.startsWith("Bearer ") ? authorization.substring(7) : authorization;
        try {
            SignedJWT jwt = SignedJWT.parse(token.strip());
            return isSigned(jwt) && holds(jwt.getJWTClaimsSet())
                    ? Optional.of(asTexts(jwt.getJWTClaimsSet()))
                    : Optional.empty();
        } catch (ParseException | JOSEException notAToken) {
            return Optional.empty();
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        JWK key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
        if (key == null || !JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())) {
            return false;
        }
        JWSVerifier verifier = new RSASSAVerifier(key.toRSAKey());
        return jwt.verify(verifier);
    }

    private boolean holds(JWTClaimsSet claims) {
        Instant now = clock.instant();
        return issuer.equals(claims.getIssuer())
                && claims.getAudience().contains(clientId)
                && "id".equals(claims.getClaim("token_use"))
                && claims.getExpirationTime() != null
                && now.isBefore(claims.getExpirationTime().toInstant());
    }

    private static Map<String, String> asTexts(JWTClaimsSet claims) {
        Map<String, String> texts = new LinkedHashMap<>();
        claims.getClaims().forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    private static String text(Object value) {
        return switch (value) {
            case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Date date -> date.toString(); // the authorizer's own form: Tue Nov 24 19:12:11 UTC 2026
            default -> String.valueOf(value);
        };
    }
}
