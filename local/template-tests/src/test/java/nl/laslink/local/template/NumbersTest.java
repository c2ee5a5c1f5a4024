package nl.laslink.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NumbersTest {
    private static final Pattern NUMBER = Pattern.compile("([A-Za-z]+): (\\d+(?:\\.\\d+)?)(?=$|[ ,}])");

    /** Said once, above all alarms; CloudFormation's own versions and places are no figures of ours. */
    private static final Set<String> SAID_ONCE = Set.of(
            "Period 60",
            "Period 300",
            "EvaluationPeriods 1",
            "EvaluationPeriods 2",
            "EvaluationPeriods 3",
            "EvaluationPeriods 5",
            "DatapointsToAlarm 2",
            "Threshold 1",
            "Priority 0",
            "Priority 1",
            "Priority 2");

    /** The reason for a number is on its line, or on the line above it. */
    @Test
    void everyNumberHasItsReason() throws IOException {
        List<String> lines = Files.readAllLines(CloudTemplate.FILE);
        List<String> unexplained = new ArrayList<>();
        boolean isResource = false;
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            isResource = line.matches("[A-Z]\\w+:.*") ? line.matches("(Globals|Resources):") : isResource;
            Matcher number = NUMBER.matcher(line.replaceFirst("(^| )#.*", ""));
            while (isResource && number.find()) {
                boolean isSaid = SAID_ONCE.contains(number.group(1) + " " + number.group(2)) || line.contains(" # ");
                if (!isSaid && !aboveIt(lines, i).strip().startsWith("#")) {
                    unexplained.add((i + 1) + ": " + line.strip());
                }
            }
        }

        assertThat(unexplained).isEmpty();
    }

    /** The nearest line above that has no number: one reason may be for several lines. */
    private static String aboveIt(List<String> lines, int at) {
        int above = at - 1;
        while (NUMBER.matcher(lines.get(above)).find() && !lines.get(above).contains("#")) {
            above--;
        }
        return lines.get(above);
    }
}
