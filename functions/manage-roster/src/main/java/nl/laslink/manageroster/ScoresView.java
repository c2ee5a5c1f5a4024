package nl.laslink.manageroster;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.laslink.domain.Word;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ArrivalsOfDay;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.RefusedArrival;
import nl.laslink.domain.score.RefusedArrivals;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreAction;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.platform.http.Page;
import nl.laslink.platform.json.JsonObject;

/** The score ledger as the pages see it: per pupil and test whether the LAS took the result, and why not. */
final class ScoresView {

    private static final int LONGEST_KEY = 256; // ResultKey
    private static final int MOST_DAYS = 60;

    private final ScoreStore scores;
    private final RosterStore rosters;
    private final RefusedArrivals arrivals;

    ScoresView(ScoreStore scores, RosterStore rosters, RefusedArrivals arrivals) {
        this.scores = scores;
        this.rosters = rosters;
        this.arrivals = arrivals;
    }

    /**
     * One page, by result key; the cursor is the last key, in Base64 so that any key fits a query. The first page counts what came
     * per day.
     */
    JsonObject page(SchoolId school, Optional<String> cursor) {
        String after = cursor.map(ScoresView::decoded).orElse("");
        List<LedgerEntry> all = scores.all(school);
        List<LedgerEntry> rest = all.stream()
                .sorted(Comparator.comparing(entry -> entry.key().value()))
                .filter(entry -> entry.key().value().compareTo(after) > 0)
                .toList();
        Roster roster = rosters.read(school);
        Map<Test, Optional<TestDefinition>> tests = new HashMap<>();
        Function<LedgerEntry, JsonObject> form = entry -> score(entry, roster, definition(entry, tests));
        List<LedgerEntry> page = Page.of(rest, form);
        JsonObject json = JsonObject.empty().putObjects("items", page, form);
        if (cursor.isEmpty()) {
            List<ArrivalsOfDay> days = ArrivalsOfDay.of(all, arrivals.of(school));
            json.putObjects("days", days.subList(0, Math.min(MOST_DAYS, days.size())), ScoresView::day);
        }
        if (page.size() < rest.size()) {
            json.put("next", encoded(page.getLast().key().value()));
        }
        return json;
    }

    private static JsonObject day(ArrivalsOfDay day) {
        List<Map.Entry<RefusedArrival.Reason, Integer>> refused = day.refused().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        return JsonObject.empty()
                .put("day", day.day())
                .put("arrived", day.arrived())
                .put("stored", day.stored())
                .put("superseded", day.superseded())
                .put("withdrawn", day.withdrawn())
                .putObjects("refused", refused, reason -> JsonObject.empty()
                        .put("reason", reason.getKey())
                        .put("number", reason.getValue()));
    }

