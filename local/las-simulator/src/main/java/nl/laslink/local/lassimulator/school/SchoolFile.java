package nl.laslink.local.lassimulator.school;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter.NopIndenter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A school as a JSON text that people read and edit: one line per group, teacher and pupil. */
public final class SchoolFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** One record on one line, with a space after each colon and comma. */
    private static final ObjectWriter LINE = JSON.writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEntrySpacing(Separators.Spacing.AFTER)
                    .withArrayValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new NopIndenter())
            .withArrayIndenter(new NopIndenter()));

    private SchoolFile() {}

    /** Reads a school; throws {@link IllegalArgumentException} saying what is wrong in the text. */
    public static School read(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this school's file is no JSON: " + e.getOriginalMessage(), e);
        }
        return new School(
                new SchoolCode(required(root, "brin"), required(root, "dependance")),
                required(root, "name"),
                required(root, "authorisationKey"),
                optional(root, "schoolKey"),
                root.path("lastKey").asLong(),
                each(root, "groups", SchoolFile::group),
                each(root, "compositeGroups", SchoolFile::compositeGroup),
                each(root, "teachers", SchoolFile::teacher),
                each(root, "pupils", SchoolFile::pupil),
                each(root, "departed", SchoolFile::pupil));
    }

    /** Writes what {@link #read} reads. */
    public static String write(School school) {
        return "{\n"
                + "  \"brin\": " + quoted(school.code().brin()) + ",\n"
                + "  \"dependance\": " + quoted(school.code().dependance()) + ",\n"
                + "  \"name\": " + quoted(school.name()) + ",\n"
                + "  \"authorisationKey\": " + quoted(school.authorisationKey()) + ",\n"
                + school.schoolKey()
                        .map(key -> "  \"schoolKey\": " + quoted(key) + ",\n")
                        .orElse("")
                + "  \"lastKey\": " + school.lastKey() + ",\n"
                + lines("groups", school.groups(), SchoolFile::json) + ",\n"
                + lines("compositeGroups", school.compositeGroups(), SchoolFile::json) + ",\n"
                + lines("teachers", school.teachers(), SchoolFile::json) + ",\n"
                + lines("pupils", school.pupils(), SchoolFile::json) + ",\n"
                + lines("departed", school.departed(), SchoolFile::json) + "\n}\n";
    }

    /** A pupil as in the file; the control API speaks the same form. */
    public static Pupil pupil(JsonNode node) {
        return new Pupil(
                required(node, "key"),
                name(node),
                optional(node, "born").map(LocalDate::parse),
                optional(node, "gender")
                        .map(word ->
                                Gender.of(word).orElseThrow(() -> new IllegalArgumentException("no gender: " + word)))
                        .orElse(Gender.UNKNOWN),
                new YearGroup(required(node, "year")),
                optional(node, "group"),
                each(node, "compositeGroups", JsonNode::asText),
                optional(node, "eckId"));
    }

    /** A teacher as in the file. */
    public static Teacher teacher(JsonNode node) {
        return new Teacher(
                required(node, "key"),
                name(node),
                optional(node, "email"),
                each(node, "groups", JsonNode::asText),
                each(node, "compositeGroups", JsonNode::asText),
                optional(node, "eckId"));
    }

    /** A name as in the file: {@code firstName}, {@code prefix}, {@code surname}. */
    public static PersonName name(JsonNode node) {
        return new PersonName(optional(node, "firstName"), optional(node, "prefix"), optional(node, "surname"));
    }

    /** The field's text; empty when the field is absent, null or blank. */
    public static Optional<String> optional(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }

    /** The field's text; throws {@link IllegalArgumentException} naming the field when it is not filled. */
    public static String required(JsonNode node, String field) {
        return optional(node, field)
                .orElseThrow(() -> new IllegalArgumentException("the field " + field + " is empty"));
    }

    private static Group group(JsonNode node) {
        return new Group(required(node, "key"), required(node, "name"), new YearGroup(required(node, "year")));
    }

    private static CompositeGroup compositeGroup(JsonNode node) {
        return new CompositeGroup(required(node, "key"), required(node, "name"), optional(node, "description"));
    }

    private static <T> List<T> each(JsonNode node, String field, Function<JsonNode, T> read) {
        return StreamSupport.stream(node.path(field).spliterator(), false)
                .map(read)
                .toList();
    }

    private static ObjectNode json(Group group) {
        return JSON.createObjectNode()
                .put("key", group.key())
                .put("name", group.name())
                .put("year", group.year().code());
    }

    private static ObjectNode json(CompositeGroup group) {
        ObjectNode node = JSON.createObjectNode().put("key", group.key()).put("name", group.name());
        group.description().ifPresent(d -> node.put("description", d));
        return node;
    }

    private static ObjectNode json(Teacher teacher) {
        ObjectNode node = JSON.createObjectNode().put("key", teacher.key());
        put(node, teacher.name());
        teacher.email().ifPresent(e -> node.put("email", e));
        put(node, "groups", teacher.groups());
        put(node, "compositeGroups", teacher.compositeGroups());
        teacher.eckId().ifPresent(e -> node.put("eckId", e));
        return node;
    }

    private static ObjectNode json(Pupil pupil) {
        ObjectNode node = JSON.createObjectNode().put("key", pupil.key());
        put(node, pupil.name());
        pupil.born().ifPresent(b -> node.put("born", b.toString()));
        node.put("gender", pupil.gender().word()).put("year", pupil.year().code());
        pupil.group().ifPresent(g -> node.put("group", g));
        put(node, "compositeGroups", pupil.compositeGroups());
        pupil.eckId().ifPresent(e -> node.put("eckId", e));
        return node;
    }

    private static void put(ObjectNode node, PersonName name) {
        name.firstName().ifPresent(f -> node.put("firstName", f));
        name.prefix().ifPresent(p -> node.put("prefix", p));
        name.surname().ifPresent(s -> node.put("surname", s));
    }

    private static void put(ObjectNode node, String field, List<String> keys) {
        if (!keys.isEmpty()) {
            ArrayNode array = node.putArray(field);
            keys.forEach(array::add);
        }
    }

    private static <T> String lines(String field, List<T> items, Function<T, ObjectNode> json) {
        String start = "  " + quoted(field) + ": [";
        return items.isEmpty()
                ? start + "]"
                : items.stream()
                        .map(item -> "    " + line(json.apply(item)))
                        .collect(Collectors.joining(",\n", start + "\n", "\n  ]"));
    }

    /** The node on one line. */
    public static String line(JsonNode node) {
        try {
            return LINE.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can always be written", e);
        }
    }

    private static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }
}
