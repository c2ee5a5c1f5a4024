package nl.laslink.platform.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.mail.PlainText;

/**
 * Who is signed in, from the claims of the ID token that API Gateway's Cognito authorizer passes on: all of them texts, a list
 * separated by commas (or in square brackets, as the authorizer writes {@code cognito:groups}).
 */
public record Person(String subject, String name, Set<String> groups, Set<String> schools) {
    public static final String BEHEERDER = "beheerder";
    public static final String CUSTOMER_SERVICE = "klantenservice";

    static Person of(Map<String, String> claims) {
        String subject = claims.getOrDefault("sub", "");
        return new Person(
                subject,
                PlainText.onOneLine(claims.getOrDefault("name", claims.getOrDefault("email", subject))),
                list(claims.get("cognito:groups")),
                list(claims.get("custom:schools")));
    }

    public Actor actor() {
        return new Actor(subject, name);
    }

    public boolean isBeheerder() {
        return groups.contains(BEHEERDER);
    }

    public boolean isCustomerService() {
        return groups.contains(CUSTOMER_SERVICE);
    }

    private static Set<String> list(String claim) {
        if (claim == null) {
            return Set.of();
        }
        return Arrays.stream(claim.replaceAll("[\\[\\]\"]", "").split("[,\\s]+"))
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
