package nl.laslink.local.lassimulator.control;

import static nl.laslink.local.lassimulator.school.SchoolFile.optional;
import static nl.laslink.local.lassimulator.school.SchoolFile.required;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import nl.laslink.local.lassimulator.school.Edit;
import nl.laslink.local.lassimulator.school.EditRefused;
import nl.laslink.local.lassimulator.school.EditRefused.Reason;
import nl.laslink.local.lassimulator.school.Gender;
import nl.laslink.local.lassimulator.school.PersonName;
import nl.laslink.local.lassimulator.school.Pupil;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.school.Teacher;
import nl.laslink.local.lassimulator.school.YearGroup;

/**
 * An edit as JSON: {@code kind} and the fields of a school's file. In a correction a field that is left out stays as it is,
 * and one that is empty is cleared.
 */
public final class EditJson {
    private EditJson() {}

    /** Reads an edit of this school. */
    public static Edit read(JsonNode node, School school) throws EditRefused {
        try {
            String kind = required(node, "kind");
            return switch (kind) {
                case "pupil-leaves" -> new Edit.PupilLeaves(required(node, "pupil"));
                case "pupil-returns" -> new Edit.PupilReturns(required(node, "pupil"));
                case "pupil-arrives" ->
                    new Edit.PupilArrives(
                            optional(node, "key"),
                            new PersonName(
                                    optional(node, "firstName"), optional(node, "prefix"), optional(node, "surname")),
                            optional(node, "born").map(LocalDate::parse),
                            gender(node),
                            year(node),
                            optional(node, "group"),
                            keys(node, "compositeGroups"),
                            eckId(node, Optional.empty()));
                case "pupil-corrected" -> pupilCorrected(node, school);
                case "pupil-moves" -> new Edit.PupilMoves(required(node, "pupil"), optional(node, "group"), year(node));
                case "group-renamed" -> new Edit.GroupRenamed(required(node, "group"), required(node, "name"));
                case "group-arrives" ->
                    new Edit.GroupArrives(
                            optional(node, "key"), required(node, "name"), new YearGroup(required(node, "year")));
                case "group-leaves" -> new Edit.GroupLeaves(required(node, "group"));
                case "teacher-arrives" ->
                    new Edit.TeacherArrives(
                            optional(node, "key"),
                            new PersonName(
                                    optional(node, "firstName"), optional(node, "prefix"), optional(node, "surname")),
                            optional(node, "email"),
                            keys(node, "groups"),
                            eckId(node, Optional.empty()));
                case "teacher-corrected" -> teacherCorrected(node, school);
                case "teacher-leaves" -> new Edit.TeacherLeaves(required(node, "teacher"));
                default -> throw new EditRefused(Reason.UNKNOWN_KIND, "there is no edit " + kind);
            };
        } catch (IllegalArgumentException | DateTimeException invalid) {
            throw new EditRefused(Reason.INVALID_VALUE, invalid.getMessage());
        }
    }

    private static Edit pupilCorrected(JsonNode node, School school) throws EditRefused {
        String key = required(node, "pupil");
        Pupil pupil =
                school.pupil(key).orElseThrow(() -> new EditRefused(Reason.UNKNOWN_PUPIL, "there is no pupil " + key));
        return new Edit.PupilCorrected(
                key,
                name(node, pupil.name()),
                changed(node, "born", pupil.born().map(LocalDate::toString)).map(LocalDate::parse),
                eckId(node, pupil.eckId()));
    }

    private static Edit teacherCorrected(JsonNode node, School school) throws EditRefused {
        String key = required(node, "teacher");
        Teacher teacher = school.teacher(key)
                .orElseThrow(() -> new EditRefused(Reason.UNKNOWN_TEACHER, "there is no teacher " + key));
        return new Edit.TeacherCorrected(key, name(node, teacher.name()), changed(node, "email", teacher.email()));
    }

    private static PersonName name(JsonNode node, PersonName now) {
        return new PersonName(
                changed(node, "firstName", now.firstName()),
                changed(node, "prefix", now.prefix()),
                changed(node, "surname", now.surname()));
    }

    private static Optional<String> changed(JsonNode node, String field, Optional<String> now) {
        return node.has(field) ? optional(node, field) : now;
    }

    /** {@code "withEckId": true} makes one, {@code "eckId"} gives one, and an empty {@code "eckId"} takes it away. */
    private static Edit.EckId eckId(JsonNode node, Optional<String> now) {
        if (node.path("withEckId").asBoolean() && now.isEmpty()) {
            return new Edit.EckId.Made();
        }
        Optional<String> given = changed(node, "eckId", now);
        return given.isPresent() ? new Edit.EckId.Given(given.get()) : new Edit.EckId.None();
    }

    private static Gender gender(JsonNode node) {
        return optional(node, "gender").flatMap(Gender::of).orElse(Gender.UNKNOWN);
    }

    private static Optional<YearGroup> year(JsonNode node) {
        return optional(node, "year").map(YearGroup::new);
    }

    private static List<String> keys(JsonNode node, String field) {
        return StreamSupport.stream(node.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
