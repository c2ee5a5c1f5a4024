package nl.laslink.local.emulator.template;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.local.emulator.template.TemplateYaml.Intrinsic;

/**
 * Resolves references as CloudFormation would, to names on this machine: a parameter is its value, a queue its URL, anything
 * else its logical id; an ARN ends in the logical id.
 */
final class Resolver {
    private static final String ARN = "arn:aws:local:eu-west-1:000000000000:";
    /** SAM's name for the alias that it makes of a function; here a function has one version. */
    private static final String ALIAS = ".Alias";

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::Region", "eu-west-1",
            "AWS::AccountId", "000000000000",
            "AWS::Partition", "aws",
            "AWS::URLSuffix", "amazonaws.com",
            "AWS::StackName", "laslink");

    private final Map<String, String> parameters;
    private final Map<String, String> resourceTypes;
    private final UnaryOperator<String> queueUrl;

    Resolver(Map<String, String> parameters, Map<String, String> resourceTypes, UnaryOperator<String> queueUrl) {
        this.parameters = parameters;
        this.resourceTypes = resourceTypes;
        this.queueUrl = queueUrl;
    }

    String text(Object value, String place) {
        return switch (value) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Intrinsic(String name, String argument) ->
                switch (name) {
                    case "Ref" -> ref(argument, place);
                    case "GetAtt" -> attribute(argument, place);
                    case "Sub" -> substituted(argument, place);
                    default -> throw new UnsupportedTemplate("!" + name + " at " + place);
                };
            default -> throw new UnsupportedTemplate(place + " is not a text");
        };
    }

    /** The logical id at the end of an ARN of ours. */
    static String logicalId(String arn) {
        if (!arn.startsWith(ARN)) {
            throw new UnsupportedTemplate("the address " + arn);
        }
        return arn.substring(ARN.length()).replace("/stream", "");
    }

    private String ref(String name, String place) {
        if (parameters.containsKey(name)) {
            return parameters.get(name);
        }
        if (PSEUDO.containsKey(name)) {
            return PSEUDO.get(name);
        }
        if (name.endsWith(ALIAS)) {
            return attribute(name.replace(ALIAS, ".Arn"), place);
        }
        known(name, place);
        return resourceTypes.get(name).equals("AWS::SQS::Queue") ? queueUrl.apply(name) : name;
    }

    private String attribute(String argument, String place) {
        int dot = argument.indexOf('.');
        String name = argument.substring(0, Math.max(0, dot));
        String attribute = argument.substring(dot + 1);
        known(name, place);
        if (!Set.of("Arn", "StreamArn").contains(attribute)) {
            throw new UnsupportedTemplate("!GetAtt " + argument + " at " + place);
        }
        return ARN + name + (attribute.equals("StreamArn") ? "/stream" : "");
    }

    private String substituted(String text, String place) {
        Matcher places = PLACE.matcher(text);
        return places.replaceAll(found -> {
            String name = found.group(1);
            return Matcher.quoteReplacement(name.contains(".") ? attribute(name, place) : ref(name, place));
        });
    }

    private void known(String name, String place) {
        if (!resourceTypes.containsKey(name)) {
            throw new UnsupportedTemplate(place + " refers to " + name + ", which is not there");
        }
    }
}
