package nl.laslink.exportscores;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreAction;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.Links;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of norms, corrections, withdrawals, presses, nights, doubts, corrected links and norms, faults and crashes,
 * against a LAS that is strict and remembers everything. After every step what the LAS has and what the ledger says fit together.
 */
class LedgerModelTest {
    private static final String NIGHT = Invoke.event("export-scores/fetch-ended");
    private static final String ASKED = Invoke.event("export-scores/sending-requested");
    private static final String COMMITTED = Invoke.event("export-scores/import-committed");
    /** One of them has no LAS key. */
    private static final List<String> PUPILS = List.of("p1", "p2", "p3", "p4");

    private static final List<String> DAYS = List.of("2026-07-31", "2026-08-05", "2026-11-20");
    private static final int SEQUENCES = 60;
    private static final int STEPS = 60;

    /** Where the LAS stored a result: with which pupil of its own. */
    private record Place(LasKey pupil, ResultKey key) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void ledgerAndLasFitTogether_whateverHappens(long seed) {
        for (int i = 0; i < SEQUENCES; i++) {
            new Sequence(seed * 1_000 + i).run();
        }
    }

    private static final class Sequence {
        private final long seed;
        private final Random random;
        private final LinkedSchool school = new LinkedSchool();
        private final Map<Place, ScoreValue> las = new HashMap<>();
        private final Set<String> doubted = new HashSet<>();
        private final List<String> steps = new ArrayList<>();
        private Optional<Import.Open> open = Optional.empty();
        private Optional<ScoreMessage> last = Optional.empty();
        private int day;
        private int arrived;

