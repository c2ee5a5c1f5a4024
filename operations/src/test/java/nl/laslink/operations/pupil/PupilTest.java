package nl.laslink.operations.pupil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Inactivity;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Tables;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.event.DynamoAuditLog;
import org.junit.jupiter.api.Test;

/** {@code bin/pupil export} and {@code erase} on the tables. */
class PupilTest {
    private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    private static final RecordId NOOR = new RecordId("p1");
    private static final RecordId MERGED = new RecordId("p2");
    private static final Tables TABLES = new Tables(
            LocalTables.LINKS,
            LocalTables.IMPORTS,
            LocalTables.ROSTER,
            LocalTables.SCORES,
            LocalTables.EVENTS_AND_AUDIT.auditTable(),
            LocalTables.EVENTS_AND_AUDIT.outboxTable());

    private final SchoolId school = FreshSchools.next();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final PupilStores stores = PupilStores.of(LocalTables.CLIENT, TABLES);
    private final ErasePupil erasing = new ErasePupil(stores, clock);

    private void seed(RosterRecord... records) {
        stores.rosters().seed(school, "De Voorbeeldschool", List.of(records));
    }

    private static Pupil left(String id, String firstName) {
        return Example.existingPupil(id, firstName, "Bakker", "2016-04-09", "", "L1", "")
                .madeInactive(new Inactivity(
                        NOW.minus(Duration.ofDays(10)),
                        Inactivity.Reason.GONE_FROM_LAS,
                        Optional.empty(),
                        Actor.LASLINK));
    }

    private LedgerEntry result(String key, RecordId pupil, ScoreState state) {
        LedgerEntry entry = new LedgerEntry(
                school,
                new ResultKey(key),
                pupil,
                new TestCode("REKENEN"),
                Optional.of("1"),
                Optional.empty(),
                LocalDate.parse("2026-10-12"),
                new ScoreValue.Plain(37),
                NOW,
                state,
                NOW,
                1);
        assertThat(stores.scores().save(entry)).isTrue();
        return entry;
    }

    private void seedAll() {
        seed(
                left("p1", "Noor"),
                new Gone(MERGED, Optional.of(NOOR)),
                Example.existingPupil("p3", "Ties", "Visser", "", "", "", ""));
        result("s1", NOOR, new ScoreState.Accepted());
        result("s2", MERGED, new ScoreState.Accepted());
        result("s3", NOOR, new ScoreState.Ready());
        result("s4", NOOR, new ScoreState.Waiting(ScoreState.WaitReason.PUPIL_LEFT));
        result("s5", new RecordId("p3"), new ScoreState.Accepted());
    }

    @Test
    void exportsRecordAndResults_andNothingOfAnotherPupil() {
        seedAll();

        String exported = new PupilData(stores, clock).export(school, NOOR).toString();

        assertThat(exported)
                .contains("Noor", "2016-04-09", "\"score\":37", "s1", "s2", "s3", "s4", "2026-11-29T10:00:00Z")
                .doesNotContain("Ties", "Visser", "s5");
    }

    @Test
    void exportsNothing_whenThereIsNoSuchPupil() {
        seedAll();

        assertThatThrownBy(() -> new PupilData(stores, clock).export(school, new RecordId("p9")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no pupil with this ID");
    }

    @Test
    void erasesThePupilEverywhere_andKeepsTheSums() {
        seedAll();
        Map<String, Long> before = sums();

        assertThat(erasing.erase(school, NOOR)).isEqualTo(4);

        assertThat(stores.rosters().read(school).pupils()).extracting(Pupil::id).containsExactly(new RecordId("p3"));
        for (String table : List.of(LocalTables.ROSTER, LocalTables.SCORES)) {
            assertThat(LocalTables.items(table, school.toString()).toString())
                    .doesNotContain(
                            "Noor", "2016-04-09", "\"pupil\":\"p1\"", "\"pupil\":\"p2\"", "L1", "s1", "s2", "s3", "s4");
        }
        assertThat(sums()).isEqualTo(before);
        assertThat(accepted()).isEqualTo(3);
        assertThat(stores.scores().due(school)).isEmpty();
        assertThat(stores.scores().waiting(school)).isEmpty();
        assertThat(new DynamoAuditLog(LocalTables.enhanced(), TABLES.audit()).latest(school, 10))
                .extracting(AuditEntry::action)
                .containsExactly(AuditAction.PUPIL_ERASED);
        assertThat(LocalTables.eventsOf(school)).containsExactly("RosterChanged");
    }

    private Map<String, Long> sums() {
        return stores.scores().all(school).stream()
                .collect(Collectors.groupingBy(e -> e.test() + " " + e.testVersion(), Collectors.counting()));
    }

    private long accepted() {
        return stores.scores().all(school).stream()
                .filter(e -> e.state() instanceof ScoreState.Accepted)
                .count();
    }

    @Test
    void finishesWhatBrokeOff_andDoesNothingTheSecondTime() {
        seedAll();
        LedgerEntry first = stores.scores().find(school, new ResultKey("s1")).orElseThrow();
        stores.scores().replace(first, first.withoutPupil(new ResultKey("erased-1")));

        assertThat(erasing.erase(school, NOOR)).isEqualTo(3);
        assertThat(erasing.look(school, NOOR).isNothing()).isTrue();
        assertThat(erasing.erase(school, NOOR)).isZero();
        assertThat(stores.scores().all(school)).hasSize(5);
    }

    @Test
    void refusesAnActivePupil() {
        seedAll();

        assertThatThrownBy(() -> erasing.erase(school, new RecordId("p3")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is active");
        assertThat(stores.rosters().read(school).pupils()).hasSize(2);
    }

    @Test
    void refuses_whileAnImportIsBeingCommitted() {
        seed(left("p1", "Noor"));
        stores.rosters().lock(school, new CommitId("c1"), NOW, NOW.plusSeconds(60));

        assertThatThrownBy(() -> erasing.erase(school, NOOR))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is being committed");
        assertThat(stores.rosters().read(school).pupils()).hasSize(1);
    }

    @Test
    void refuses_whenAResultMovedMeanwhile() {
        seed(left("p1", "Noor"));
        LedgerEntry ready = result("s1", NOOR, new ScoreState.Ready());
        LedgerEntry sent = ready.withState(new ScoreState.Sent(), NOW, new ScoreStep.Cause.Sending());
        stores.scores().save(sent);

        assertThat(stores.scores().replace(ready, ready.withoutPupil(new ResultKey("x"))))
                .isFalse();
        assertThat(erasing.erase(school, NOOR)).isEqualTo(1);
    }
}
