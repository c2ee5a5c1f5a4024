package nl.laslink.local.emulator.schedule;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a schedule runs next: {@code cron(…)} with AWS's six fields in a zone, or {@code rate(5 minutes)}. */
final class NextRun {
    private static final Pattern FORM = Pattern.compile("(cron|rate)\\((.+)\\)");
    private static final Pattern RATE = Pattern.compile("([0-9]+) (minute|minutes|hour|hours)");
    private static final CronDefinition AWS = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsW()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withYear()
            .withValidRange(1970, 2199)
            .and()
            .instance();

    private NextRun() {}

    static Instant after(Instant now, String expression, String zone) {
        Matcher form = FORM.matcher(expression);
        if (!form.matches()) {
            throw new IllegalArgumentException("no schedule: " + expression);
        }
        return form.group(1).equals("rate")
                ? now.plus(rate(form.group(2)))
                : ExecutionTime.forCron(new CronParser(AWS).parse(form.group(2)))
                        .nextExecution(now.atZone(ZoneId.of(zone)))
                        .orElseThrow()
                        .toInstant();
    }

    private static Duration rate(String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            throw new IllegalArgumentException("no rate: " + text);
        }
        long number = Long.parseLong(rate.group(1));
        return rate.group(2).startsWith("hour") ? Duration.ofHours(number) : Duration.ofMinutes(number);
    }
}