        Sequence(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            school.answers = this::answer;
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step();
                school.clock.advance(Duration.ofMinutes(1));
                check();
            }
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 10 -> correctLink();
                case 11 -> correctNorms();
                case 0, 1 -> norm();
                case 2 -> withdrawByTestCentre();
                case 3, 4 -> press();
                case 5 -> doubt();
                case 6 -> settle();
                case 7 -> send(ASKED, false);
                case 8 -> send(night(), false);
                default -> send(night(), true);
            }
        }

        private String night() {
            day++;
            LocalDate date = LocalDate.of(2026, 11, 24).plusDays(day);
            return NIGHT.replace("20261124", date.toString().replace("-", "")).replace("2026-11-24\\", date + "\\");
        }

        /** A new result or a correction of one. */
        private void norm() {
            boolean isNew = arrived == 0 || random.nextBoolean();
            String sitting = "z" + (isNew ? ++arrived : 1 + random.nextInt(arrived));
            NormedScore normed = new NormedScore(
                    SCHOOL,
                    new RecordId(PUPILS.get(sitting.hashCode() % PUPILS.size())),
                    sitting,
                    new TestCode("REK-M5"),
                    Optional.empty(),
                    Optional.empty(),
                    LocalDate.parse(DAYS.get(random.nextInt(DAYS.size()))),
                    school.clock.instant(),
                    new ScoreValue.Plain(random.nextInt(50)),
                    Optional.empty(),
                    Optional.empty());
            steps.add("norm " + sitting);
            ScoreState ready = new ScoreState.Ready();
            Optional<LedgerEntry> before = school.scores.find(SCHOOL, new ResultKey(sitting));
            school.scores.save(before.map(b -> b.corrected(normed, ready, school.clock.instant()))
                    .orElseGet(() -> LedgerEntry.first(normed, ready, school.clock.instant())));
        }

        private void withdrawByTestCentre() {
            any().filter(entry -> !isLeftBehind(entry))
                    .filter(ScoreAction.WITHDRAW::isPossible)
                    .ifPresent(e -> move(
                            e, new ScoreState.Withdrawn(e.mayBeInLas()), new ScoreStep.Cause.WithdrawnByTestCentre()));
        }

        private void press() {
            Optional<LedgerEntry> entry = any();
            List<ScoreAction> possible = entry.map(ScoreAction::possibleFor).orElse(List.of());
            if (possible.isEmpty()) {
                return;
            }
            ScoreState next =
                    switch (possible.get(random.nextInt(possible.size()))) {
                        case SEND -> new ScoreState.Ready();
                        case WITHDRAW -> new ScoreState.Withdrawn(entry.get().mayBeInLas());
                        case CLOSE -> new ScoreState.Closed(ScoreState.CloseReason.NOT_NEEDED);
                    };
            move(entry.get(), next, new ScoreStep.Cause.Pressed(Links.ANJA));
        }

        private void move(LedgerEntry entry, ScoreState next, ScoreStep.Cause cause) {
            steps.add(entry.key() + " " + next);
            assertThat(school.scores.save(entry.withState(next, school.clock.instant(), cause)))
                    .isTrue();
        }

        private Optional<LedgerEntry> any() {
            List<LedgerEntry> all = school.scores.all(SCHOOL);
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        /** The key of one pupil is that of the pupil who had none; the commit's message comes twice, and dies at times. */
        private void correctLink() {
            String without = PUPILS.stream()
                    .filter(id -> keyOf(new RecordId(id)).isEmpty())
                    .findFirst()
                    .orElseThrow();
            List<String> linked =
                    PUPILS.stream().filter(id -> !id.equals(without)).toList();
            String from = linked.get(random.nextInt(linked.size()));
            steps.add("link of " + from + " to " + without);
            school.moveLink(from, without);
            AtomicInteger calls = new AtomicInteger();
            Invoke.failed(
                    releaser(Faults.countedBy(
                            calls,
                            1 + random.nextInt(6),
                            random.nextBoolean(),
                            ScoreStore.class,
                            school.scores,
                            Set.of("save"))),
                    COMMITTED);
            assertThat(Invoke.failed(releaser(school.scores), COMMITTED)).isEmpty();
        }

        private ReleaseHandler releaser(ScoreStore scores) {
            return new ReleaseHandler(
                    new ReleaseScores(scores, school.readiness(), school.rosters, school.clock), Invoke.log());
        }

        private void correctNorms() {
            steps.add("norms");
            school.correctNorms("REK-M5", random.nextInt(20));
        }

        private Optional<LasKey> keyOf(RecordId pupil) {
            return school.rosters
                    .read(SCHOOL)
                    .pupil(pupil)
                    .orElseThrow()
                    .externalNumber()
                    .flatMap(ExternalNumber::key);
        }

        private static boolean isLeftBehind(LedgerEntry entry) {
            return entry.key().value().contains("%7E");
        }

        private void doubt() {
            if (open.isEmpty()) {
                String pupil = PUPILS.get(random.nextInt(PUPILS.size()));
                steps.add("doubt " + pupil);
                doubted.add(pupil);
                open = Optional.of(school.doubt(pupil));
            }
        }

        private void settle() {
            open.ifPresent(school::commit);
            open = Optional.empty();
            doubted.clear();
        }

        /** A message of the queue; after a crash it is redelivered. */
        private void send(String event, boolean crashes) {
            steps.add((event.equals(ASKED) ? "pressed" : "night") + (crashes ? " that crashes" : ""));
            if (crashes) {
                AtomicInteger calls = new AtomicInteger();
                int nth = 1 + random.nextInt(4);
                boolean before = random.nextBoolean();
                SendHandler dying = school.sender(
                        Faults.countedBy(calls, nth, before, ScoreStore.class, school.scores, Set.of("save")),
                        school.runs,
                        Faults.countedBy(calls, nth, before, DeliveryLog.class, school.log, Set.of("record")),
                        school.las);
                Invoke.failed(dying, event);
                check();
            }
            assertThat(Invoke.failed(school.sender(), event)).isEmpty();
        }

        /** Refuses what no LAS may get, and fails otherwise as LAS systems do. */
        private BringOutcome answer(ScoreMessage message) {
            last.ifPresent(l -> assertThat(message.createdAt()).as(story()).isAfter(l.createdAt()));
            last = Optional.of(message);
            List<ResultKey> keys = message.pupils().stream()
                    .flatMap(p -> p.results().stream())
                    .map(ScoreMessage.Result::key)
                    .toList();
            assertThat(keys).as(story()).doesNotHaveDuplicates().hasSizeBetween(1, 90);
            message.pupils().forEach(p -> p.results().forEach(result -> {
                LedgerEntry entry = school.scores.find(SCHOOL, result.key()).orElseThrow();
                assertThat(isLeftBehind(entry)).as(story()).isFalse();
                assertThat(entry.state()).as(story()).isEqualTo(new ScoreState.Sent());
                assertThat(doubted).as(story()).doesNotContain(entry.pupil().value());
                assertThat(keyOf(entry.pupil())).as(story()).contains(p.pupil());
                assertThat(SchoolYear.at(entry.takenOn())).as(story()).isEqualTo(message.schoolYear());
            }));
            BringOutcome outcome =
                    switch (random.nextInt(6)) {
                        case 0 -> new Failed.Refused(FaultCode.TEMPORARILY_UNAVAILABLE);
                        case 1 -> new Failed.Refused(FaultCode.INVALID_SCORE);
                        case 2 -> new Failed.Refused(FaultCode.INVALID_MESSAGE);
                        case 3 -> new Failed.Unanswered(NoAnswer.TIMEOUT);
                        default -> new BringOutcome.Accepted();
                    };
            boolean isStored = outcome instanceof BringOutcome.Accepted
                    || outcome instanceof Failed.Unanswered && random.nextBoolean();
            if (isStored) {
                message.pupils()
                        .forEach(p -> p.results().forEach(r -> las.put(new Place(p.pupil(), r.key()), r.value())));
            }
            return outcome;
        }

        private void check() {
            List<LedgerEntry> all = school.scores.all(SCHOOL);
            assertThat(all)
                    .as(story())
                    .filteredOn(entry -> !isLeftBehind(entry))
                    .hasSize(arrived);
            for (LedgerEntry entry : all) {
                assertThat(entry.history().getLast().state()).as(story()).isEqualTo(entry.state());
                if (entry.state() instanceof ScoreState.Accepted) {
                    LasKey as = entry.sentAs().orElseThrow();
                    assertThat(las.get(new Place(as, entry.key()))).as(story()).isEqualTo(entry.value());
                    assertThat(keyOf(entry.pupil())).as(story()).contains(as);
                }
                if (!isLeftBehind(entry)) {
                    assertThat(entry.history()).as(story()).hasSize((int) Math.min(entry.version(), 40));
                }
            }
            las.keySet().forEach(place -> assertThat(isAccountedFor(place, all))
                    .as("%s, %s", place, story())
                    .isTrue());
        }

        /** The ledger knows that the LAS may have the result there, or lists it to be removed. */
        private boolean isAccountedFor(Place place, List<LedgerEntry> all) {
            LedgerEntry entry = school.scores.find(SCHOOL, place.key()).orElseThrow();
            boolean isWithItsPupil =
                    keyOf(entry.pupil()).filter(place.pupil()::equals).isPresent();
            return isWithItsPupil && entry.mayBeInLas()
                    || all.stream()
                            .anyMatch(left ->
                                    isLeftBehind(left) && left.key().value().startsWith(place.key() + "%7E"));
        }

        private String story() {
            return "seed " + seed + ": " + steps;
        }
    }
}
