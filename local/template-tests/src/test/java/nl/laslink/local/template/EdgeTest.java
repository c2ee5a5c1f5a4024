package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.local.template.CloudTemplate.Part;
import org.junit.jupiter.api.Test;

/** What people, the clock and the deployer reach. */
class EdgeTest {
    private static final CloudTemplate TEMPLATE = new CloudTemplate();
    /** Both have an approval token in their body, which replaces a login. */
    private static final Set<String> ANONYMOUS = Set.of("post /api/approvals/view", "post /api/approvals/decision");

    @Test
    void onlyTheRoutesOfAnApprovalToken_areOpenWithoutSignIn() {
        Set<String> open = new TreeSet<>();
        for (Part function : TEMPLATE.functions()) {
            for (Part event : function.at("Events").named()) {
                if (event.text("Type").equals("Api") && event.at("Properties").has("Auth")) {
                    assertThat(event.at("Properties").at("Auth").values()).isEqualTo(Map.of("Authorizer", "NONE"));
                    open.add(event.at("Properties").text("Method") + " "
                            + event.at("Properties").text("Path"));
                }
            }
        }

        assertThat(open).containsExactlyInAnyOrderElementsOf(ANONYMOUS);
        assertThat(TEMPLATE.properties("Api").at("Auth").text("DefaultAuthorizer"))
                .isEqualTo("SignedIn");
    }

    /** A body in a log would be personal data. */
    @Test
    void theApiLogsNoBodiesAndIsThrottled() {
        Part api = TEMPLATE.properties("Api");

        assertThat(api.parts("MethodSettings"))
                .hasSize(1)
                .allMatch(s -> s.text("DataTraceEnabled").equals("false") && s.number("ThrottlingRateLimit") > 0);
        assertThat(api.at("AccessLogSetting").text("Format"))
                .doesNotContain("$context.path", "$context.identity")
                .containsOnlyOnce("$context.authorizer")
                .contains("\"$context.authorizer.claims.sub\"");
    }

    /** Who called what is asked about after a school year; the rest of the logs is for defects. */
    @Test
    void theApisLogIsKeptForMoreThanAYear() {
        assertThat(TEMPLATE.properties("ApiLogGroup").text("RetentionInDays")).isEqualTo("!Ref AccessLogRetentionDays");
        assertThat(TEMPLATE.section("Parameters").at("AccessLogRetentionDays").list("AllowedValues"))
                .allMatch(days -> (Integer) days >= 400);
    }

    /** Every function that writes to the audit log gives its entries the same end. */
    @Test
    void theAuditLogHasARetentionOfItsOwn_ofMoreThanAYear() {
        assertThat(TEMPLATE.section("Parameters").at("AuditRetentionDays").number("MinValue"))
                .isEqualTo(400);
        for (Part function : TEMPLATE.functions()) {
            Part variables = function.at("Environment").at("Variables");
            if (variables.has("AUDIT_TABLE")) {
                assertThat(variables.text("AUDIT_DAYS")).as(function.name()).isEqualTo("!Ref AuditRetentionDays");
            }
        }
    }

    @Test
    void signInNeedsAnInvitationAndASecondFactor_andNobodyGivesHimselfSchools() {
        Part pool = TEMPLATE.properties("UserPool");
        Part client = TEMPLATE.properties("WebClient");

        assertThat(pool.text("MfaConfiguration")).isEqualTo("ON");
        assertThat(pool.texts("EnabledMfas")).containsExactly("SOFTWARE_TOKEN_MFA");
        assertThat(pool.at("AdminCreateUserConfig").values().get("AllowAdminCreateUserOnly"))
                .isEqualTo(true);
        assertThat(client.texts("WriteAttributes")).doesNotContain("custom:schools");
        assertThat(client.texts("AllowedOAuthScopes")).doesNotContain("aws.cognito.signin.user.admin");
        assertThat(client.texts("AllowedOAuthFlows")).containsExactly("code");
        assertThat(client.texts("AllowedOAuthScopes")).containsExactly("openid", "email", "profile");
        // A token of Cognito's own API, whatever the scopes above, has the one that changes attributes.
        assertThat(client.texts("ExplicitAuthFlows")).containsExactly("ALLOW_REFRESH_TOKEN_AUTH");
        assertThat(client.text("GenerateSecret")).isEqualTo("false"); // a page keeps no secret
    }

    /** Neither can be changed in a pool that is there, and the pool outlives the stack. */
    @Test
    void anAddressIsOnePerson_howeverItIsTyped() {
        Part pool = TEMPLATE.properties("UserPool");

        assertThat(pool.at("UsernameConfiguration").values()).isEqualTo(Map.of("CaseSensitive", false));
        assertThat(pool.texts("UsernameAttributes")).containsExactly("email");
    }

    /** Cognito refuses a message without its places, and SES a From of another domain than its identity. */
    @Test
    void invitationsAndCodesAreInDutch_andComeFromOurOwnDomainOnceItIsVerified() {
        Part pool = TEMPLATE.properties("UserPool");
        Part invitation = pool.at("AdminCreateUserConfig").at("InviteMessageTemplate");
        assertThat(invitation.text("EmailMessage"))
                .contains("{username}", "{####}", "${WebAddress}", "${CustomerServicePhone}", "7 dagen", "12 tekens");
        assertThat(pool.at("VerificationMessageTemplate").text("EmailMessage"))
                .contains("Je code is {####}", "${CustomerServicePhone}");
        Part passwords = pool.at("Policies").at("PasswordPolicy");
        assertThat(passwords.number("TemporaryPasswordValidityDays")).isEqualTo(7);
        assertThat(passwords.number("MinimumLength")).isEqualTo(12);
        assertThat(pool.text("EmailConfiguration"))
                .startsWith("!If [SignInMailIsOurs, ")
                .contains("DEVELOPER", "laslink <${MailFrom}>", ":identity/${MailDomain}", "COGNITO_DEFAULT");
        assertThat(TEMPLATE.section("Parameters").at("SignInMailFromOurDomain").text("Default"))
                .isEqualTo("false"); // a first deployment has no verified domain
    }

