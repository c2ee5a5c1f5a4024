package nl.laslink.local.emulator.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.local.emulator.localapi.CustomerService;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.OAuth2Exception;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequestHandler;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;

/**
 * In the place of Cognito's user pool: mock-oauth2-server with our logins and our page. Authorization code with PKCE for the
 * pages; the password grant, with any password, for tests.
 */
public final class SignIn implements AutoCloseable {
    public static final String ISSUER_ID = "laslink";
    public static final String CLIENT_ID = "laslink-web";
    /** Cognito's default for an ID token. */
    private static final long TOKEN_SECONDS = 3600;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockOAuth2Server server;
    private final OAuth2TokenProvider tokens;
    private final URI issuer;

    private SignIn(MockOAuth2Server server, OAuth2TokenProvider tokens, URI issuer) {
        this.server = server;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    /** Starts one; it listens, on this machine only, when this returns. Port 0 takes a free one. */
    public static SignIn start(int port, List<Login> logins, CustomerService customerService) {
        OAuth2TokenProvider tokens = new OAuth2TokenProvider();
        OAuth2Config config = new OAuth2Config(
                true, null, null, false, tokens, java.util.Set.of(new Claims(logins)), new NettyWrapper());
        OAuth2HttpRequestHandler standard = new OAuth2HttpRequestHandler(config);
        MockOAuth2Server server =
                new MockOAuth2Server(config, new OurPage(logins, customerService, standard.getAuthorizationServer()));
        server.start(InetAddress.getLoopbackAddress(), port);
        int bound = server.baseUrl().port();
        return new SignIn(server, tokens, URI.create("http://localhost:" + bound + "/" + ISSUER_ID));
    }

    /** The issuer of its tokens, the {@code authority} of the pages. */
    public URI issuer() {
        return issuer;
    }

    public URI tokenEndpoint() {
        return URI.create(issuer + "/token");
    }

    /** The origin that the pages' content security policy must let through. */
    public URI origin() {
        return issuer.resolve("/");
    }

    /** The public keys of its tokens. */
    public JWKSet keys() {
        return tokens.publicJwkSet(ISSUER_ID);
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private static Optional<Login> find(List<Login> logins, String email) {
        return logins.stream()
                .filter(login -> login.email().equalsIgnoreCase(email.strip()))
                .findFirst();
    }

    /** Everything goes to the standard server, but the page and who is chosen there. */
    private record OurPage(List<Login> logins, CustomerService customerService, Route standard) implements Route {
        @Override
        public boolean match(OAuth2HttpRequest request) {
            return true;
        }

        @Override
        public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
            if (!request.getUrl().encodedPath().equals("/" + ISSUER_ID + "/authorize")) {
                return standard.invoke(request);
            }
            if (request.getMethod().equals("GET")) {
                return page("");
            }
            String email = Optional.ofNullable(request.getFormParameters().get("username"))
                    .orElse("");
            return find(logins, email)
                    .map(login -> standard.invoke(request.copy(
                            request.getHeaders(), request.getMethod(), request.getOriginalUrl(), form(login))))
                    .orElseGet(() -> page(email));
        }

        private OAuth2HttpResponse page(String unknownAddress) {
            return new OAuth2HttpResponse(
                    Headers.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store"),
                    200,
                    SignInPage.show(logins, customerService, unknownAddress),
                    null);
        }

        private static String form(Login login) {
            try {
                return "username=" + encode(login.subject()) + "&claims="
                        + encode(JSON.writeValueAsString(login.claims()));
            } catch (JsonProcessingException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static String encode(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /** The claims of who asks a token with the password grant; those of the page come with its form. */
    private static final class Claims extends DefaultOAuth2TokenCallback {
        private final List<Login> logins;

        Claims(List<Login> logins) {
            super(ISSUER_ID, "nobody", "JWT", null, Map.of(), TOKEN_SECONDS);
            this.logins = logins;
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            if (!(request.getAuthorizationGrant() instanceof ResourceOwnerPasswordCredentialsGrant grant)) {
                return Map.of();
            }
            return find(logins, grant.getUsername())
                    .map(Login::claims)
                    .orElseThrow(() -> new OAuth2Exception(OAuth2Error.INVALID_GRANT, "nobody has this address"));
        }
    }
}
