package nl.laslink.platform.dynamodb;

import static nl.laslink.domain.testing.Imports.NOW;
import static nl.laslink.domain.testing.Imports.SILENT;
import static nl.laslink.domain.testing.Imports.committing;
import static nl.laslink.domain.testing.Imports.ended;
import static nl.laslink.domain.testing.Imports.open;
import static nl.laslink.domain.testing.Imports.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.RosterCommit;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests each use of the stores sends; a request costs a few milliseconds and a few cents per million. */
class RequestsTest {
    private final Intercepted.Counter counter = new Intercepted.Counter();
    private final DynamoStores stores = new DynamoStores(counter.client());
    private final SchoolId school = stores.freshSchool();

    private static List<Row> rows(int n) {
        return IntStream.range(0, n).mapToObj(i -> row("r" + i, "Bakker")).toList();
    }

    private static List<PlanEntry> plan(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new PlanEntry(
                        Optional.empty(), Example.existingPupil("p" + i, "Noor", "Visser", "", "", "", "")))
                .toList();
    }

    private void stage(int version, List<Row> rows) {
        stores.imports()
                .stage(
                        open(school, "i1", version),
                        rows,
                        ended(school, "f" + version, NOW),
                        new byte[5_000],
                        Imports.eventsAndAudit(school));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 25, 1_000})
    void stagesInTwoRequests_whateverTheNumberOfRows(int n) {
        stage(1, rows(n));

        assertThat(counter.operations).containsExactly("batchWriteItem", "transactWriteItems");
    }

    @Test
    void restagesInTwoRequests() {
        stage(1, rows(300));
        counter.operations.clear();

        stage(2, rows(1));

        assertThat(counter.operations).containsExactly("batchWriteItem", "transactWriteItems");
    }

    /** One decision of a person: the review is loaded once and saved in one transaction. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void decidesInFiveRequests_whateverTheNumberOfRows(int n) {
        stage(1, rows(n));
        stores.rosters().seed(school, "De Voorbeeldschool", List.of());
        counter.operations.clear();

        Review review = review();
        List<Row> decided = review.rows().stream().map(Imports::decided).toList();
        stores.imports().decide(open(school, "i1", 2), review.staged(), decided);

        assertThat(counter.operations).containsExactly("getItem", "query", "getItem", "query", "transactWriteItems");
    }

    @Test
    void loadsReviewInFourRequests() {
        stage(1, rows(300));
        stores.rosters().seed(school, "De Voorbeeldschool", List.of());
        counter.operations.clear();

        review();

        assertThat(counter.operations).containsExactly("getItem", "query", "getItem", "query");
    }

    private Review review() {
        return new Reviews(stores.imports(), stores.rosters(), new TestClock(NOW))
                .open(school)
                .orElseThrow();
    }

    @Test
    void confirmsInTwoRequests() {
        stage(1, rows(300));
        counter.operations.clear();

        confirm(300);

        assertThat(counter.operations).containsExactly("transactWriteItems", "transactWriteItems");
    }

    private void confirm(int n) {
        stores.commits().storePlan(school, new CommitId("c1"), plan(n));
        stores.imports()
                .advance(
                        committing(school, "i1", "c1", 2),
                        Optional.of(new Commit.Planned(Imports.commit(school, "c1", Commit.Kind.IMPORT, 0, n), 0)),
                        SILENT);
    }

    /** The bound is n puts + ⌈n/25⌉ + 5. */
    @ParameterizedTest
    @ValueSource(ints = {1, 25, 26, 64, 65, 300})
    void commitsWhatWasConfirmed_withinTheBound(int n) {
        stage(1, List.of());
        confirm(n);
        counter.operations.clear();

        RosterCommit.Outcome outcome = commit().execute(school, new CommitId("c1"));

        assertThat(outcome).isInstanceOf(RosterCommit.Outcome.Committed.class);
        // the commit, its plan and its import are read; it locks and flips; its progress is written every 64 records
        assertThat(counter.operations).hasSize(n + 5 + (n - 1) / 64);
        assertThat(counter.count("putItem")).isEqualTo(n);
        assertThat(counter.operations).hasSizeLessThanOrEqualTo(n + (n + 24) / 25 + 5);
    }

    /** Makes its own plan, and stores it as well. */
    @ParameterizedTest
    @ValueSource(ints = {1, 25, 26, 64, 65, 300})
    void commitsQuietly_withinTheBound(int n) {
        stage(1, List.of());
        counter.operations.clear();

        RosterCommit.Outcome outcome = commit().execute(
                        school,
                        new CommitId("q1"),
                        revision -> new RosterCommit.Prepared(
                                Imports.commit(school, "q1", Commit.Kind.QUIET, revision, n), plan(n)));

        assertThat(outcome).isInstanceOf(RosterCommit.Outcome.Committed.class);
        assertThat(counter.operations).hasSize(n + 6 + (n - 1) / 64);
        assertThat(counter.operations).hasSizeLessThanOrEqualTo(n + (n + 24) / 25 + 5);
    }

    @Test
    void editsInThreeRequests() {
        stores.rosters().edit(school, Example.existingPupil("a", "Noor", "Bakker", "", "", "", ""), 0, SILENT);

        assertThat(counter.operations).containsExactly("getItem", "getItem", "transactWriteItems");
    }

    private RosterCommit commit() {
        return new RosterCommit(
                stores.rosters(), stores.commits(), stores.imports(), new TestClock(NOW), Duration.ofMinutes(2));
    }
}
