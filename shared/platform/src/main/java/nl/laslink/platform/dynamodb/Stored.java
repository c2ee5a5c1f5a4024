package nl.laslink.platform.dynamodb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.json.RecordCodec;

/**
 * The records of the domain as the tables have them: everything in which a stored form differs from its record. A component
 * that gets another name in the domain keeps its stored one here.
 */
public final class Stored extends RecordCodec {
    private static final Stored CODEC = new Stored();

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("Choice.FormerKey.kind", "rowKind"),
            Map.entry("Choice.Skipped.kind", "rowKind"),
            Map.entry("LasForm.Text.dutch", "nl"),
            Map.entry("LasForm.Text.english", "en"),
            Map.entry("LasHabits.pace", "paceMillis"),
            Map.entry("Link.Active.approvedAt", "at"),
            Map.entry("Link.Active.approvedBy", "by"),
            Map.entry("Link.Ended.endedAt", "at"),
            Map.entry("Link.Ended.endedBy", "by"),
            Map.entry("Link.Rejected.rejectedAt", "at"),
            Map.entry("Link.Rejected.rejectedBy", "by"),
            Map.entry("PersonName.firstName", "first"),
            Map.entry("Pupil.TestHistory.lastOn", "lastResultOn"));

    private static final Set<String> FLAT = Set.of("Import.Header.delivered", "LasType.endpoint", "Pupil.tests");

    /** Of fields that were added later, or that are seldom anything else. */
    private static final Map<String, Object> USUAL = Map.ofEntries(
            Map.entry("Contact.Failing.stopped", false),
            Map.entry("DeliveredGroup.named", true),
            Map.entry("Import.Header.notImported", Set.of()),
            Map.entry("Import.Receipt.cameBack", new Import.Counts(0, 0, 0)),
            Map.entry("Import.Receipt.skipped", new Import.Counts(0, 0, 0)),
            Map.entry("LasHabits.namesMainDependance", false),
            Map.entry("LedgerEntry.history", List.of()),
            Map.entry("PersonName.unread", Set.of()),
            Map.entry("Pupil.formerGroups", List.of()));

    private Stored() {}

    public static String text(Object record) {
        return CODEC.write(record).toString();
    }

    public static JsonObject json(Object record) {
        return CODEC.write(record);
    }

    /** Of a record that has no school. */
    public static <T> T read(Class<T> type, String text) {
        return read(type, text, Optional.empty());
    }

    /** The school is not in the text: it is the item's key. */
    public static <T> T read(Class<T> type, String text, SchoolId school) {
        return read(type, text, Optional.of(school));
    }

    private static <T> T read(Class<T> type, String text, Optional<SchoolId> school) {
        try {
            return CODEC.read(type, JsonObject.parse(text), school);
        } catch (JsonObject.UnreadableJson unreadable) {
            throw new UnreadableItem(type.getSimpleName(), unreadable.getMessage());
        }
    }

    @Override
    protected String field(String component, String name) {
        return FIELDS.getOrDefault(component, name);
    }

    @Override
    protected boolean isFlat(String component) {
        return FLAT.contains(component);
    }

    /** The day on which a pupil leaves is of no use once it is known who left. */
    @Override
    protected boolean isLeftOut(String component) {
        return component.endsWith(".school") || component.equals("DeliveredPupil.leavesOn");
    }

    @Override
    protected Optional<Object> usual(String component) {
        return Optional.ofNullable(USUAL.get(component));
    }

    @Override
    protected Optional<String> tagField(Class<?> family) {
        return Optional.of(family == Link.class || family == Import.class ? "stage" : "kind");
    }

    /** {@code DeliveredGroup} is a group. */
    @Override
    protected String tag(Class<?> record) {
        String tag = super.tag(record);
        return tag.startsWith("delivered") ? tag.substring("delivered".length()).toLowerCase(Locale.ROOT) : tag;
    }

    @Override
    protected String constant(Enum<?> constant) {
        return constant.name();
    }

    @Override
    protected Object optionalNumber(Number number) {
        return number.toString();
    }

    @Override
    protected void modernise(String record, Map<String, Object> fields) {
        switch (record) {
            case "Import.Header", "Commit.Header" -> {
                boolean hasChain = fields.get("correlation") instanceof String chain
                        && CorrelationId.parse(chain).isPresent();
                if (!hasChain) {
                    fields.put("correlation", fields.get("id"));
                }
            }
            case "Contact" -> modernise(fields);
            default -> {}
        }
    }

    /** Before all flaws of an answer were kept there was one, under {@code reason}; a word of another version is unknown. */
    private static void modernise(Map<String, Object> contact) {
        List<Object> known = new ArrayList<>();
        boolean hasWords = contact.get("reasons") instanceof List<?> words && !words.isEmpty();
        for (Object word : hasWords ? (List<?>) contact.get("reasons") : Arrays.asList(contact.get("reason"))) {
            if (word instanceof String text && FailureReason.ofWord(text).isPresent()) {
                known.add(text);
            }
        }
        contact.put("reasons", known);
    }
}
