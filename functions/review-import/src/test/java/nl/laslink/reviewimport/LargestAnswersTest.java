package nl.laslink.reviewimport;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.testing.Example;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

/**
 * A school of which the LAS sends the longest names that the reader takes, everybody in 110 groups, each pupil with five proposals,
 * and of which more than a thousand pupils would leave. It is several answers long already; a larger one is more of them. Lambda
 * answers at most 6 MB.
 */
class LargestAnswersTest {
    private static final int LAMBDA_ANSWERS_BYTES = 6_291_556;
    private static final int PUPILS = 60;
    private static final int TEACHERS = 250;
    private static final int LEAVERS = 1_100;
    private static final int GROUPS = 110;
    /** Four bytes each in UTF-8; a quotation mark, escaped twice, is no longer. */
    private static final String LONGEST = "\uD83D\uDE00";

    private final ReviewedSchool school = new ReviewedSchool(existing());

    /** Five at a time share a name, so that each has five proposals. */
    private static PersonName name(int number) {
        String unique = "%04d".formatted(number / 5);
        return PersonName.of(LONGEST.repeat(200), LONGEST.repeat(10), unique + LONGEST.repeat(196));
    }

    private static String groupName(int number) {
        return "%03d".formatted(number) + LONGEST.repeat(61);
    }

    private static List<LasKey> groups() {
        return IntStream.range(0, GROUPS).mapToObj(i -> new LasKey("G" + i)).toList();
    }

    private static List<RosterRecord> existing() {
        List<RosterRecord> existing = new ArrayList<>();
        IntStream.range(0, GROUPS)
                .forEach(i -> existing.add(new Group(
                        new RecordId("g" + i),
                        groupName(i),
                        Optional.empty(),
                        false,
                        Example.YEAR,
                        Optional.of(new ExternalNumber(Example.LAS, Optional.of(new LasKey("G" + i)))))));
        IntStream.range(0, PUPILS + LEAVERS)
                .forEach(i -> existing.add(new Pupil(
                        new RecordId("p" + i),
                        i < PUPILS ? name(i) : PersonName.of(null, null, "Weg" + LONGEST.repeat(197)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new RecordId("g1")),
                        List.of(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Pupil.TestHistory.NONE)));
        return existing;
    }

    private void stage() {
        school.stage(delivery(
                IntStream.range(0, GROUPS)
                        .mapToObj(i -> new DeliveredGroup(new LasKey("G" + i), false, groupName(i), Optional.empty()))
                        .toList(),
                IntStream.range(0, TEACHERS)
                        .mapToObj(i -> new DeliveredTeacher(
                                Optional.empty(),
                                Optional.of(new LasKey("T" + i)),
                                name(i),
                                Optional.empty(),
                                groups()))
                        .toList(),
                IntStream.range(0, PUPILS)
                        .mapToObj(i -> new DeliveredPupil(
                                Optional.empty(),
                                Optional.of(new LasKey("L" + i)),
                                name(i),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new LasKey("G1")),
                                groups()))
                        .toList()));
    }

    private JsonObject small(JsonObject answer) {
        assertThat(answer.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(LAMBDA_ANSWERS_BYTES);
        assertThat(answer.integer("statusCode")).isLessThan(300);
        return JsonObject.parse(answer.text("body"));
    }

    private JsonObject call(String file, Optional<String> cursor) {
        JsonObject event = JsonObject.parse(Invoke.event("review-import/" + file));
        cursor.ifPresent(
                c -> event.put("queryStringParameters", JsonObject.empty().put("cursor", c)));
        return small(Invoke.run(school.handler(), event.toString()));
    }

    @Test
    void rowsComeWhole_inAnswersThatLambdaGives() {
        stage();

        Set<String> listed = new HashSet<>();
        Optional<String> next = Optional.empty();
        do {
            JsonObject page = call("list-rows", next);
            listed.addAll(page.objects("items", row -> row.text("rowId")));
            next = page.optionalText("next");
        } while (next.isPresent());

        assertThat(listed).hasSize(GROUPS + TEACHERS + PUPILS);
        assertThat(call("get-import", Optional.empty()).object("pupils").integer("total"))
                .isEqualTo(PUPILS);
    }

    @Test
    void decisionsSayThatTheRowsAreToBeReadAgain_whenTheyDoNotFitInTheAnswer() {
        stage();
        List<Row> teachers = school.imports.rows(SCHOOL).stream()
                .filter(row -> row.delivered() instanceof DeliveredTeacher)
                .toList();
        JsonObject body = JsonObject.empty()
                .put("importId", "i1")
                .putObjects("rows", teachers, row -> JsonObject.empty()
                        .put("rowId", row.id().value())
                        .put("version", row.version())
                        .put("category", "skip"));
        JsonObject event =
                JsonObject.parse(Invoke.event("review-import/decide-rows")).put("body", body.toString());

        JsonObject answer = small(Invoke.run(school.handler(), event.toString()));

        assertThat(answer.objects("items")).hasSizeBetween(100, TEACHERS - 1);
        assertThat(answer.flag("reload")).isTrue();
        assertThat(school.imports.rows(SCHOOL))
                .filteredOn(row -> row.version() == 2)
                .hasSize(TEACHERS);
    }

    @Test
    void summaryNamesEveryLeaverAndTeacher_onceInAnswersThatLambdaGives() {
        stage();

        List<String> leavers = new ArrayList<>();
        List<String> teachers = new ArrayList<>();
        Optional<String> next = Optional.empty();
        int answers = 0;
        do {
            JsonObject page = call("get-summary", next);
            leavers.addAll(page.objects("leavers", leaver -> leaver.text("pupilId")));
            teachers.addAll(page.objects("teachersWithoutEmail", teacher -> teacher.text("rowId")));
            next = page.optionalText("next");
            answers++;
        } while (next.isPresent());

        assertThat(leavers)
                .doesNotHaveDuplicates()
                .hasSize(call("get-import", Optional.empty()).integer("leavers"))
                .hasSizeGreaterThanOrEqualTo(LEAVERS);
        assertThat(teachers).doesNotHaveDuplicates().hasSize(TEACHERS);
        assertThat(answers).isEqualTo(2);
    }

    @Test
    void summaryDoesNotGoOn_whenTheImportOrTheRosterMoved() {
        stage();
        String next = call("get-summary", Optional.empty()).text("next");

        Http.of("review-import/decide-rows")
                .body("{\"importId\":\"i1\",\"leavers\":[{\"pupilId\":\"p999\",\"keepActive\":true}]}")
                .to(school.handler());
        assertThat(Http.of("review-import/get-summary")
                        .cursor(next)
                        .to(school.handler())
                        .problem())
                .isEqualTo("no-open-import");
        assertThat(Http.of("review-import/get-summary")
                        .cursor("i1~")
                        .to(school.handler())
                        .status())
                .isEqualTo(404);
    }
}
