package nl.laslink.local.emulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;

/**
 * What the test centre has of a fictional school before anything was linked. The groups in the file are of the school year in
 * which it is loaded. Immutable.
 */
public record DemoSchool(SchoolId school, String name, List<RosterRecord> records) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public DemoSchool {
        records = List.copyOf(records);
    }

    /** The school of {@code demo/<code>.json} on the class path. */
    public static DemoSchool read(String code, SchoolYear schoolYear) {
        try (InputStream in = DemoSchool.class.getResourceAsStream("/demo/" + code + ".json")) {
            JsonNode file = JSON.readTree(in);
            List<RosterRecord> records = new ArrayList<>();
            file.path("groups").forEach(g -> records.add(group(g, schoolYear)));
            file.path("teachers").forEach(t -> records.add(teacher(t)));
            file.path("pupils").forEach(p -> records.add(pupil(p)));
            return new DemoSchool(
                    SchoolId.parse(file.path("school").asText()),
                    file.path("name").asText(),
                    records);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Group group(JsonNode g, SchoolYear schoolYear) {
        return new Group(
                id(g),
                g.path("name").asText(),
                text(g, "yearGroup"),
                g.path("composite").asBoolean(),
                schoolYear,
                number(g));
    }

    private static Teacher teacher(JsonNode t) {
        return new Teacher(
                id(t), name(t), text(t, "email").map(EmailAddress::new), ids(t, "groups"), eckId(t), number(t));
    }

    private static Pupil pupil(JsonNode p) {
        return new Pupil(
                id(p),
                name(p),
                text(p, "born").map(LocalDate::parse),
                text(p, "year"),
                text(p, "group").map(RecordId::new),
                ids(p, "compositeGroups"),
                p.path("active").asBoolean(true),
                eckId(p),
                number(p),
                new Pupil.TestHistory(
                        p.path("results").asInt(), text(p, "lastResultOn").map(LocalDate::parse)));
    }

    private static RecordId id(JsonNode node) {
        return new RecordId(node.path("id").asText());
    }

    private static List<RecordId> ids(JsonNode node, String field) {
        List<RecordId> ids = new ArrayList<>();
        node.path(field).forEach(id -> ids.add(new RecordId(id.asText())));
        return ids;
    }

    private static PersonName name(JsonNode node) {
        return PersonName.of(
                node.path("firstName").asText(""),
                node.path("prefix").asText(""),
                node.path("surname").asText(""));
    }

    private static Optional<EckId> eckId(JsonNode node) {
        return text(node, "eckId").map(EckId::new);
    }

    private static Optional<ExternalNumber> number(JsonNode node) {
        return node.hasNonNull("number")
                ? Optional.of(new ExternalNumber(
                        new LasTypeCode(node.at("/number/las").asText()),
                        Optional.of(new LasKey(node.at("/number/key").asText()))))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }
}
