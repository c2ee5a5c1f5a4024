package nl.laslink.local.emulator.signin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Somebody who can sign in here, as a user of the Cognito user pool. Immutable. */
public record Login(String subject, String name, String email, List<String> groups, List<String> schools, String what) {
    public Login {
        groups = List.copyOf(groups);
        schools = List.copyOf(schools);
    }

    /** The claims of the ID token as Cognito writes them; a custom attribute is always one text. */
    Map<String, Object> claims() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subject);
        claims.put("token_use", "id");
        claims.put("name", name);
        claims.put("email", email);
        claims.put("email_verified", true);
        claims.put("cognito:username", subject);
        claims.put("cognito:groups", groups);
        if (!schools.isEmpty()) {
            claims.put("custom:schools", String.join(",", schools));
        }
        return claims;
    }
}
