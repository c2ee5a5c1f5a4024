package nl.laslink.manageroster;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.Word;
import nl.laslink.domain.imports.ChoiceList;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** Blijvende keuzes, as the pages see them. All pages of one list are of one revision. */
final class ChoicesView {
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})\\.([0-9]{1,9})");

    private final RosterStore rosters;
    private final ImportStore imports;
    private final Clock clock;

    ChoicesView(RosterStore rosters, ImportStore imports, Clock clock) {
        this.rosters = rosters;
        this.imports = imports;
        this.clock = clock;
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

    private JsonObject page(Roster roster, int from) {
        SchoolYear now = SchoolYear.at(LocalDate.ofInstant(clock.instant(), DUTCH));
        List<ChoiceList.Item> all = new ChoiceList(roster, latestRows(roster.school())).since(now);
        List<ChoiceList.Item> page =
                Page.of(all.subList(Math.min(from, all.size()), all.size()), item -> choice(item, roster));
        JsonObject json = JsonObject.empty()
                .put("revision", roster.revision())
                .putObjects("items", page, item -> choice(item, roster));
        if (from + page.size() < all.size()) {
            json.put("next", roster.revision() + "." + (from + page.size()));
        }
        return json;
    }

    /** Those whose names may still be used. */
    private List<Row> latestRows(SchoolId school) {
        Instant now = clock.instant();
        boolean mayBeUsed =
                imports.find(school).filter(i -> !i.header().isExpiredAt(now)).isPresent();
        return mayBeUsed ? imports.rows(school) : List.of();
    }

    private static JsonObject choice(ChoiceList.Item item, Roster roster) {
        LocalDate end = LocalDate.of(item.choice().schoolYear().startYear() + 1, Month.JULY, 31);
        return JsonObject.empty()
                .put("id", item.id())
                .put("version", roster.findVersioned(item.id()).orElseThrow().revision())
                .put("what", item.choice() instanceof Choice.Skipped ? "skipped" : "kept-active")
                .put("kind", Word.of(item.kind()))
                .put("name", item.name())
                .put("group", item.group())
                .put("by", item.choice().made().map(made -> made.by().name()))
                .put("at", item.choice().made().map(Choice.Made::at))
                .put("until", end);
    }
}