    /** One score with all that happened to it, the latest first; {@code id} is its key in Base64. */
    Optional<JsonObject> history(SchoolId school, String id) {
        String key = decoded(id);
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            return Optional.empty();
        }
        return scores.find(school, new ResultKey(key)).map(entry -> {
            Roster roster = rosters.read(school);
            return score(entry, roster, definition(entry, new HashMap<>()))
                    .putObjects("history", entry.history().reversed(), step -> step(step, roster));
        });
    }

    private static JsonObject step(ScoreStep step, Roster roster) {
        JsonObject json = JsonObject.empty()
                .put("at", step.at())
                .put("state", State.of(step.state()))
                .put("reason", reason(step.state()));
        return switch (step.cause()) {
            case ScoreStep.Cause.Normed() -> json.put("cause", "normed");
            case ScoreStep.Cause.Corrected(RecordId pupil, ScoreValue before, Instant normedBefore) ->
                json.put("cause", "corrected")
                        .put("valueBefore", text(before))
                        .put("pupilBefore", name(pupil, roster))
                        .put("normedBefore", normedBefore);
            case ScoreStep.Cause.NormsCorrected() -> json.put("cause", "norms-corrected");
            case ScoreStep.Cause.Checked() -> json.put("cause", "checked");
            case ScoreStep.Cause.Sending() -> json.put("cause", "sending");
            case ScoreStep.Cause.Answered() -> json.put("cause", "answered");
            case ScoreStep.Cause.WithdrawnByTestCentre() -> json.put("cause", "withdrawn-by-test-centre");
            case ScoreStep.Cause.MovedToOtherPupil(RecordId pupil) ->
                json.put("cause", "moved-to-other-pupil").put("pupilAfter", name(pupil, roster));
            case ScoreStep.Cause.DeliveredToOther(RecordId pupil) ->
                json.put("cause", "delivered-to-other").put("pupilAfter", name(pupil, roster));
            case ScoreStep.Cause.LinkCorrected() -> json.put("cause", "link-corrected");
            case ScoreStep.Cause.Pressed(Actor by) ->
                json.put("cause", "pressed").put("by", by.name());
        };
    }

    private static final String ERASED = "–";

    private static String name(RecordId pupil, Roster roster) {
        if (pupil.equals(LedgerEntry.ERASED)) {
            return ERASED;
        }
        return roster.pupil(pupil).map(p -> p.name().full()).orElse(pupil.value());
    }

    private record Test(TestCode code, Optional<String> version) {}

    private Optional<TestDefinition> definition(LedgerEntry entry, Map<Test, Optional<TestDefinition>> known) {
        return known.computeIfAbsent(
                new Test(entry.test(), entry.testVersion()), test -> scores.definition(test.code(), test.version()));
    }

    private static JsonObject score(LedgerEntry entry, Roster roster, Optional<TestDefinition> test) {
        String code = entry.test().value();
        return JsonObject.empty()
                .put("id", encoded(entry.key().value()))
                .put("resultKey", entry.key())
                .put("version", entry.version())
                .put("pupilId", entry.pupil())
                .put("pupilName", name(entry.pupil(), roster))
                .put(
                        "group",
                        roster.pupil(entry.pupil())
                                .flatMap(pupil -> roster.groupOn(pupil, entry.takenOn()))
                                .map(Group::name))
                .put("testCode", code)
                .put("testVersion", entry.testVersion())
                .put("testName", test.flatMap(TestDefinition::name).orElse(code))
                .put("part", entry.part().map(part -> partName(part, test)))
                .put("value", entry.pupil().equals(LedgerEntry.ERASED) ? ERASED : text(entry.value()))
                .put("takenOn", entry.takenOn())
                .put("schoolYear", SchoolYear.at(entry.takenOn()))
                .put("normedAt", entry.normedAt())
                .put("state", State.of(entry.state()))
                .put("reason", reason(entry.state()))
                .put("whoActs", entry.responsible())
                .put("actions", ScoreAction.possibleFor(entry))
                .put("at", entry.at());
    }

    private enum State {
        WAITING,
        READY,
        SENT,
        ACCEPTED,
        REFUSED,
        WITHDRAWN,
        CLOSED;

        static State of(ScoreState state) {
            return switch (state) {
                case ScoreState.Waiting _ -> WAITING;
                case ScoreState.Ready(), ScoreState.Doubted() -> READY;
                case ScoreState.Sent() -> SENT;
                case ScoreState.Accepted() -> ACCEPTED;
                case ScoreState.Refused _ -> REFUSED;
                case ScoreState.Withdrawn _ -> WITHDRAWN;
                case ScoreState.Closed _ -> CLOSED;
            };
        }
    }

    private static Optional<String> reason(ScoreState state) {
        return switch (state) {
            case ScoreState.Waiting(ScoreState.WaitReason reason) -> Optional.of(Word.of(reason));
            case ScoreState.Refused(var code) -> Optional.of(Word.of(code));
            case ScoreState.Sent() -> Optional.of("no-answer");
            case ScoreState.Doubted() -> Optional.of("refused-once");
            case ScoreState.Withdrawn(boolean mayBeInLas) ->
                mayBeInLas ? Optional.of("remove-from-las") : Optional.empty();
            case ScoreState.Closed(ScoreState.CloseReason reason) -> Optional.of(Word.of(reason));
            case ScoreState.Ready(), ScoreState.Accepted() -> Optional.empty();
        };
    }

    private static String partName(String part, Optional<TestDefinition> test) {
        return test.stream()
                .flatMap(t -> t.parts().stream())
                .filter(p -> p.code().equals(part))
                .findFirst()
                .flatMap(TestDefinition.Part::name)
                .orElse(part);
    }

    /** A plain score, or of an OSO result what people look at first. */
    private static String text(ScoreValue value) {
        return switch (value) {
            case ScoreValue.Plain(long score) -> Long.toString(score);
            case ScoreValue.Unfit(BigDecimal score) -> score.toString();
            case ScoreValue.Oso oso -> {
                List<String> texts = new ArrayList<>();
                oso.references().forEach(r -> texts.add(r.code() + " " + r.value()));
                oso.abilityScore().ifPresent(score -> texts.add(score.toPlainString()));
                oso.right()
                        .ifPresent(right -> texts.add(
                                oso.items().map(items -> right + "/" + items).orElse(right.toString())));
                yield String.join(" · ", texts);
            }
        };
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** A cursor we never gave begins the list anew. */
    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }
}
