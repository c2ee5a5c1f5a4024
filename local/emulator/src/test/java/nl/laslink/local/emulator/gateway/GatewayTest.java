package nl.laslink.local.emulator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String ISSUER = "http://localhost:1/laslink";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicReference<String> SEEN = new AtomicReference<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @TempDir
    static Path dist;

    private static RSAKey key;
    private static Gateway gateway;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k-1").generate();
        Files.writeString(
                dist.resolve("index.html"), "<title>laslink</title>{customer-service-phone} {customer-service-email}");
        Files.writeString(Files.createDirectories(dist.resolve("assets")).resolve("a.js"), "1");
        List<Route> routes = List.of(
                new Route("post", "/api/schools/{school}/link", "RequestLinkFunction", true),
                new Route("post", "/api/approvals/view", "ApproveLinkFunction", false),
                new Route("get", "/api/plain", "PlainFunction", false),
                new Route("get", "/api/fails", "Fails", false),
                new Route("get", "/api/nonsense", "Nonsense", false),
                new Route("get", "/api/slow", "Slow", false));
        TokenVerifier verifier = new TokenVerifier(
                new JWKSet(key.toPublicJWK()), ISSUER, "laslink-web", Clock.fixed(NOW, ZoneOffset.UTC));
        RestApi api = new RestApi(
                routes, verifier, GatewayTest::invoke, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofMillis(200));
        gateway = Gateway.start(
                0,
                api,
                new Pages(
                        dist,
                        () ->
                                "{\"clientId\":\"laslink-web\",\"customerService\":{\"phone\":\"085 1\",\"email\":\"a@b.example\"}}",
                        "http://localhost:1"),
                own -> own.get("/_local/health", http -> http.result("ok")));
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        gateway.close();
    }

    private static String invoke(String function, String event) throws Exception {
        SEEN.set(event);
        return switch (function) {
            case "Fails" -> throw new IllegalStateException("broken");
            case "Nonsense" -> "\"no answer\"";
            case "Slow" -> {
                NEVER.await();
                yield "";
            }
            default ->
                "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"application/json; charset=utf-8\",\"ETag\":\"\\\"4\\\"\"},\"body\":\"{\\\"a\\\":\\\"é\\\"}\"}";
        };
    }

    @Test
    void handsOverTheProxyEvent() throws Exception {
        HttpResponse<String> answer = send(request("/api/schools/99XX-00/link?part=a%20b&part=c")
                .header("Authorization", "Bearer " + token(claims().build()))
                .header("If-Match", "\"3\"")
                .POST(BodyPublishers.ofString("{\"naam\":\"Zoë\"}")));

        JsonNode event = JSON.readTree(SEEN.get());
        assertThat(event.path("resource").asText()).isEqualTo("/api/schools/{school}/link");
        assertThat(event.path("path").asText()).isEqualTo("/api/schools/99XX-00/link");
        assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
        assertThat(event.at("/headers/If-Match").asText()).isEqualTo("\"3\"");
        assertThat(event.at("/multiValueHeaders/If-Match/0").asText()).isEqualTo("\"3\"");
        assertThat(event.at("/pathParameters/school").asText()).isEqualTo("99XX-00");
        assertThat(event.at("/queryStringParameters/part").asText()).isEqualTo("c");
        assertThat(event.at("/multiValueQueryStringParameters/part").toString()).isEqualTo("[\"a b\",\"c\"]");
        assertThat(event.path("body").asText()).isEqualTo("{\"naam\":\"Zoë\"}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.at("/requestContext/requestId").asText()).hasSize(36);
        assertThat(event.at("/requestContext/identity/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/requestContext/authorizer/claims/sub").asText()).isEqualTo("sub-1");
        assertThat(event.at("/requestContext/authorizer/claims/cognito:groups").asText())
                .isEqualTo("beheerder,klantenservice");
        assertThat(event.at("/requestContext/authorizer/claims/custom:schools").asText())
                .isEqualTo("99XX-00");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"a\":\"é\"}");
        assertThat(answer.headers().firstValue("ETag")).contains("\"4\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=x | {\"\":[\"x\"]}",
                "= | {\"\":[\"\"]}",
                "=x&=y | {\"\":[\"x\",\"y\"]}",
                "/=x | {\"/\":[\"x\"]}",
                "/a/0=x | {\"/a/0\":[\"x\"]}",
                "/a/0=x&/a=y | {\"/a/0\":[\"x\"],\"/a\":[\"y\"]}",
                "%2Fa~1=x | {\"/a~1\":[\"x\"]}",
                "a.b[0]=x | {\"a.b[0]\":[\"x\"]}",
                "a | {\"a\":[\"\"]}",
                "& | {\"\":[\"\",\"\"]}",
                "a=%zz | null",
                "a=%zz&b=x | {\"b\":[\"x\"]}"
            })
    void handsOverEveryQueryName_howeverOdd(String query, String values) throws Exception {
        assertThat(raw("/api/plain?" + query, "X-Plain: 1")).startsWith("HTTP/1.1 201 ");

        JsonNode event = JSON.readTree(SEEN.get());
        JsonNode all = JSON.readTree(values);
        ObjectNode last = JSON.createObjectNode();
        all.properties()
                .forEach(named -> last.set(
                        named.getKey(), named.getValue().path(named.getValue().size() - 1)));
        assertThat(event.path("multiValueQueryStringParameters")).isEqualTo(all);
        assertThat(event.path("queryStringParameters")).isEqualTo(all.isNull() ? all : last);
    }

    @ParameterizedTest
    @CsvSource({"A~1.b: c,A~1.b,c", "X-Empty:,X-Empty,''", "$: c,$,c"})
    void handsOverEveryHeader_howeverOdd(String header, String name, String value) throws Exception {
        assertThat(raw("/api/plain", header)).startsWith("HTTP/1.1 201 ");

        JsonNode event = JSON.readTree(SEEN.get());
        assertThat(event.path("headers").path(name).textValue()).isEqualTo(value);
        assertThat(event.path("multiValueHeaders").path(name).path(0).textValue())
                .isEqualTo(value);
    }

    /** The whole answer to a GET with one header, written as it is: an HTTP client accepts no odd address. */
    private static String raw(String target, String header) throws IOException {
        SEEN.set("null");
        try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"aud,another-client", "iss,http://localhost:1/another", "token_use,access"})
    void refuses_whenAClaimIsAnothers(String claim, String value) throws Exception {
        HttpResponse<String> answer = send(request("/api/schools/99XX-00/link")
                .header(
                        "Authorization",
                        "Bearer " + token(claims().claim(claim, value).build()))
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }

    @Test
    void refuses_whenTheTokenExpired() throws Exception {
        String expired = token(claims().expirationTime(Date.from(NOW)).build());

        HttpResponse<String> answer = send(request("/api/schools/99XX-00/link")
                .header("Authorization", "Bearer " + expired)
                .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void refuses_whenTheSignatureIsNotTheIssuers() throws Exception {
        RSAKey other = new RSAKeyGenerator(2048).keyID("k-1").generate();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k-1").build(), claims().build());
        forged.sign(new RSASSASigner(other));

        HttpResponse<String> answer = send(request("/api/schools/99XX-00/link")
                .header("Authorization", "Bearer " + forged.serialize())
                .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer x.y.z", "Basic eDp5"})
    void refuses_whenThereIsNoToken(String authorization) throws Exception {
        HttpRequest.Builder call = request("/api/schools/99XX-00/link").POST(BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            call.header("Authorization", authorization);
        }

        assertThat(send(call).statusCode()).isEqualTo(401);
    }

    @Test
    void asksNoToken_whereTheTemplateSaysSo() throws Exception {
        HttpResponse<String> answer = send(request("/api/approvals/view").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JSON.readTree(SEEN.get())
                        .path("requestContext")
                        .path("authorizer")
                        .isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/nowhere,403,Missing Authentication Token",
        "GET,/api/approvals/view,403,Missing Authentication Token",
        "HEAD,/api/approvals/view,403,",
        "GET,/api/fails,502,Internal server error",
        "GET,/api/nonsense,502,Internal server error",
        "GET,/api/slow,504,Endpoint request timed out"
    })
    void refusesAsApiGatewayDoes(String method, String path, int status, String message) throws Exception {
        HttpResponse<String> answer = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(message == null ? "" : "{\"message\":\"" + message + "\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/goedkeuren", "/s/99XX-00/koppeling/aanvragen"})
    void answersPagePathsWithTheApp_underAStrictPolicy(String path) throws Exception {
        HttpResponse<String> page = send(request(path).GET());
        HttpResponse<String> head = send(request(path).HEAD());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<title>laslink</title>085 1 a@b.example");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self' http://localhost:1;");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains("39");
    }

    @Test
    void servesFilesAndItsOwnRoutes() throws Exception {
        assertThat(send(request("/assets/a.js").GET()).headers().firstValue("Content-Type"))
                .contains("text/javascript; charset=utf-8");
        assertThat(send(request("/assets/b.js").GET()).statusCode()).isEqualTo(404);
        assertThat(send(request("/..%2f..%2fetc/passwd.txt").GET()).statusCode())
                .isIn(400, 404);
        assertThat(send(request("/config.json").GET()).body()).startsWith("{\"clientId\":\"laslink-web\"");
        assertThat(send(request("/_local/health").GET()).body()).isEqualTo("ok");
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .subject("sub-1")
                .issuer(ISSUER)
                .audience("laslink-web")
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim("token_use", "id")
                .claim("cognito:groups", List.of("beheerder", "klantenservice"))
                .claim("custom:schools", "99XX-00");
    }

    private static String token(JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k-1").build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
