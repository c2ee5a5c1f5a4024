package nl.laslink.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final Map<String, String> NOBODY = Map.of();
    private static final Map<String, String> BEHEERDER =
            Map.of("sub", "anja", "cognito:groups", "beheerder", "custom:schools", "99XX-00,98YY-00");
    private static final Map<String, String> CUSTOMER_SERVICE =
            Map.of("sub", "kim", "cognito:groups", "klantenservice");
    /** Schools without the group: somebody whose rights were taken away. */
    private static final Map<String, String> NO_GROUP = Map.of("sub", "bo", "custom:schools", "99XX-00");

    @Test
    void letsBeheerderIn_atOwnSchoolsOnly() {
        assertThat(refusal(Access.SCHOOL, "PUT", "99XX-00", BEHEERDER)).isEmpty();
        assertThat(refusal(Access.SCHOOL, "PUT", "98YY-00", BEHEERDER)).isEmpty();
        assertThat(refusal(Access.SCHOOL, "GET", "97ZZ-00", BEHEERDER)).contains("no-access");
        assertThat(refusal(Access.SCHOOL, "GET", "99XX-01", BEHEERDER)).contains("no-access");
    }

    @Test
    void letsCustomerServiceRead_butNotWrite_atAnySchool() {
        assertThat(refusal(Access.SCHOOL, "GET", "97ZZ-00", CUSTOMER_SERVICE)).isEmpty();
        assertThat(refusal(Access.SCHOOL, "POST", "97ZZ-00", CUSTOMER_SERVICE)).contains("no-access");
        assertThat(refusal(Access.SCHOOL, "PUT", "97ZZ-00", CUSTOMER_SERVICE)).contains("no-access");
    }

    @Test
    void refuses_whenGroupIsMissing() {
        assertThat(refusal(Access.SCHOOL, "GET", "99XX-00", NO_GROUP)).contains("no-access");
        assertThat(refusal(Access.CUSTOMER_SERVICE, "GET", "99XX-00", NO_GROUP)).contains("no-access");
    }

    @Test
    void refuses_whenSchoolIsMalformedOrMissing() {
        assertThat(refusal(Access.SCHOOL, "GET", "99xx-00", BEHEERDER)).contains("no-access");
        assertThat(refusal(Access.SCHOOL, "GET", "99XX-00,98YY-00", BEHEERDER)).contains("no-access");
        assertThat(Access.SCHOOL.refusal(request("GET", Map.of(), BEHEERDER)).map(Problem::type))
                .contains("no-access");
    }

    @Test
    void refusesHandlerWithoutClaims_unlessRouteIsForEverybody() {
        assertThat(refusal(Access.SCHOOL, "GET", "99XX-00", NOBODY)).contains("not-signed-in");
        assertThat(refusal(Access.CUSTOMER_SERVICE, "GET", "99XX-00", NOBODY)).contains("not-signed-in");
        assertThat(refusal(Access.SIGNED_IN, "GET", "99XX-00", NOBODY)).contains("not-signed-in");
        assertThat(refusal(Access.ANONYMOUS, "POST", "99XX-00", NOBODY)).isEmpty();
    }

    @Test
    void keepsBeheerderOut_ofWhatIsCustomerServices() {
        assertThat(refusal(Access.CUSTOMER_SERVICE, "GET", "99XX-00", BEHEERDER))
                .contains("no-access");
        assertThat(refusal(Access.CUSTOMER_SERVICE, "POST", "99XX-00", CUSTOMER_SERVICE))
                .isEmpty();
    }

    @Test
    void readsGroups_inEveryFormOfTheAuthorizer() {
        for (String groups : new String[] {"beheerder", "[beheerder klantenservice]", "[\"beheerder\",\"x\"]"}) {
            assertThat(Person.of(Map.of("cognito:groups", groups)).isBeheerder())
                    .as(groups)
                    .isTrue();
        }
        assertThat(Person.of(Map.of("cognito:groups", "nietbeheerder")).isBeheerder())
                .isFalse();
    }

    @Test
    void putsTheNameOnOneLine() {
        for (String separator : new String[] {"\r\n", "\n", "\u0085", "\u2028", "\u2029", "\u0000"}) {
            assertThat(Person.of(Map.of("sub", "anja", "name", "Anja" + separator + "Voorbeeld")))
                    .extracting(Person::name)
                    .isEqualTo("Anja Voorbeeld");
        }
    }

    private static Optional<String> refusal(Access access, String method, String school, Map<String, String> claims) {
        return access.refusal(request(method, Map.of("school", school), claims)).map(Problem::type);
    }

    private static HttpRequest request(String method, Map<String, String> path, Map<String, String> claims) {
        return new HttpRequest(method, "/api/schools/{school}/link", path, Map.of(), Map.of(), "", claims, "r1");
    }
}
