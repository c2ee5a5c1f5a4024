package nl.laslink.uwlr;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.uwlr.http.HttpPost.Reply;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.Uwlr;
import nl.laslink.uwlr.staged.StagedFetch;

/**
 * A LAS that answers in stages: the structure as it is told, and for each group, or for none of a kind ({@code "-"} and
 * {@code "+"} for composite groups), the people as XML. Its calls take no time, but it remembers how long each might.
 */
final class StagedLas implements StagedFetch.Post {
    static final String NO_GROUP = "-";
    static final String NO_COMPOSITE_GROUP = "+";

    private static final Pattern ASKED = Pattern.compile("<u:(samengestelde_)?groep(?: key=\"([^\"]*)\")?>");

    String structure = "";
    final Map<String, String> pupils = new LinkedHashMap<>();
    final Map<String, String> teachers = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    final List<Duration> left = new ArrayList<>();
    /** Changes the n-th answer, from 1. */
    final Map<Integer, UnaryOperator<String>> instead = new LinkedHashMap<>();
    /** What happens before the n-th answer. */
    final Map<Integer, Runnable> before = new LinkedHashMap<>();

    @Override
    public Reply send(Operation operation, byte[] message, Duration time) {
        List<String> groups = asked(new String(message, StandardCharsets.UTF_8));
        calls.add(operation.wire() + groups);
        left.add(time);
        before.getOrDefault(calls.size(), () -> {}).run();
        String answer = instead.getOrDefault(calls.size(), UnaryOperator.identity())
                .apply(
                        switch (operation) {
                            case STRUCTURE -> stage("structuur", "<groepen>" + structure + "</groepen>");
                            case PUPILS -> people("leerlingen", pupils, groups);
                            case TEACHERS -> people("leerkrachten", teachers, groups);
                            case PUPIL_DATA, RESULTS -> throw new AssertionError("no stage");
                        });
        return new Reply.Answered(200, "text/xml", answer.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> asked(String message) {
        List<String> groups = new ArrayList<>();
        Matcher found = ASKED.matcher(message);
        while (found.find()) {
            groups.add(
                    found.group(2) != null ? found.group(2) : found.group(1) == null ? NO_GROUP : NO_COMPOSITE_GROUP);
        }
        return groups;
    }

    private static String people(String name, Map<String, String> people, List<String> groups) {
        StringBuilder all = new StringBuilder();
        groups.forEach(group -> all.append(people.getOrDefault(group, "")));
        return all.isEmpty() ? noData(name) : stage(name, "<" + name + ">" + all + "</" + name + ">");
    }

    static String noData(String stage) {
        return answer(stage, "<geengegevens/>");
    }

    static String stage(String stage, String content) {
        return answer(
                stage,
                "<leerlinggegevens-" + stage + ">" + Messages.SCHOOL_XML + content + "</leerlinggegevens-" + stage
                        + ">");
    }

    static String answer(String stage, String content) {
        return Messages.answer(
                "<" + stage + "_antwoord xmlns='" + Uwlr.PUPIL_DATA + "'>" + content + "</" + stage + "_antwoord>");
    }
}
