package nl.laslink.domain.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.ScoreStep.Cause;
import org.junit.jupiter.api.Test;

/** What a store of scores promises. */
public abstract class ScoreStoreContract {
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00.5Z");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:01Z");
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Cause CHECKED = new Cause.Checked();
    private static final Cause SENDING = new Cause.Sending();
    private static final Cause ANSWERED = new Cause.Answered();
    private static final ScoreState CLOSED = new ScoreState.Closed(ScoreState.CloseReason.REMOVED_BY_HAND);
    private static final ScoreState WAITING = new ScoreState.Waiting(ScoreState.WaitReason.TEST_UNKNOWN);

    protected abstract SchoolId freshSchool();

    protected abstract ScoreStore scores();

    @Test
    void findsWhatWasSaved_whateverItsStateAndValue() {
        SchoolId school = freshSchool();
        List<ScoreState> states = List.of(
                WAITING,
                new ScoreState.Ready(),
                new ScoreState.Sent(),
                new ScoreState.Doubted(),
                new ScoreState.Accepted(),
                new ScoreState.Refused(FaultCode.values()[0]),
                new ScoreState.Withdrawn(true),
                new ScoreState.Withdrawn(false),
                CLOSED);
        int n = 0;
        for (ScoreState state : states) {
            for (ScoreValue value : List.of(
                    new ScoreValue.Plain(34), new ScoreValue.Unfit(new BigDecimal("3.50")), fullOso(), sparseOso())) {
                LedgerEntry entry = entry(school, "s" + n++, value, state);

                assertThat(scores().save(entry)).isTrue();
                assertThat(scores().find(school, entry.key())).contains(entry);
            }
        }
    }

    @Test
    void findsNothing_whenResultIsUnknownOrOfAnotherSchool() {
        LedgerEntry entry = entry(freshSchool(), "s1");
        scores().save(entry);

        assertThat(scores().find(entry.school(), new ResultKey("s2"))).isEmpty();
        assertThat(scores().find(freshSchool(), entry.key())).isEmpty();
    }

    @Test
    void replacesAResult_withWhatRemainsOfIt() {
        SchoolId school = freshSchool();
        LedgerEntry due = entry(school, "s1", new ScoreValue.Plain(34), new ScoreState.Ready());
        LedgerEntry waiting = entry(school, "s2", new ScoreValue.Plain(35), WAITING);
        LedgerEntry other = entry(school, "s3", new ScoreValue.Plain(36), new ScoreState.Ready());
        List.of(due, waiting, other).forEach(scores()::save);
        LedgerEntry ofDue = due.withoutPupil(new ResultKey("erased-1"));
        LedgerEntry ofWaiting = waiting.withoutPupil(new ResultKey("erased-2"));

        assertThat(scores().replace(due, ofDue)).isTrue();
        assertThat(scores().replace(waiting, ofWaiting)).isTrue();

        assertThat(scores().all(school)).containsExactlyInAnyOrder(ofDue, ofWaiting, other);
        assertThat(scores().due(school)).containsExactly(other);
        assertThat(scores().waiting(school)).isEmpty();
        assertThat(ofDue.pupil()).isEqualTo(LedgerEntry.ERASED);
    }

    @Test
    void replacesNothing_whenTheResultMoved() {
        SchoolId school = freshSchool();
        LedgerEntry first = entry(school, "s1", new ScoreValue.Plain(34), new ScoreState.Ready());
        scores().save(first);
        LedgerEntry sent = first.withState(new ScoreState.Sent(), first.at(), new ScoreStep.Cause.Sending());
        scores().save(sent);

        assertThat(scores().replace(first, first.withoutPupil(new ResultKey("erased-1"))))
                .isFalse();

        assertThat(scores().all(school)).containsExactly(sent);
    }

    @Test
    void savesOnce_whenResultComesTwice() {
        SchoolId school = freshSchool();
        LedgerEntry first = entry(school, "s1");
        LedgerEntry second = entry(school, "s1", new ScoreValue.Plain(99), new ScoreState.Ready());

        assertThat(scores().save(first)).isTrue();
        assertThat(scores().save(second)).isFalse();

        assertThat(scores().find(school, first.key())).contains(first);
        assertThat(scores().all(school)).containsExactly(first);
    }

    @Test
    void savesNothing_whenEntryMoved() {
        SchoolId school = freshSchool();
        LedgerEntry ready = entry(school, "s1");
        LedgerEntry sent = ready.withState(new ScoreState.Sent(), AT.plusSeconds(1), SENDING);
        scores().save(ready);
        scores().save(sent);

        boolean late = scores().save(ready.withState(WAITING, AT.plusSeconds(2), CHECKED));

        assertThat(late).isFalse();
        assertThat(scores().find(school, ready.key())).contains(sent);
        assertThat(scores().due(school)).containsExactly(sent);
        assertThat(scores().waiting(school)).isEmpty();
    }

    @Test
    void listsEntry_asItsStateSays() {
        SchoolId school = freshSchool();
        LedgerEntry waiting = entry(school, "s1", new ScoreValue.Plain(1), WAITING);
        LedgerEntry ready = waiting.withState(new ScoreState.Ready(), AT, CHECKED);
        LedgerEntry sent = ready.withState(new ScoreState.Sent(), AT, SENDING);
        LedgerEntry accepted = sent.withState(new ScoreState.Accepted(), AT, ANSWERED);
        LedgerEntry renormed = accepted.corrected(normed(school, "s1"), new ScoreState.Ready(), AT);
        LedgerEntry again = renormed.withState(new ScoreState.Sent(), AT, SENDING);
        LedgerEntry refused = again.withState(new ScoreState.Refused(FaultCode.values()[0]), AT, ANSWERED);
        LedgerEntry withdrawn =
                refused.withState(new ScoreState.Withdrawn(true), AT, new Cause.WithdrawnByTestCentre());
        LedgerEntry closed = withdrawn.withState(CLOSED, AT, new Cause.Pressed(new Actor("sub-1", "Anja Voorbeeld")));

        saved(waiting, List.of(), List.of(waiting));
        saved(ready, List.of(ready), List.of());
        saved(sent, List.of(sent), List.of());
        saved(accepted, List.of(), List.of());
        saved(renormed, List.of(renormed), List.of());
        saved(again, List.of(again), List.of());
        saved(refused, List.of(), List.of());
        saved(withdrawn, List.of(), List.of());
        saved(closed, List.of(), List.of());
        assertThat(closed.history()).extracting(ScoreStep::cause).hasSize(8);
    }

    private void saved(LedgerEntry entry, List<LedgerEntry> due, List<LedgerEntry> waiting) {
        assertThat(scores().save(entry)).isTrue();
        assertThat(scores().due(entry.school())).isEqualTo(due);
        assertThat(scores().waiting(entry.school())).isEqualTo(waiting);
        assertThat(scores().all(entry.school())).containsExactly(entry);
    }

    @Test
    void listsEntriesByKey_ofThisSchoolOnly() {
        SchoolId school = freshSchool();
        LedgerEntry second = entry(school, "s2");
        LedgerEntry first = entry(school, "s1");
        scores().save(second);
        scores().save(first);
        scores().save(entry(freshSchool(), "s3"));

        assertThat(scores().all(school)).containsExactly(first, second);
        assertThat(scores().due(school)).containsExactly(first, second);
    }

    @Test
    void findsDefinition_ofThatVersionOnly() {
        TestCode code = new TestCode("rekenen-" + freshSchool());
        TestDefinition unversioned = definition(code, Optional.empty());
        TestDefinition second = definition(code, Optional.of("2"));

        scores().saveDefinition(unversioned, AT, NOW);
        scores().saveDefinition(second, AT, NOW);

        assertThat(scores().definition(code, Optional.empty())).contains(unversioned);
        assertThat(scores().definition(code, Optional.of("2"))).contains(second);
        assertThat(scores().definition(code, Optional.of("3"))).isEmpty();
        assertThat(scores().definition(new TestCode("onbekend"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void replacesDefinition_whenItComesAgainOrLater() {
        TestCode code = new TestCode("taal-" + freshSchool());
        TestDefinition full = definition(code, Optional.empty());

        assertThat(scores().saveDefinition(full, AT, NOW)).isTrue();
        assertThat(scores().saveDefinition(bare(code), AT, NOW)).isTrue();
        assertThat(scores().definition(code, Optional.empty())).contains(bare(code));

        assertThat(scores().saveDefinition(full, AT.plusNanos(1), NOW)).isTrue();
        assertThat(scores().definition(code, Optional.empty())).contains(full);
    }

    @Test
    void keepsDefinition_whenAnOlderOneComesLate() {
        TestCode code = new TestCode("lezen-" + freshSchool());
        TestDefinition full = definition(code, Optional.empty());
        scores().saveDefinition(full, AT, NOW);

        assertThat(scores().saveDefinition(bare(code), AT.minusNanos(1), NOW)).isFalse();
        assertThat(scores().saveDefinition(bare(code), Instant.parse("2026-11-24T10:00:00Z"), NOW))
                .isFalse();

        assertThat(scores().definition(code, Optional.empty())).contains(full);
        assertThat(scores().saveDefinition(definition(code, Optional.of("2")), AT.minusNanos(1), NOW))
                .isTrue();
    }

    @Test
    void listsTest_whoseNormsAreCorrected() {
        TestCode code = new TestCode("spelling-" + freshSchool());
        TestDefinition full = definition(code, Optional.of("2"));
        scores().saveDefinition(full, AT, NOW);
        scores().saveDefinition(full, AT, NOW);
        assertThat(corrected(code, Instant.EPOCH)).isEmpty();

        scores().saveDefinition(renamed(full), AT.plusSeconds(1), NOW.plusSeconds(1));
        assertThat(corrected(code, Instant.EPOCH)).isEmpty();

        scores().saveDefinition(bare(code, Optional.of("2")), AT, NOW.plusSeconds(2)); // an older one that comes late
        assertThat(corrected(code, Instant.EPOCH)).isEmpty();

        Instant at = NOW.plusSeconds(3);
        scores().saveDefinition(bare(code, Optional.of("2")), AT.plusSeconds(2), at);
        assertThat(corrected(code, Instant.EPOCH)).containsExactly(new CorrectedNorms(code, Optional.of("2"), at));
        assertThat(corrected(code, at)).hasSize(1);
        assertThat(corrected(code, at.plusNanos(1))).isEmpty();
    }

    private List<CorrectedNorms> corrected(TestCode code, Instant since) {
        return scores().correctedNorms(since).stream()
                .filter(corrected -> corrected.test().equals(code))
                .toList();
    }

    private static TestDefinition renamed(TestDefinition d) {
        return new TestDefinition(
                d.code(),
                d.version(),
                Optional.of("Andere naam"),
                d.year(),
                d.subject(),
                d.norming(),
                List.of(),
                d.parts(),
                d.vocabularies());
    }

    @Test
    void keepsUpToWhenCorrectedNormsWereApplied_perSchool() {
        SchoolId school = freshSchool();
        assertThat(scores().normsApplied(school)).isEqualTo(Instant.EPOCH);

        scores().normsApplied(school, AT);
        scores().normsApplied(school, NOW);

        assertThat(scores().normsApplied(school)).isEqualTo(NOW);
        assertThat(scores().normsApplied(freshSchool())).isEqualTo(Instant.EPOCH);
    }

    private static LedgerEntry entry(SchoolId school, String key) {
        return entry(school, key, new ScoreValue.Plain(34), new ScoreState.Ready());
    }

    private static LedgerEntry entry(SchoolId school, String key, ScoreValue value, ScoreState state) {
        boolean isPlain = value instanceof ScoreValue.Plain;
        return new LedgerEntry(
                school,
                new ResultKey(key),
                new RecordId("p1"),
                new TestCode("rekenen"),
                isPlain ? Optional.of("2") : Optional.empty(),
                isPlain ? Optional.empty() : Optional.of("deel 1"),
                DAY,
                value,
                AT,
                state,
                AT,
                1,
                isPlain ? Optional.of(new RecordId("t1")) : Optional.empty(),
                isPlain ? Optional.of("https://toetscentrum.example/s") : Optional.empty(),
                List.of(),
                isPlain ? Optional.of(new Revision(3, AT)) : Optional.empty());
    }

    private static NormedScore normed(SchoolId school, String sitting) {
        return new NormedScore(
                school,
                new RecordId("p1"),
                sitting,
                new TestCode("rekenen"),
                Optional.empty(),
                Optional.empty(),
                DAY,
                AT.plusSeconds(1),
                new ScoreValue.Plain(35),
                Optional.empty(),
                Optional.empty());
    }

    private static ScoreValue fullOso() {
        return new ScoreValue.Oso(
                Optional.of(40),
                Optional.of(30),
                Optional.of(8),
                Optional.of(38),
                Optional.of(new BigDecimal("1800.5")),
                Optional.of(new BigDecimal("271.10")),
                Optional.of("rekenschaal"),
                Optional.of(new ScoreValue.Interval(new BigDecimal("265"), new BigDecimal("277.25"))),
                List.of(
                        new ScoreValue.Reference("FN", "LO", "II", Optional.of("goed")),
                        new ScoreValue.Reference("DLE", "LO", "34", Optional.empty())));
    }

    private static ScoreValue sparseOso() {
        return new ScoreValue.Oso(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    protected static TestDefinition bare(TestCode code) {
        return bare(code, Optional.empty());
    }

    private static TestDefinition bare(TestCode code, Optional<String> version) {
        return new TestDefinition(
                code, version, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private static TestDefinition definition(TestCode code, Optional<String> version) {
        TestDefinition.Norming norming = new TestDefinition.Norming(
                Optional.of("niveau"),
                Optional.of("M5"),
                Optional.of(new BigDecimal("0.5")),
                List.of(
                        new TestDefinition.Norm(
                                "I",
                                Optional.of("hoogste"),
                                80,
                                100,
                                Optional.of(new TestDefinition.Colour(1, 2, 3, 50)),
                                Optional.of(new BigDecimal("7.5")),
                                Optional.of(new BigDecimal("10"))),
                        new TestDefinition.Norm("II", Optional.empty(), 60, 79)));
        return new TestDefinition(
                code,
                version,
                Optional.of("Rekenen M5"),
                Optional.of("2026"),
                Optional.of("rekenen"),
                Optional.of(norming),
                List.of(new TestDefinition.Entrance(1, "Rekenen")),
                List.of(
                        new TestDefinition.Part(1, "d1", Optional.of("Deel 1"), Optional.of(norming)),
                        new TestDefinition.Part(2, "d2", Optional.empty(), Optional.empty())),
                Map.of(
                        TestDefinition.Field.SUBJECT,
                        new TestDefinition.Vocabulary("urn:vakken", Optional.of("https://lijsten.example/vakken"))));
    }
}
