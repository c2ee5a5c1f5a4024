package nl.laslink.reviewimport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** The changes of a plan by name, each field before and after. Choices have no name and are left out. */
final class ChangeView {
    private static final String IS_LINKED = "linked";

    /** A LAS may send another ECK iD for a pupil; the iD itself is nothing to read. */
    private static final String OTHER_ECK_ID = "other";

    private final Map<RecordId, String> groupsBefore = new HashMap<>();
    private final Map<RecordId, String> groupsAfter = new HashMap<>();

    ChangeView(Collection<PlanEntry> changes, Roster today) {
        today.groups().forEach(g -> {
            groupsBefore.put(g.id(), g.name());
            groupsAfter.put(g.id(), g.name());
        });
        for (PlanEntry change : changes) {
            change.before().ifPresent(before -> {
                if (before instanceof Group g) {
                    groupsBefore.put(g.id(), g.name());
                    groupsAfter.putIfAbsent(g.id(), g.name());
                }
            });
            if (change.after() instanceof Group g) {
                groupsAfter.put(g.id(), g.name());
                groupsBefore.putIfAbsent(g.id(), g.name());
            }
        }
    }

    enum Effect {
        ADDED,
        CHANGED,
        ACTIVATED,
        DEACTIVATED,
        REMOVED,
        RESTORED
    }

    /** Those that have a name: groups, teachers and pupils, each by name. */
    static List<PlanEntry> named(Collection<PlanEntry> changes) {
        return changes.stream()
                .filter(change -> kind(change).isPresent())
                .sorted(Comparator.comparing((PlanEntry c) -> kind(c).orElseThrow())
                        .thenComparing(c -> sortName(shown(c)).toLowerCase(Locale.ROOT))
                        .thenComparing(c -> c.id().value()))
                .toList();
    }

    JsonObject change(PlanEntry change) {
        return JsonObject.empty()
                .put("recordId", change.id().value())
                .put("kind", Word.of(kind(change).orElseThrow()))
                .put("effect", Word.of(effect(change)))
                .put("name", name(shown(change)))
                .put("group", group(shown(change)))
                .putObjects("fields", fields(change), field -> field);
    }

    private List<JsonObject> fields(PlanEntry change) {
        Map<String, String> before =
                change.before().map(r -> values(r, groupsBefore)).orElse(Map.of());
        Map<String, String> after = values(change.after(), groupsAfter);
        Set<String> names = new TreeSet<>(Comparator.comparingInt(FIELDS::indexOf));
        names.addAll(before.keySet());
        names.addAll(after.keySet());
        List<JsonObject> fields = new ArrayList<>();
        for (String name : names) {
            Optional<String> was = Optional.ofNullable(before.get(name));
            Optional<String> is = Optional.ofNullable(after.get(name));
            if (!was.equals(is)) {
                boolean isEckId = name.equals("eckId");
                fields.add(JsonObject.empty()
                        .put("field", name)
                        .put("before", isEckId ? was.map(_ -> IS_LINKED) : was)
                        .put("after", isEckId ? is.map(_ -> was.isPresent() ? OTHER_ECK_ID : IS_LINKED) : is));
            }
        }
        return fields;
    }

    private static final List<String> FIELDS = List.of(
            "name",
            "birthDate",
            "group",
            "groups",
            "yearGroup",
            "composite",
            "schoolYear",
            "email",
            "active",
            "eckId",
            "las",
            "lasCode",
            "testResults");

    private static Map<String, String> values(RosterRecord record, Map<RecordId, String> groups) {
        Map<String, String> values = new LinkedHashMap<>();
        switch (record) {
            case Group g -> {
                values.put("name", g.name());
                g.yearGroup().ifPresent(y -> values.put("yearGroup", y));
                values.put("composite", Boolean.toString(g.composite()));
                values.put("schoolYear", g.schoolYear().toString());
                number(values, g.externalNumber());
            }
            case Teacher t -> {
                values.put("name", t.name().full());
                t.email().map(EmailAddress::value).ifPresent(e -> values.put("email", e));
                joined(values, "groups", t.groups(), groups);
                t.eckId().map(EckId::value).ifPresent(e -> values.put("eckId", e));
                number(values, t.externalNumber());
            }
            case Pupil p -> {
                values.put("name", p.name().full());
                p.birthDate().ifPresent(d -> values.put("birthDate", d.toString()));
                p.yearGroup().ifPresent(y -> values.put("yearGroup", y));
                joined(values, "group", p.group().stream().toList(), groups);
                joined(values, "groups", p.compositeGroups(), groups);
                values.put("active", Boolean.toString(p.active()));
                p.eckId().map(EckId::value).ifPresent(e -> values.put("eckId", e));
                number(values, p.externalNumber());
                if (p.tests().results() > 0) {
                    values.put("testResults", Integer.toString(p.tests().results()));
                }
            }
            case Choice _, Gone _ -> {}
        }
        return values;
    }

    private static void number(Map<String, String> values, Optional<ExternalNumber> number) {
        number.ifPresent(n -> values.put("las", n.las().value()));
        number.flatMap(ExternalNumber::key).map(LasKey::value).ifPresent(key -> values.put("lasCode", key));
    }

    private static void joined(
            Map<String, String> values, String field, List<RecordId> ids, Map<RecordId, String> groups) {
        String names = ids.stream()
                .limit(Page.MOST_GROUPS)
                .flatMap(id -> Optional.ofNullable(groups.get(id)).stream())
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            values.put(field, names);
        }
    }

    private Optional<String> group(RosterRecord record) {
        return record instanceof Pupil p
                ? p.group().flatMap(id -> Optional.ofNullable(groupsAfter.get(id)))
                : Optional.empty();
    }

    static Effect effect(PlanEntry change) {
        if (change.after() instanceof Gone) {
            return Effect.REMOVED;
        }
        if (change.before().isEmpty()) {
            return Effect.ADDED;
        }
        return switch (change.before().get()) {
            case Gone _ -> Effect.RESTORED;
            case Pupil before
            when change.after() instanceof Pupil after && before.active() != after.active() ->
                after.active() ? Effect.ACTIVATED : Effect.DEACTIVATED;
            case Pupil _, Group _, Teacher _, Choice _ -> Effect.CHANGED;
        };
    }

    static Optional<RowKind> kind(PlanEntry change) {
        return switch (shown(change)) {
            case Group _ -> Optional.of(RowKind.GROUP);
            case Teacher _ -> Optional.of(RowKind.TEACHER);
            case Pupil _ -> Optional.of(RowKind.PUPIL);
            case Choice _, Gone _ -> Optional.empty();
        };
    }

    /** The record as it is after the change, or as it was when the change takes it away. */
    private static RosterRecord shown(PlanEntry change) {
        return change.after() instanceof Gone ? change.before().orElse(change.after()) : change.after();
    }

    private static String name(RosterRecord record) {
        return switch (record) {
            case Group g -> g.name();
            case Teacher t -> t.name().full();
            case Pupil p -> p.name().full();
            case Choice _, Gone _ -> "";
        };
    }

    private static String sortName(RosterRecord record) {
        return switch (record) {
            case Group g -> g.name();
            case Teacher t -> t.name().surname().orElse("") + "\t" + t.name().full();
            case Pupil p -> p.name().surname().orElse("") + "\t" + p.name().full();
            case Choice _, Gone _ -> "";
        };
    }
}
