package nl.laslink.local.emulator.localapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.Roster;

/** An invented test that a group's active pupils took today: its definition, and a normed score for each pupil. */
record Sitting(String code, String definition, List<String> scores) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ITEMS = 50;
    private static final String[] LEVELS = {"V", "IV", "III", "II", "I"};

    static List<Pupil> pupils(Roster roster, Group group) {
        return roster.pupils().stream()
                .filter(Pupil::active)
                .filter(p -> p.group().filter(group.id()::equals).isPresent()
                        || p.compositeGroups().contains(group.id()))
                .toList();
    }

    /** {@code id} names this sitting and is new with each. */
    static Sitting invent(Roster roster, Group group, String id, Instant now, LocalDate today, Random random) {
        String year = group.yearGroup().filter(y -> y.matches("[1-8]")).orElse("");
        String code = year.isEmpty() ? "REKENEN" : "REKENEN-" + year;
        List<String> scores = pupils(roster, group).stream()
                .map(pupil -> head(id).put("school", roster.school().toString())
                        .put("pupilId", pupil.id().value())
                        .put("sittingId", id + "-" + pupil.id().value())
                        .put("testCode", code)
                        .put("testVersion", "1")
                        .put("takenOn", today.toString())
                        .put("normedAt", now.toString())
                        .put("score", 8 + random.nextInt(ITEMS - 7))
                        .toString())
                .toList();
        return new Sitting(code, definition(id, code, year), scores);
    }

    private static String definition(String id, String code, String year) {
        ObjectNode test = head(id).put("code", code)
                .put("version", "1")
                .put("name", year.isEmpty() ? "Rekenen" : "Rekenen groep " + year)
                .put("subject", "Rekenen");
        if (!year.isEmpty()) {
            test.put("year", year);
        }
        ArrayNode norms =
                test.putObject("norming").put("category", "Vaardigheidsniveau").putArray("norms");
        int step = ITEMS / LEVELS.length;
        for (int i = 0; i < LEVELS.length; i++) {
            norms.addObject()
                    .put("term", LEVELS[i])
                    .put("from", i == 0 ? 0 : i * step + 1)
                    .put("through", (i + 1) * step);
        }
        test.putArray("parts");
        return test.toString();
    }

    private static ObjectNode head(String correlation) {
        return JSON.createObjectNode().put("schemaVersion", 1).put("correlationId", correlation);
    }
}
