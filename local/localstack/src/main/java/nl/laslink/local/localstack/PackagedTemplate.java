package nl.laslink.local.localstack;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * template.yaml as CloudFormation gets it: with the places of the zips in a bucket, as {@code aws cloudformation package} writes
 * it, and without what LocalStack cannot do.
 */
final class PackagedTemplate {
    private static final Pattern CODE = Pattern.compile("(?m)^( +CodeUri: )(\\S+)$");

    /** LocalStack looks for the secret before it fills in its name, and then does not know it; only CloudFront and WAF use one. */
    private static final Pattern SECRET = Pattern.compile("\\{\\{resolve:secretsmanager:(?:[^{}]|\\$\\{\\w+})*}}");

    /** LocalStack has no CodeDeploy, and follows these references from resource to resource for minutes; aliases stay. */
    private static final Pattern ROLLOUT = Pattern.compile("(?m)^ +DeploymentPreference: .*\\n");

    /** LocalStack looks for references before SAM makes the aliases. Only schedules have them, and those never fire there. */
    private static final Pattern ALIAS = Pattern.compile("!Ref (\\w+)\\.Alias");

    private PackagedTemplate() {}

    /** The zips that it names, each once. */
    static Set<String> zips(String template) {
        Set<String> zips = new LinkedHashSet<>();
        CODE.matcher(template).results().map(found -> found.group(2)).forEach(zips::add);
        return zips;
    }

    /** {@code place} answers where a zip is. */
    static String of(String template, UnaryOperator<String> place) {
        String withoutSecrets = SECRET.matcher(template).replaceAll("not-here");
        String withoutRollout = ROLLOUT.matcher(withoutSecrets).replaceAll("");
        return CODE.matcher(ALIAS.matcher(withoutRollout).replaceAll("!GetAtt $1.Arn"))
                .replaceAll(
                        (MatchResult found) -> Matcher.quoteReplacement(found.group(1) + place.apply(found.group(2))));
    }
}
