package nl.laslink.operations.uwlr;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.operations.Refused;
import nl.laslink.platform.event.TestCentreJson;
import nl.laslink.platform.json.JsonObject;

/**
 * The test centre's events in a file: one event, a list of them, or a batch as a queue hands it over. There is no roster beside
 * them: without a LAS key the id of the pupil or teacher is used.
 */
final class ResultsFile {
    private static final Comparator<NormedScore> NEWER =
            Comparator.comparing(NormedScore::normedAt).thenComparing(NormedScore::revision);

    static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    private ResultsFile() {}

    /** What can be sent, and why the rest cannot. {@code withoutKey} are the pupils and teachers whose ids are sent as keys. */
    record Composed(ScoreMessage message, Map<ResultKey, ScoreState.WaitReason> held, int withoutKey) {
        /** Prints what the message lacks, and how many of its keys are ids of the test centre. */
        void report(PrintStream err) {
            if (withoutKey > 0) {
                err.println("ids of the test centre replace keys of the LAS: " + withoutKey
                        + "; --pupil ID=KEY and --teacher ID=KEY give the keys it has");
            }
            held.forEach((key, reason) -> err.println("held: result " + key + ": " + reason));
        }

        int status() {
            return held.isEmpty() ? UwlrCommand.USABLE : UwlrCommand.NOT_USABLE;
        }
    }

    static SchoolId schoolOf(Path file) {
        return scores(events(file)).stream()
                .findFirst()
                .orElseThrow(() -> new Refused("The file contains no ScoreNormed."))
                .school();
    }

    static Composed composed(
            Path file,
            SchoolIdentification school,
            Optional<SchoolYear> year,
            KeyOptions.Keys keys,
            Instant createdAt) {
        List<JsonObject> events = events(file);
        Map<Test, TestDefinition> tests = new HashMap<>();
        ofType(events, "TestDefined")
                .map(e -> e.object("detail"))
                .map(ResultsFile::definition)
                .forEach(d -> tests.put(new Test(d.code(), d.version()), d));
        Map<ResultKey, ScoreState.WaitReason> held = new LinkedHashMap<>();
        Map<RecordId, List<NormedScore>> byPupil = new LinkedHashMap<>();
        Map<TestCode, TestDefinition> named = new LinkedHashMap<>();
        for (NormedScore score : scores(events)) {
            Optional<TestDefinition> test = Optional.ofNullable(tests.get(new Test(score.test(), score.version())));
            Optional<ScoreState.WaitReason> flaw = Readiness.flaw(score.value(), score.part(), test);
            if (flaw.isPresent()) {
                held.put(score.key(), flaw.get());
            } else {
                byPupil.computeIfAbsent(score.pupil(), _ -> new ArrayList<>()).add(score);
                named.put(score.test(), test.orElseThrow());
            }
        }
        SchoolYear schoolYear = year.orElseGet(() -> SchoolYear.at(byPupil.values().stream()
                .flatMap(List::stream)
                .map(NormedScore::takenOn)
                .max(Comparator.naturalOrder())
                .orElse(LocalDate.EPOCH)));
        List<ScoreMessage.PupilResults> pupils = byPupil.entrySet().stream()
                .map(e -> new ScoreMessage.PupilResults(
                        key(keys.pupils(), e.getKey()),
                        Optional.empty(),
                        e.getValue().getFirst().teacher().map(t -> key(keys.teachers(), t)),
                        e.getValue().stream().map(ResultsFile::result).toList()))
                .toList();
        return new Composed(
                new ScoreMessage(
                        school,
                        schoolYear,
                        createdAt.atZone(DUTCH).toOffsetDateTime(),
                        pupils,
                        List.copyOf(named.values())),
                held,
                withoutKey(byPupil, keys));
    }

    private static LasKey key(Map<String, LasKey> keys, RecordId id) {
        return keys.getOrDefault(id.value(), new LasKey(id.value()));
    }

    private static int withoutKey(Map<RecordId, List<NormedScore>> byPupil, KeyOptions.Keys keys) {
        Stream<RecordId> pupils =
                byPupil.keySet().stream().filter(p -> !keys.pupils().containsKey(p.value()));
        Stream<RecordId> teachers = byPupil.values().stream()
                .flatMap(scores -> scores.getFirst().teacher().stream())
                .distinct()
                .filter(t -> !keys.teachers().containsKey(t.value()));
        return Math.toIntExact(pupils.count() + teachers.count());
    }

    private record Test(TestCode code, Optional<String> version) {}

    private static ScoreMessage.Result result(NormedScore s) {
        return new ScoreMessage.Result(s.key(), s.takenOn(), s.test(), s.version(), s.part(), s.value(), s.infoUrl());
    }

    /** Of two norms of one result the later one counts. */
    private static List<NormedScore> scores(List<JsonObject> events) {
        Map<ResultKey, NormedScore> latest = new LinkedHashMap<>();
        ofType(events, "ScoreNormed")
                .map(ResultsFile::normed)
                .forEach(s -> latest.merge(s.key(), s, (a, b) -> NEWER.compare(b, a) < 0 ? a : b));
        return List.copyOf(latest.values());
    }

    private static Stream<JsonObject> ofType(List<JsonObject> events, String type) {
        return events.stream()
                .filter(e -> e.optionalText("detail-type").filter(type::equals).isPresent());
    }

    /** An event that a person wrote may have no time. */
    private static NormedScore normed(JsonObject event) {
        try {
            Instant sentAt = event.has("time") ? TestCentreJson.sentAt(event) : Instant.EPOCH;
            return TestCentreJson.normed(event.object("detail"), sentAt);
        } catch (JsonObject.UnreadableJson | TestCentreJson.FieldUnreadable e) {
            throw new Refused("A ScoreNormed is invalid: " + e.getMessage());
        }
    }

    private static TestDefinition definition(JsonObject detail) {
        try {
            return TestCentreJson.definition(detail);
        } catch (JsonObject.UnreadableJson | TestCentreJson.FieldUnreadable e) {
            throw new Refused("A TestDefined is invalid: " + e.getMessage());
        }
    }

    private static List<JsonObject> events(Path file) {
        try {
            JsonObject all = JsonObject.parse("{\"events\":" + listed(Files.readString(file)) + "}");
            return all.objects("events").stream()
                    .flatMap(e -> e.has("Records")
                            ? e.objects("Records").stream().map(r -> JsonObject.parse(r.text("body")))
                            : Stream.of(e))
                    .toList();
        } catch (IOException unreadable) {
            throw new Refused("The file of events cannot be read.");
        } catch (JsonObject.UnreadableJson e) {
            throw new Refused("The file contains no event, list of events or batch of a queue as JSON.");
        }
    }

    private static String listed(String text) {
        return text.strip().startsWith("[") ? text : "[" + text + "]";
    }
}