    @Test
    void aForgottenPasswordIsReplacedByMail_andByNothingElse() {
        assertThat(TEMPLATE.properties("UserPool").at("AccountRecoverySetting").parts("RecoveryMechanisms"))
                .singleElement()
                .satisfies(way -> assertThat(way.text("Name")).isEqualTo("verified_email"));
    }

    /** Managed login without a style, were it Cognito's own, is an error page. */
    @Test
    void theSignInPagesAreManagedLogin_withAStyle() {
        assertThat(TEMPLATE.properties("UserPoolDomain").number("ManagedLoginVersion"))
                .isEqualTo(2);
        assertThat(TEMPLATE.properties("UserPool").text("UserPoolTier")).isIn("ESSENTIALS", "PLUS"); // LITE has none
        assertThat(TEMPLATE.properties("SignInStyle").values())
                .isEqualTo(Map.of(
                        "UserPoolId", "!Ref UserPool", "ClientId", "!Ref WebClient", "UseCognitoProvidedValues", true));
    }

    @Test
    void nobodyStaysSignedInForLongerThanAWorkingDay() {
        Part client = TEMPLATE.properties("WebClient");

        assertThat(client.at("TokenValidityUnits").values())
                .isEqualTo(Map.of("IdToken", "hours", "AccessToken", "hours", "RefreshToken", "hours"));
        assertThat(client.number("IdTokenValidity")).isEqualTo(1);
        assertThat(client.number("RefreshTokenValidity")).isBetween(1, 12);
        assertThat(client.number("AuthSessionValidity")).isEqualTo(15); // the first time an app is installed meanwhile
    }

    /** Deliveries, bounces and complaints come back, not opens and clicks, for which SES would rewrite the approval link. */
    @Test
    void whatBecameOfAMailComesBack() {
        Part destination = TEMPLATE.properties("MailEvents").at("EventDestination");
        assertThat(destination.texts("MatchingEventTypes")).containsExactly("delivery", "bounce", "complaint");
        assertThat(destination.text("Enabled")).isEqualTo("true");
        assertThat(destination.at("EventBridgeDestination").text("EventBusArn")).endsWith(":event-bus/default");
        assertThat(TEMPLATE.properties("MailRule").at("EventPattern").texts("detail-type"))
                .containsExactly("Email Delivered", "Email Bounced", "Email Complaint Received");
        assertThat(TEMPLATE.properties("MailConfigurationSet")
                        .at("DeliveryOptions")
                        .values())
                .isEqualTo(Map.of("TlsPolicy", "REQUIRE"));
    }

    /** In March 02:00–02:59 does not exist, in October it comes twice. */
    @Test
    void theNightBeginsAtAnHourThatExistsEveryNight() {
        Part night = TEMPLATE.properties("NightSchedule");

        assertThat(night.text("ScheduleExpressionTimezone")).isEqualTo("Europe/Amsterdam");
        Matcher cron =
                Pattern.compile("cron\\((\\d+) (\\d+) \\* \\* \\? \\*\\)").matcher(night.text("ScheduleExpression"));
        assertThat(cron.matches()).isTrue();
        int hour = Integer.parseInt(cron.group(2));
        int lastMinute =
                Integer.parseInt(cron.group(1)) + night.at("FlexibleTimeWindow").number("MaximumWindowInMinutes");
        assertThat(hour).isNotEqualTo(2).isBetween(0, 5);
        assertThat(lastMinute).isBetween(0, 59); // the window ends within the hour
        assertThat(night.at("Target").text("Input")).isEqualTo("{\"scheduledAt\":\"<aws.scheduler.scheduled-time>\"}");
    }

    @Test
    void theScheduleKeepsTryingOrKeepsWhatFailed() {
        assertThat(TEMPLATE.all("AWS::Scheduler::Schedule"))
                .allMatch(s -> s.at("Target").at("RetryPolicy").number("MaximumRetryAttempts") > 0);
        assertThat(TEMPLATE.all("AWS::Scheduler::Schedule"))
                .allMatch(s ->
                        s.at("Target").at("DeadLetterConfig").text("Arn").equals("!GetAtt UndeliveredEventsQueue.Arn"));
    }

    @Test
    void noEnvironmentOpensTheLasNetwork() throws IOException {
        assertThat(Files.readString(CloudTemplate.ROOT.resolve("samconfig.toml")))
                .doesNotContain("LasNetwork");
        assertThat(TEMPLATE.section("Parameters").at("LasNetwork").text("Default"))
                .isEqualTo("public");
    }

    @Test
    void everyEnvironmentSetsOnlyParametersThatExist() throws IOException {
        String config = Files.readString(CloudTemplate.ROOT.resolve("samconfig.toml"));
        List<String> known =
                TEMPLATE.section("Parameters").named().stream().map(Part::name).toList();
        Set<String> set = new TreeSet<>();
        Pattern.compile("\"([A-Za-z]+)=").matcher(config).results().forEach(found -> set.add(found.group(1)));

        assertThat(set).isNotEmpty().isSubsetOf(known);
        for (String environment : List.of("dev", "staging", "prod")) {
            assertThat(config).contains("[" + environment + ".deploy.parameters]");
        }
    }
}
