package nl.laslink.local.emulator.model;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Category;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.local.emulator.model.ModelLas.Child;
import nl.laslink.local.emulator.model.ModelledSchool.Answer;
import nl.laslink.local.emulator.model.ModelledSchool.Crash;
import nl.laslink.local.emulator.model.ModelledSchool.Message;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random changes in a LAS, contacts, decisions of two people, commits, crashes and undos, against a model that knows who each
 * child is. After every step no record is about another child, nobody left whom no person let go, every change stands in the
 * history, and one key is on one record; at the end everything can be undone.
 */
class ImportModelTest {
    private static final int SEQUENCES = Integer.getInteger("model.sequences", 30);
    private static final int STEPS = Integer.getInteger("model.steps", 60);
    private static final int STEPS_ON_DYNAMODB = 40;
    private static final String IMPORT = "/api/schools/{school}/import";
    private static final String IMPORTS = "/api/schools/{school}/imports";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nothingIsSilentOrIrreversible_whateverHappens(long seed) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < SEQUENCES; i++) {
            new Sequence(seed * 1_000 + i, STEPS, counts, ModelStores.InMemory::new).run();
        }
        // Sequences in which nothing happens prove nothing.
        assertThat(counts).containsKeys("commit IMPORT", "commit QUIET", "commit UNDO", "left by IMPORT");
    }

    @ParameterizedTest
    @ValueSource(longs = {6_001, 6_002, 6_003})
    void nothingIsSilentOrIrreversible_onDynamoDb(long seed) {
        new Sequence(seed, STEPS_ON_DYNAMODB, new TreeMap<>(), _ -> new ModelStores.OnDynamoDb()).run();
    }

    /** One of two people at the school, with the review as this person last saw it. */
    private static final class Person {
        final String name;
        Optional<Review> seen = Optional.empty();

        Person(String name) {
            this.name = name;
        }
    }

    private static final class Sequence {
        private final long seed;
        private final int length;
        private final Random random;
        private final Map<String, Integer> counts;
        private final ModelLas las;
        private final ModelledSchool school;
        private final List<Person> people = List.of(new Person("anja"), new Person("sanne"));
        private final List<Message> handled = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();
        private final Map<CommitId, Review> confirmed = new HashMap<>();
        /** Who knows every child never decides wrongly; others do. */
        private final boolean isCareful;
        /** Which children people linked to which records, rightly or not. */
        private final Map<RecordId, Set<Child>> linkedByPerson = new HashMap<>();

        private final History history;

        Sequence(long seed, int length, Map<String, Integer> counts, Function<InMemoryTables, ModelStores> stores) {
            this.length = length;
            this.seed = seed;
            this.random = new Random(seed);
            this.isCareful = random.nextInt(3) > 0;
            this.counts = counts;
            this.las = new ModelLas(random);
            InMemoryTables tables = new InMemoryTables();
            this.school = new ModelledSchool(tables, stores.apply(tables), las);
            school.stores.rosters().seed(SCHOOL, "De Voorbeeldschool", firstRoster());
            this.history = new History(school.roster(), school.stores.commits(), this::story);
        }

        /** Some children are there from before, with or without a link to the LAS. */
        private List<RosterRecord> firstRoster() {
            List<RosterRecord> records = new ArrayList<>();
            boolean isLinked = random.nextBoolean();
            Map<String, String> groupIds = new HashMap<>();
            las.groups().forEach((key, name) -> {
                groupIds.put(key, "g-" + key);
                records.add(existingGroup("g-" + key, name, "5", isLinked ? key : ""));
            });
            for (Child child : las.children()) {
                if (random.nextInt(4) > 0) {
                    boolean isKnown = isLinked && random.nextInt(8) > 0;
                    records.add(existingPupil(
                            "p" + child.number,
                            child.first,
                            child.last,
                            child.born.toString(),
                            groupIds.get(child.group),
                            isKnown ? child.key.orElse("") : "",
                            isKnown ? child.eckId.orElse("") : ""));
                }
                if (random.nextInt(12) == 0) {
                    records.add(existingPupil(
                            "d" + child.number,
                            child.first,
                            child.last,
                            random.nextBoolean() ? child.born.toString() : "",
                            groupIds.get(child.group),
                            "",
                            ""));
                }
            }
            return records;
        }

        void run() {
            for (int step = 0; step < length; step++) {
                school.clock.advance(Duration.ofMinutes(1 + random.nextInt(30)));
                act();
                check();
            }
            settleAll();
            undoEverything();
        }

        private void act() {
            int dice = random.nextInt(100);
            if (dice < 22) {
                String change = las.change();
                if (!change.isEmpty()) {
                    step(change);
                }
            } else if (dice < 30) {
                Instant now = school.clock.instant();
                school.clock.set(now.atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(LocalTime.of(2, 30))
                        .toInstant(ZoneOffset.UTC));
                step("a night begins");
                school.night();
            } else if (dice < 36) {
                call(any(people), "POST", IMPORTS, Map.of(), Optional.empty(), JsonObject.empty());
            } else if (dice < 65) {
                deliver();
            } else if (dice < 70) {
                look(any(people));
            } else if (dice < 76) {
                decide(any(people), 1 + random.nextInt(3));
            } else if (dice < 87) {
                visit(any(people));
            } else if (dice < 92) {
                undo(any(people));
            } else if (dice < 95) {
                correct(any(people));
            } else if (dice < 98) {
                edit(any(people));
            } else {
                loseMessage();
            }
        }

        private void step(String step) {
            steps.add(step);
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private Optional<Crash> crash(int oneIn) {
            return random.nextInt(oneIn) == 0
                    ? Optional.of(new Crash(1 + random.nextInt(8), random.nextBoolean()))
                    : Optional.empty();
        }

        private void loseMessage() {
            if (!school.queue().isEmpty() && random.nextBoolean()) {
                Message lost = any(school.queue());
                step("lost " + lost.detailType());
                school.queue().remove(lost);
                return;
            }
            school.clock.advance(Duration.ofMinutes(20));
            step("the sweep");
            school.sweep();
        }

        /** Leerlingen beheren: two records become one, or a link goes to another pupil. */
        private void correct(Person person) {
            Roster roster = school.roster();
            List<Pupil> pupils = roster.pupils();
            if (pupils.isEmpty()) {
                return;
            }
            Pupil from = any(pupils);
            Child child = las.named(from.name());
            List<Pupil> others = pupils.stream()
                    .filter(p -> !p.id().equals(from.id()))
                    .filter(p -> !isCareful || las.named(p.name()) == child)
                    .toList();
            if (others.isEmpty()) {
                return;
            }
            JsonObject correction = JsonObject.empty()
                    .put("kind", isCareful || random.nextBoolean() ? "merge" : "move-link")
                    .put("from", from.id().value())
                    .put("to", any(others).id().value())
                    .put("mode", "execute");
            call(
                    person,
                    "POST",
                    "/api/schools/{school}/corrections",
                    Map.of(),
                    Optional.of(roster.revision()),
                    correction);
        }

        /** A person changes one record by hand: a pupil's status, or a lasting choice. */
        private void edit(Person person) {
            Roster before = school.roster();
            List<RosterRecord> editable = Stream.concat(
                            before.pupils().stream(),
                            before.choices().stream().filter(Choice.OfPerson.class::isInstance))
                    .map(RosterRecord.class::cast)
                    .toList();
            if (editable.isEmpty()) {
                return;
            }
            RosterRecord record = any(editable);
            long version = before.findVersioned(record.id()).orElseThrow().revision();
            if (record instanceof Pupil pupil) {
                call(
                        person,
                        "PUT",
                        "/api/schools/{school}/pupils/{pupil}/status",
                        Map.of("pupil", pupil.id().value()),
                        Optional.of(version),
                        JsonObject.empty().put("active", !pupil.active()));
            } else {
                call(
                        person,
                        "POST",
                        "/api/schools/{school}/choices/{choice}/end",
                        Map.of("choice", record.id().value()),
                        Optional.of(version),
                        JsonObject.empty());
            }
            Roster after = school.roster();
            if (after.revision() != before.revision()) {
                history.edited(after.find(record.id()).orElseThrow());
            }
        }

        /** A message of a queue, in any order, and sometimes one that was done before. */
        private void deliver() {
            boolean isRepeated = !handled.isEmpty() && random.nextInt(8) == 0;
            if (!isRepeated && school.queue().isEmpty()) {
                return;
            }
            Message message = isRepeated ? any(handled) : any(school.queue());
            Optional<Crash> crash = crash(4);
            Duration left = random.nextInt(6) == 0 ? Duration.ofSeconds(5) : Duration.ofSeconds(60);
            step((isRepeated ? "again " : "")
                    + message.detailType()
                    + crash.map(c -> " dies at " + c).orElse(""));
            boolean isDone = school.deliver(message, crash, left);
            if (isDone && !isRepeated) {
                school.queue().remove(message);
                handled.add(message);
            }
        }

        private Answer call(
                Person person,
                String method,
                String resource,
                Map<String, String> path,
                Optional<Long> ifMatch,
                JsonObject body) {
            Optional<Crash> crash = crash(10);
            Answer answer = school.call(method, resource, path, ifMatch, body, person.name, crash);
            step(person.name + " " + method + " "
                    + resource.replace("/api/schools/{school}/", "")
                    + crash.map(c -> " dies at " + c).orElse("")
                    + " → " + answer.status());
            assertThat(answer.status() != 500 || crash.isPresent())
                    .as(this::story)
                    .isTrue();
            counts.merge(resource.replace("/api/schools/{school}/", "") + " " + answer.status(), 1, Integer::sum);
            return answer;
        }

        private void look(Person person) {
            step(person.name + " looks");
            person.seen = school.review();
        }

        /** A person knows who every child is, and decides about rows as this person last saw them. */
        private void decide(Person person, int most) {
            if (person.seen.isEmpty()) {
                return;
            }
            Review seen = person.seen.get();
            List<JsonObject> rows = new ArrayList<>();
            for (Row row : seen.rows()) {
                if (rows.size() < most) {
                    choice(seen, row).ifPresent(rows::add);
                }
            }
            List<Leavers.Leaver> leavers =
                    seen.leavers().stream().filter(_ -> random.nextInt(4) == 0).toList();
            if (rows.isEmpty() && leavers.isEmpty()) {
                return;
            }
            rememberLinks(seen, rows);
            Optional<Review> before = school.review();
            Answer answer = call(
                    person,
                    "POST",
                    IMPORT + "/decisions",
                    Map.of(),
                    Optional.empty(),
                    JsonObject.empty()
                            .put("importId", seen.header().id().value())
                            .putObjects("rows", rows, row -> row)
                            .putObjects("leavers", leavers, leaver -> JsonObject.empty()
                                    .put("pupilId", leaver.pupil().id().value())
                                    .put("keepActive", !leaver.kept())));
            if (answer.status() == 200) {
                Map<String, Long> versions = before.orElseThrow().rows().stream()
                        .collect(Collectors.toMap(r -> r.id().value(), Row::version));
                assertThat(rows).as(this::story).allSatisfy(r -> assertThat(versions)
                        .containsEntry(r.text("rowId"), r.number("version")));
                person.seen = school.review();
            }
        }

        private void rememberLinks(Review seen, List<JsonObject> rows) {
            for (JsonObject choice : rows) {
                if (choice.has("recordId")
                        && seen.row(choice.text("rowId")).orElseThrow().delivered() instanceof DeliveredPupil pupil) {
                    linkedByPerson
                            .computeIfAbsent(new RecordId(choice.text("recordId")), _ -> new HashSet<>())
                            .add(las.named(pupil.name()));
                }
            }
        }

        /** Anything that a page offers, right or wrong. */
        private Optional<JsonObject> carelessChoice(Review seen, Row row) {
            List<Category> categories = new ArrayList<>(Review.mayBecome(row));
            if (categories.isEmpty()) {
                return Optional.empty();
            }
            Category category = any(categories);
            JsonObject choice = JsonObject.empty()
                    .put("rowId", row.id().value())
                    .put("version", row.version())
                    .put("category", category.name().toLowerCase(java.util.Locale.ROOT));
            if (category == Category.EXISTING) {
                List<RecordId> records = row.known().map(List::of).orElseGet(() -> seen.candidates(row).stream()
                        .map(c -> c.record().id())
                        .toList());
                if (records.isEmpty()) {
                    return Optional.empty();
                }
                choice.put("recordId", any(records).value());
            }
            return Optional.of(choice);
        }

        private Optional<JsonObject> choice(Review seen, Row row) {
            if (!isCareful && random.nextInt(6) == 0) {
                return carelessChoice(seen, row);
            }
            if (!(row instanceof Row.Unknown unknown)) {
                return Optional.empty();
            }
            Optional<RecordId> existing = existing(seen, unknown);
            boolean isRight = !row.isUndecided()
                    && (existing.isPresent()
                            ? row.target().equals(existing)
                            : row.target().isEmpty());
            if (isRight) {
                return Optional.empty();
            }
            JsonObject choice = JsonObject.empty()
                    .put("rowId", row.id().value())
                    .put("version", row.version())
                    .put("category", existing.isPresent() ? "existing" : "new");
            existing.ifPresent(record -> choice.put("recordId", record.value()));
            return Optional.of(choice);
        }

        /** The record of the delivered child or group, as a person sees it; an active one before others. */
        private Optional<RecordId> existing(Review seen, Row.Unknown row) {
            Set<RecordId> taken = seen.rows().stream()
                    .filter(other -> !other.id().equals(row.id()))
                    .flatMap(other -> other.target().stream())
                    .collect(Collectors.toSet());
            return switch (row.delivered()) {
                case DeliveredPupil pupil -> {
                    Child child = las.named(pupil.name());
                    yield seen.roster().pupils().stream()
                            .filter(p -> las.named(p.name()) == child && !taken.contains(p.id()))
                            .sorted(java.util.Comparator.comparing(p -> !p.active()))
                            .map(Pupil::id)
                            .findFirst();
                }
                case DeliveredGroup group ->
                    row.proposals().stream()
                            .map(p -> p.record())
                            .filter(record -> !taken.contains(record))
                            .findFirst();
                default -> Optional.empty();
            };
        }

        /** A person looks, decides all there is to decide, and confirms what was seen, unless others were quicker. */
        private void visit(Person person) {
            look(person);
            decide(person, 1_000);
            if (random.nextInt(4) == 0) {
                act();
                check();
            }
            if (person.seen.isEmpty()) {
                return;
            }
            if (person.seen.get().hold().isPresent() && random.nextInt(3) > 0) {
                call(
                        person,
                        "POST",
                        IMPORT + (random.nextBoolean() ? "/links" : "/approval"),
                        Map.of(),
                        Optional.of(person.seen.get().open().version()),
                        JsonObject.empty());
                look(person);
                decide(person, 1_000);
            }
            if (person.seen.filter(seen -> !isCareful || isAllRight(seen)).isPresent()) {
                confirm(person);
            }
        }

        /** A page may refuse what is right, such as a record with another ECK iD and another birth date. */
        private boolean isAllRight(Review seen) {
            return seen.rows().stream().allMatch(row -> choice(seen, row).isEmpty());
        }

        private void confirm(Person person) {
            Optional<Review> before = school.review();
            Review seen = person.seen.orElseThrow();
            boolean isAbort = random.nextInt(12) == 0;
            Answer answer = call(
                    person,
                    "POST",
                    IMPORT + (isAbort ? "/abort" : "/confirmation"),
                    Map.of(),
                    Optional.of(seen.open().version()),
                    JsonObject.empty());
            // What was confirmed, also when the answer got lost.
            if (school.stored().orElse(null) instanceof Import.Committing committing && before.isPresent()) {
                assertThat(before.get().open()).as(this::story).isEqualTo(seen.open());
                confirmed.put(committing.commit(), before.get());
            } else {
                assertThat(answer.status() == 202).as(this::story).isFalse();
            }
        }

        private void undo(Person person) {
            List<History.Told> told = history.commits();
            if (told.isEmpty()) {
                return;
            }
            History.Told chosen = any(told);
            Map<String, String> path = Map.of("commit", chosen.header().id().value());
            JsonObject selection = JsonObject.empty();
            if (random.nextBoolean()) {
                List<String> records = chosen.changes().stream()
                        .map(change -> change.id().value())
                        .filter(_ -> random.nextBoolean())
                        .toList();
                selection.put("records", records);
            }
            Answer preview =
                    call(person, "POST", IMPORTS + "/{commit}/undo-preview", path, Optional.empty(), selection);
            if (preview.status() != 200) {
                return;
            }
            if (random.nextInt(4) == 0) {
                act();
                check();
            }
            call(
                    person,
                    "POST",
                    IMPORTS + "/{commit}/undo",
                    path,
                    preview.version(),
                    JsonObject.parse(selection.toString())
                            .put("restoring", preview.body().integer("restoring")));
        }

        /** Every message is done, however long the locks of the dead last. */
        private void settle() {
            for (int round = 0; !school.queue().isEmpty(); round++) {
                assertThat(round).as(this::story).isLessThan(50);
                school.clock.advance(Duration.ofMinutes(2));
                if (round % 10 == 9) {
                    school.clock.advance(Duration.ofMinutes(20));
                    school.sweep();
                }
                for (Message message : List.copyOf(school.queue())) {
                    step("in the end " + message.detailType());
                    if (school.deliver(message, Optional.empty(), Duration.ofSeconds(60))) {
                        school.queue().remove(message);
                    }
                    check();
                }
            }
        }

        /** Work whose message was lost is resumed; nothing stays stuck. */
        private void settleAll() {
            settle();
            for (int i = 0; i < 3; i++) {
                school.clock.advance(Duration.ofMinutes(20));
                school.sweep();
                settle();
            }
            assertThat(school.stored().filter(Import.Committing.class::isInstance))
                    .as(this::story)
                    .isEmpty();
            assertThat(school.stores.commits().all(SCHOOL).stream().filter(Commit.Planned.class::isInstance))
                    .as(this::story)
                    .isEmpty();
        }

        private void undoEverything() {
            for (History.Step done : history.steps().reversed()) {
                switch (done) {
                    case History.Told commit -> undoAgain(commit);
                    case History.Edited edit -> {
                        long version = school.roster()
                                .findVersioned(edit.before().id())
                                .orElseThrow()
                                .revision();
                        school.stores.rosters().edit(SCHOOL, edit.before(), version, Imports.SILENT);
                        history.edited(edit.before());
                        check();
                    }
                }
                assertThat(History.present(school.roster())).as(this::story).isEqualTo(history.at(done.base()));
            }
        }

        private void undoAgain(History.Told commit) {
            step("undo of " + commit.header().kind() + " " + commit.header().id());
            Map<String, String> path = Map.of("commit", commit.header().id().value());
            Answer preview = school.call(
                    "POST",
                    IMPORTS + "/{commit}/undo-preview",
                    path,
                    Optional.empty(),
                    JsonObject.empty(),
                    "anja",
                    Optional.empty());
            assertThat(preview.status()).as(this::story).isEqualTo(200);
            int restoring = preview.body().integer("restoring");
            Answer undone = school.call(
                    "POST",
                    IMPORTS + "/{commit}/undo",
                    path,
                    preview.version(),
                    JsonObject.empty().put("restoring", restoring),
                    "anja",
                    Optional.empty());
            assertThat(undone.status())
                    .as(this::story)
                    .isEqualTo(commit.changes().isEmpty() ? 409 : 202);
            settle();
        }

        private void check() {
            Roster roster = school.roster();
            for (History.Told commit : history.follow(roster)) {
                counts.merge("commit " + commit.header().kind(), 1, Integer::sum);
                commit.changes().forEach(change -> check(commit.header(), change));
            }
            checkIdentities(roster);
        }

        private void check(Commit.Header commit, PlanEntry change) {
            if (!(change.before().orElse(null) instanceof Pupil before) || !(change.after() instanceof Pupil after)) {
                return;
            }
            if (las.named(after.name()) != las.named(before.name())) {
                counts.merge("another child by " + commit.kind(), 1, Integer::sum);
                assertThat(mayChangePerson(commit, after))
                        .as(() -> "another child on " + change.id() + " by " + commit.kind() + ", " + story())
                        .isTrue();
            }
            if (before.active() && !after.active()) {
                counts.merge("left by " + commit.kind(), 1, Integer::sum);
                checkLeaver(commit, before);
            }
        }

        /** Only a person who said so, for this record and this child. */
        private boolean mayChangePerson(Commit.Header commit, Pupil after) {
            return switch (commit.kind()) {
                case IMPORT -> linkedByPerson.getOrDefault(after.id(), Set.of()).contains(las.named(after.name()));
                case UNDO, MERGE, LINK_MOVE -> !isCareful;
                case QUIET, EXTERNAL_NUMBERS_REMOVAL -> false;
            };
        }

        private void checkLeaver(Commit.Header commit, Pupil pupil) {
            switch (commit.kind()) {
                case IMPORT -> {
                    Review review = confirmed.get(commit.id());
                    assertThat(review.leavers().stream()
                                    .filter(leaver -> !leaver.kept())
                                    .map(Leavers.Leaver::pupil)
                                    .map(Pupil::id))
                            .as(this::story)
                            .contains(pupil.id());
                    Child child = las.named(pupil.name());
                    assertThat(isCareful && review.rows().stream().anyMatch(row -> isAddedAgain(row, child)))
                            .as(() -> pupil.id() + " left and is still there, " + story())
                            .isFalse();
                }
                case UNDO -> {}
                case QUIET, EXTERNAL_NUMBERS_REMOVAL, MERGE, LINK_MOVE ->
                    assertThat(pupil.id()).as(this::story).isNull();
            }
        }

        /** Whether the row is about the child, and not about another record of the child. */
        private boolean isAddedAgain(Row row, Child child) {
            return row.delivered() instanceof DeliveredPupil delivered
                    && las.named(delivered.name()) == child
                    && row.target().isEmpty();
        }

        private void checkIdentities(Roster roster) {
            List<String> identities = Stream.concat(
                            roster.pupils().stream()
                                    .flatMap(p -> Stream.concat(
                                            p
                                                    .externalNumber()
                                                    .flatMap(n -> n.key())
                                                    .map(k -> "key " + k.value())
                                                    .stream(),
                                            p.eckId().map(e -> "ECK iD " + e.value()).stream())),
                            roster.groups().stream()
                                    .flatMap(
                                            (Group g) -> g
                                                    .externalNumber()
                                                    .flatMap(n -> n.key())
                                                    .map(k -> "group " + k.value())
                                                    .stream()))
                    .toList();
            assertThat(new HashSet<>(identities))
                    .as(() -> identities + ", " + story())
                    .hasSameSizeAs(identities);
        }

        private String story() {
            return "seed " + seed + ":\n  " + String.join("\n  ", steps) + "\n";
        }
    }
}
