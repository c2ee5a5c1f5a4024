package nl.laslink.local.emulator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.laslink.local.emulator.localapi.CustomerService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final Login BO = new Login(
            "0b0e-1", "Bo de Vries", "bo@school.example", List.of("beheerder"), List.of("99XX-00"), "Beheerder");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SignIn signIn;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        signIn = SignIn.start(0, List.of(BO), new CustomerService("085 000 00 00", "help@laslink.example"));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        signIn.close();
    }

    @Test
    void showsTheLoginsOnOurPage() throws Exception {
        HttpResponse<String> page = get(authorize("challenge"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Aanmelden", "Bo de Vries", "bo@school.example")
                .contains("<a href=\"tel:0850000000\">085 000 00 00</a>", "mailto:help@laslink.example");
    }

    @Test
    void givesAnIdTokenAsCognitoDoes_whenThePageSignsInWithPkce() throws Exception {
        String verifier = "a".repeat(64);
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> chosen = post(authorize(challenge), Map.of("username", "BO@school.example"));
        String back = chosen.headers().firstValue("Location").orElseThrow();
        String code = back.replaceAll(".*[?&]code=([^&]+).*", "$1");
        HttpResponse<String> tokens = post(
                signIn.tokenEndpoint(),
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "laslink-web",
                        "code", code,
                        "code_verifier", verifier,
                        "redirect_uri", "http://localhost:1/aanmelden"));

        assertThat(back).startsWith("http://localhost:1/aanmelden?").contains("state=s-1");
        assertThat(tokens.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:1");
        JWTClaimsSet claims = idToken(tokens);
        assertThat(claims.getIssuer()).isEqualTo(signIn.issuer().toString());
        assertThat(claims.getAudience()).containsExactly("laslink-web");
        assertThat(claims.getSubject()).isEqualTo("0b0e-1");
        assertThat(claims.getStringClaim("name")).isEqualTo("Bo de Vries");
        assertThat(claims.getStringClaim("email")).isEqualTo("bo@school.example");
        assertThat(claims.getStringListClaim("cognito:groups")).containsExactly("beheerder");
        assertThat(claims.getStringClaim("custom:schools")).isEqualTo("99XX-00");
        assertThat(claims.getStringClaim("token_use")).isEqualTo("id");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void givesTheSameToATest_withThePasswordGrant() throws Exception {
        HttpResponse<String> tokens = passwordGrant("bo@school.example");

        assertThat(tokens.statusCode()).isEqualTo(200);
        assertThat(idToken(tokens).getSubject()).isEqualTo("0b0e-1");
        assertThat(idToken(tokens).getStringClaim("custom:schools")).isEqualTo("99XX-00");
    }

    @Test
    void refusesSomebodyItDoesNotKnow() throws Exception {
        HttpResponse<String> chosen = post(authorize("challenge"), Map.of("username", "wie@dan.example"));

        assertThat(chosen.statusCode()).isEqualTo(200);
        assertThat(chosen.body()).contains("Niemand heeft hier het adres wie@dan.example");
        assertThat(passwordGrant("wie@dan.example").statusCode()).isEqualTo(400);
    }

    @Test
    void goesBackToTheWebAddress_afterSigningOut() throws Exception {
        HttpResponse<String> out =
                get(URI.create(signIn.issuer() + "/endsession?post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A1%2F"));

        assertThat(out.statusCode()).isEqualTo(302);
        assertThat(out.headers().firstValue("Location")).contains("http://localhost:1/");
    }

    private static HttpResponse<String> passwordGrant(String email) throws Exception {
        return post(
                signIn.tokenEndpoint(),
                Map.of(
                        "grant_type", "password",
                        "client_id", "laslink-web",
                        "scope", "openid",
                        "username", email,
                        "password", "any"));
    }

    private static URI authorize(String challenge) {
        return URI.create(signIn.issuer()
                + "/authorize?client_id=laslink-web&redirect_uri=http%3A%2F%2Flocalhost%3A1%2Faanmelden&response_type=code"
                + "&scope=openid+profile+email&state=s-1&code_challenge_method=S256&code_challenge=" + challenge);
    }

    private static JWTClaimsSet idToken(HttpResponse<String> tokens) throws Exception {
        JsonNode answer = JSON.readTree(tokens.body());
        return SignedJWT.parse(answer.path("id_token").asText()).getJWTClaimsSet();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(URI address, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://localhost:1")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
