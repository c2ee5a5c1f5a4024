package nl.laslink.manageroster;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.event.AuditLog;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Inactivity;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.platform.http.HttpResponse;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** A school with its groups, teachers and pupils, as the pages see them. All pages of one list are of one revision. */
final class RosterView {
    private static final Duration IMPORT_ROWS = Duration.ofDays(31); // an import lives 30 days, its rows a day more
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    private final RosterStore rosters;
    private final LinkStore links;
    private final Periods periods;
    private final Clock clock;

    /** How long what is kept, as the page Privacy shows it. */
    record Periods(Retention personal, Duration audit) {
        static final Periods DEFAULT = new Periods(Retention.DEFAULT, AuditLog.DEFAULT_RETENTION);
    }

    RosterView(RosterStore rosters, LinkStore links, Periods periods, Clock clock) {
        this.rosters = rosters;
        this.links = links;
        this.periods = periods;
        this.clock = clock;
    }

    JsonObject school(SchoolId school) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), DUTCH);
        return JsonObject.empty()
                .put("school", school)
                .put("brin", school.brin())
                .put("dependance", school.dependance())
                .put("name", rosters.schoolName(school))
                .put("currentSchoolYear", SchoolYear.at(today))
                .put(
                        "retentionDays",
                        JsonObject.empty()
                                .put("importRows", IMPORT_ROWS.toDays())
                                .put("pupils", periods.personal().leavers().toDays())
                                .put("results", periods.personal().results().toDays())
                                .put("audit", periods.audit().toDays()));
    }

    /** @return none when the cursor is of another revision: the list must be read again from the start */
    Optional<JsonObject> page(SchoolId school, Optional<String> cursor) {
        Roster roster = rosters.read(school);
        if (cursor.isEmpty()) {
            return Optional.of(page(roster, 0));
        }
        Matcher parts = CURSOR.matcher(cursor.get());
        boolean isOfThisRevision = parts.matches() && Long.parseLong(parts.group(1)) == roster.revision();
        return isOfThisRevision ? Optional.of(page(roster, Integer.parseInt(parts.group(2)))) : Optional.empty();
    }

    /** @return none when there is no such pupil */
    Optional<HttpResponse> pupil(SchoolId school, RecordId id) {
        Roster roster = rosters.read(school);
        Optional<LasTypeCode> las = linkedLas(school);
        return roster.pupil(id)
                .map(pupil -> HttpResponse.ok(pupil(pupil, roster, las)).withVersion(version(pupil, roster)));
    }

    private JsonObject page(Roster roster, int from) {
        List<RosterRecord> all = new ArrayList<>();
        all.addAll(byName(roster.groups(), g -> g.name()));
        all.addAll(byName(roster.teachers(), t -> sortName(t.name())));
        all.addAll(byName(roster.pupils(), p -> sortName(p.name())));
        Optional<LasTypeCode> las = linkedLas(roster.school());
        Map<RecordId, Integer> sizes = groupSizes(roster);
        List<RosterRecord> page = Page.of(all.subList(Math.min(from, all.size()), all.size()), some -> switch (some) {
            case Group g -> group(g, sizes.getOrDefault(g.id(), 0));
            case Teacher t -> teacher(t, roster);
            case Pupil p -> pupil(p, roster, las);
            case Choice _, Gone _ -> throw new IllegalStateException("a choice is not listed");
        });
        JsonObject json = JsonObject.empty()
                .put("revision", roster.revision())
                .putObjects("groups", only(Group.class, page), g -> group(g, sizes.getOrDefault(g.id(), 0)))
                .putObjects("teachers", only(Teacher.class, page), t -> teacher(t, roster))
                .putObjects("pupils", only(Pupil.class, page), p -> pupil(p, roster, las));
        if (from + page.size() < all.size()) {
            json.put("next", roster.revision() + "." + (from + page.size()));
        }
        return json;
    }

    private static JsonObject group(Group group, int pupils) {
        return JsonObject.empty()
                .put("id", group.id())
                .put("name", group.name())
                .put("yearGroup", group.yearGroup())
                .put("composite", group.composite())
                .put("schoolYear", group.schoolYear())
                .put("lasCode", lasCode(group.externalNumber()))
                .put("pupils", pupils);
    }

    private static JsonObject teacher(Teacher teacher, Roster roster) {
        return JsonObject.empty()
                .put("id", teacher.id())
                .put("name", teacher.name().full())
                .put("email", teacher.email())
                .put(
                        "groups",
                        teacher.groups().stream()
                                .flatMap(id -> roster.group(id).stream())
                                .map(Group::name)
                                .limit(Page.MOST_GROUPS)
                                .toList())
                .put("lasCode", lasCode(teacher.externalNumber()));
    }

    private static JsonObject pupil(Pupil pupil, Roster roster, Optional<LasTypeCode> las) {
        return JsonObject.empty()
                .put("id", pupil.id())
                .put("version", version(pupil, roster))
                .put("name", pupil.name().full())
                .put("birthDate", pupil.birthDate())
                .put("group", pupil.group().flatMap(roster::group).map(Group::name))
                .put("active", pupil.active())
                .put("linked", las.filter(pupil::isLinkedTo).isPresent())
                .put("lasCode", lasCode(pupil.externalNumber()))
                .put("testResults", pupil.tests().results())
                .put("lastTestOn", pupil.tests().lastOn())
                .put("inactive", pupil.inactivity(), RosterView::inactive);
    }

    private static JsonObject inactive(Inactivity inactivity) {
        return JsonObject.empty()
                .put("since", inactivity.since().toString())
                .put("reason", Word.of(inactivity.reason()))
                .put("by", inactivity.by().name())
                .put("commitId", inactivity.commit());
    }

    private static long version(Pupil pupil, Roster roster) {
        return roster.findVersioned(pupil.id()).orElseThrow().revision();
    }

    private Optional<LasTypeCode> linkedLas(SchoolId school) {
        return links.find(school).filter(Link.Active.class::isInstance).map(link -> link.fields()
                .type());
    }

    /** Active pupils, in their own group and in composite ones. */
    private static Map<RecordId, Integer> groupSizes(Roster roster) {
        Map<RecordId, Integer> sizes = new HashMap<>();
        roster.pupils().stream().filter(Pupil::active).forEach(pupil -> {
            pupil.group().ifPresent(id -> sizes.merge(id, 1, Integer::sum));
            pupil.compositeGroups().forEach(id -> sizes.merge(id, 1, Integer::sum));
        });
        return sizes;
    }

    private static Optional<LasKey> lasCode(Optional<ExternalNumber> number) {
        return number.flatMap(ExternalNumber::key);
    }

    private static <T extends RosterRecord> List<T> only(Class<T> type, List<RosterRecord> records) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T extends RosterRecord> List<T> byName(
            List<T> records, java.util.function.Function<T, String> name) {
        return records.stream()
                .sorted(Comparator.comparing((T r) -> name.apply(r).toLowerCase(Locale.ROOT))
                        .thenComparing(r -> r.id().value()))
                .toList();
    }

    private static String sortName(PersonName name) {
        // The separator sorts before every letter: "Jansen, Zoë" stands before "Jansens, Anna".
        return name.surname().orElse("") + "\t" + name.firstName().orElse("");
    }
}
