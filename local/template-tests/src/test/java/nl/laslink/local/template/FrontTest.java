package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.laslink.local.emulator.gateway.Pages;
import nl.laslink.local.template.CloudTemplate.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    private static final Part FRONT = TEMPLATE.properties("Front").at("DistributionConfig");

    /** The secret in the version that a parameter names, else its current one. */
    private static String secret(String version) {
        return "!If [" + version + "IsNamed, !Sub {{resolve:secretsmanager:${OriginSecret}:SecretString:::${" + version
                + "}}}, !Sub {{resolve:secretsmanager:${OriginSecret}}}]";
    }

    @Test
    void theBucketIsReadByTheFrontAlone() {
        Part bucket = TEMPLATE.properties("WebBucket");
        assertThat(List.copyOf(
                        bucket.at("PublicAccessBlockConfiguration").values().values()))
                .isEqualTo(List.of(true, true, true, true));
        List<Part> policy =
                TEMPLATE.properties("WebBucketPolicy").at("PolicyDocument").parts("Statement");
        assertThat(policy)
                .filteredOn(s -> s.text("Effect").equals("Allow"))
                .singleElement()
                .matches(s -> s.at("Principal").text("Service").equals("cloudfront.amazonaws.com")
                        && s.at("Condition")
                                .at("StringEquals")
                                .text("aws:SourceArn")
                                .endsWith("distribution/${Front}"));
        assertThat(policy)
                .filteredOn(s -> s.text("Effect").equals("Deny"))
                .singleElement()
                .matches(s -> s.text("Action").equals("s3:*")
                        && s.at("Condition").at("Bool").values().equals(Map.of("aws:SecureTransport", "false")));
    }

    /** The pages run under this policy in every browser test; an origin more would be untested, one less would break sign-in. */
    @Test
    void thePagesHaveThePolicyThatTheyAreTestedWith() throws ReflectiveOperationException {
        String policy = TEMPLATE.properties("PageHeaders")
                .at("ResponseHeadersPolicyConfig")
                .at("SecurityHeadersConfig")
                .at("ContentSecurityPolicy")
                .text("ContentSecurityPolicy")
                .replace("!Sub ", "");
        String signIn = "https://cognito-idp.${AWS::Region}.${AWS::URLSuffix}"
                + " https://${SignInDomain}.auth.${AWS::Region}.amazoncognito.com";
        Field tested = Pages.class.getDeclaredField("policy");
        tested.setAccessible(true);

        assertThat(policy).isEqualTo(tested.get(new Pages(Path.of("."), () -> "{}", signIn)));
    }

    /** The other security headers; one year is the minimum for strict transport security. */
    @Test
    void theOtherHeadersAreStrict() {
        Part headers = TEMPLATE.properties("PageHeaders").at("ResponseHeadersPolicyConfig");
        Part security = headers.at("SecurityHeadersConfig");

        assertThat(security.named())
                .extracting(Part::name)
                .containsExactlyInAnyOrder(
                        "ContentSecurityPolicy",
                        "StrictTransportSecurity",
                        "ContentTypeOptions",
                        "FrameOptions",
                        "ReferrerPolicy");
        assertThat(security.named())
                .allMatch(h -> Boolean.TRUE.equals(h.values().get("Override")));
        assertThat(security.at("StrictTransportSecurity").number("AccessControlMaxAgeSec"))
                .isGreaterThanOrEqualTo(31_536_000);
        assertThat(security.at("FrameOptions").text("FrameOption")).isEqualTo("DENY");
        assertThat(security.at("ReferrerPolicy").text("ReferrerPolicy")).isEqualTo("no-referrer");
        assertThat(headers.at("CustomHeadersConfig").parts("Items"))
                .extracting(i -> i.text("Header"))
                .containsExactly("Cross-Origin-Opener-Policy", "Permissions-Policy");
    }

    @Test
    void everyAnswerHasTheHeaders_andNothingTravelsWithoutTls() {
        List<Part> behaviors = Stream.concat(
                        Stream.of(FRONT.at("DefaultCacheBehavior")), FRONT.parts("CacheBehaviors").stream())
                .toList();

        assertThat(behaviors)
                .hasSize(2)
                .allMatch(b -> b.text("ResponseHeadersPolicyId").equals("!Ref PageHeaders"))
                .allMatch(b -> b.text("ViewerProtocolPolicy").matches("redirect-to-https|https-only"));
        assertThat(FRONT.text("ViewerCertificate")).contains("MinimumProtocolVersion=TLSv1.2_2021");
        assertThat(FRONT.has("CustomErrorResponses")).isFalse(); // they would rewrite the API's own 403 and 404
    }

    @Test
    void theApiIsNeverCached_andKnowsTheViewer() {
        Part api = FRONT.parts("CacheBehaviors").getFirst();

        assertThat(api.text("PathPattern")).isEqualTo("/api/*");
        assertThat(api.text("CachePolicyId")).isEqualTo("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        // Managed-AllViewerExceptHostHeader: the token goes along, and the host, by which API Gateway knows its API,
        // does not.
        assertThat(api.text("OriginRequestPolicyId")).isEqualTo("b689b0a8-53d0-40ab-baf2-68738e2966ac");
        assertThat(api.parts("FunctionAssociations")).singleElement().matches(f -> f.text("FunctionARN")
                .contains("ViewerAddress"));
    }

    /** And for a second one, so that it can be replaced without a minute in which the API refuses everybody. */
    @Test
    void theWallAsksForTheSecretThatTheFrontSends() {
        Part origin = FRONT.parts("Origins").stream()
                .filter(o -> o.text("Id").equals("api"))
                .findFirst()
                .orElseThrow();
        Part first = TEMPLATE.properties("ApiWall").parts("Rules").getFirst();
        List<Part> asked =
                first.at("Statement").at("NotStatement").at("Statement").at("OrStatement").parts("Statements").stream()
                        .map(s -> s.at("ByteMatchStatement"))
                        .toList();

        assertThat(origin.parts("OriginCustomHeaders"))
                .singleElement()
                .matches(h -> h.text("HeaderName").equals("x-origin-secret")
                        && h.text("HeaderValue").equals(secret("OriginSecretSent")));
        assertThat(first.number("Priority")).isZero();
        assertThat(first.at("Action").has("Block")).isTrue();
        assertThat(asked)
                .extracting(a -> a.text("SearchString"))
                .containsExactly(secret("OriginSecretSent"), secret("OriginSecretAccepted"));
        assertThat(asked)
                .allMatch(a ->
                        a.at("FieldToMatch").at("SingleHeader").text("Name").equals("x-origin-secret"))
                .allMatch(a -> a.text("PositionalConstraint").equals("EXACTLY"));
    }

    @Test
    void theWallCountsPerViewer_andStandsBeforeTheApi() {
        List<Part> rates = TEMPLATE.properties("ApiWall").parts("Rules").stream()
                .filter(r -> r.at("Statement").has("RateBasedStatement"))
                .toList();

        assertThat(rates).hasSize(2).allMatch(r -> r.at("Action").has("Block")).allMatch(r -> r.at("Statement")
                .at("RateBasedStatement")
                .at("ForwardedIPConfig")
                .values()
                .equals(Map.of("HeaderName", "x-viewer-ip", "FallbackBehavior", "MATCH")));
        assertThat(rates)
                .extracting(r -> r.at("Statement").at("RateBasedStatement").text("AggregateKeyType"))
                .containsOnly("FORWARDED_IP");
        assertThat(rates)
                .extracting(r -> r.at("Statement").at("RateBasedStatement").number("Limit"))
                .containsExactly(100, 2000); // in five minutes: guesses, calls
        Part guesses = rates.getFirst()
                .at("Statement")
                .at("RateBasedStatement")
                .at("ScopeDownStatement")
                .at("ByteMatchStatement");
        assertThat(guesses.text("PositionalConstraint")).isEqualTo("CONTAINS"); // the path begins with the stage
        assertThat(TEMPLATE.functions().stream()
                        .flatMap(f -> f.at("Events").named().stream())
                        .filter(e -> e.at("Properties").has("Auth"))
                        .map(e -> e.at("Properties").text("Path")))
                .hasSize(2)
                .allMatch(path -> path.contains(guesses.text("SearchString")));
        assertThat(TEMPLATE.properties("ApiWallBeforeApi").text("ResourceArn"))
                .endsWith("/restapis/${Api}/stages/${Api.Stage}");
    }

    @ParameterizedTest
    @CsvSource({
        "/, /index.html",
        "/s/99XX-00/koppeling, /index.html",
        "/s/99XX-00/importeren/, /index.html",
        "/goedkeuren, /index.html",
        "/config.json, /config.json",
        "/assets/index-abc.js, /assets/index-abc.js"
    })
    void aPagesPathIsTheApp_andAFilesPathTheFile(String path, String served) throws IOException, InterruptedException {
        assertThat(run("PagePaths", "{request: {uri: '" + path + "', headers: {}}}", "uri"))
                .isEqualTo("\"" + served + "\"");
    }

    @Test
    void whatAViewerSaysAboutItsAddressIsOverwritten() throws IOException, InterruptedException {
        String event = "{viewer: {ip: '203.0.113.7'}, request: {headers: {'x-viewer-ip': {value: '198.51.100.1'}}}}";

        assertThat(run("ViewerAddress", event, "headers")).isEqualTo("{\"x-viewer-ip\":{\"value\":\"203.0.113.7\"}}");
    }

    /** Runs a CloudFront Function's own code. */
    private static String run(String function, String event, String answer) throws IOException, InterruptedException {
        String code = TEMPLATE.properties(function).text("FunctionCode");
        Process node;
        try {
            node = new ProcessBuilder(
                            "node",
                            "-e",
                            code + "\nconsole.log(JSON.stringify(handler(" + event + ")." + answer + "));")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException absent) {
            assumeTrue(false, "Node runs the front's functions; bin/test asks for it");
            throw absent;
        }
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(said).isZero();
        return said.strip();
    }
}
