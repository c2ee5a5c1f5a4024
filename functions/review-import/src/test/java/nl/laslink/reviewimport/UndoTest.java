package nl.laslink.reviewimport;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.FetchRun;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.RosterCommit;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.roster.Inactivity;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Import c1 linked Noor, renamed her group and added Mila; then a person looks and takes it back. */
class UndoTest {
    private static final CommitId C1 = new CommitId("c1");
    private static final Pupil NOOR = existingPupil("p9", "Noor", "Bakker", "2016-04-09", "g5", "", "");
    private static final Pupil NOOR_LINKED = existingPupil("p9", "Noor", "Bakker", "2016-04-09", "g5", "L1", "");
    private static final Pupil MILA = existingPupil("p1", "Mila", "Smit", "2016-06-02", "g5", "L2", "eck-2");
    private static final List<PlanEntry> CHANGES = List.of(
            new PlanEntry(
                    Optional.of(existingGroup("g5", "Groep 5", "5", "")),
                    existingGroup("g5", "De Dolfijnen", "5", "G5")),
            new PlanEntry(Optional.of(NOOR), NOOR_LINKED),
            new PlanEntry(Optional.empty(), MILA));

    private final ReviewedSchool school =
            new ReviewedSchool(List.of(existingGroup("g5", "Groep 5", "5", ""), (RosterRecord) NOOR));
    private final ReviewImportHandler handler = school.handler();

    @BeforeEach
    void importOnce() {
        commit(new Commit.Header(
                SCHOOL,
                C1,
                Commit.Kind.IMPORT,
                Optional.of(ReviewedSchool.IMPORT),
                new Actor("anja", "Anja Voorbeeld"),
                school.clock.instant(),
                1,
                CHANGES.size(),
                receipt(),
                ReviewedSchool.CORRELATION));
    }

    private Import.Receipt receipt() {
        Import.AddedChanged none = new Import.AddedChanged(0, 0);
        return new Import.Receipt(
                school.clock.instant(),
                new Actor("anja", "Anja Voorbeeld"),
                new Import.AddedChanged(0, 1),
                none,
                new Import.AddedChanged(1, 1),
                0,
                0);
    }

    private void commit(Commit.Header header) {
        school.commits.storePlan(SCHOOL, header.id(), CHANGES);
        school.commits.start(new Commit.Planned(header, 0), EventsAndAudit.of(ReviewedSchool.CORRELATION));
        execute(header.id().value());
    }

    private RosterCommit.Outcome execute(String commit) {
        return new RosterCommit(school.rosters, school.commits, school.imports, school.clock, Duration.ofSeconds(90))
                .execute(SCHOOL, new CommitId(commit));
    }

    private Http.Answer call(String file) {
        return Http.of("review-import/" + file).to(handler);
    }

    private Http.Answer confirm(int restoring) {
        return Http.of("review-import/confirm-undo")
                .body("{\"restoring\":" + restoring + "}")
                .to(handler);
    }

    private Roster roster() {
        return school.rosters.read(SCHOOL);
    }

    private void store(ScoreState state) {
        school.scores.save(new LedgerEntry(
                SCHOOL,
                new ResultKey("z1"),
                new RecordId("p9"),
                new TestCode("REKENEN"),
                Optional.empty(),
                Optional.empty(),
                LocalDate.parse("2026-11-20"),
                new ScoreValue.Plain(12),
                school.clock.instant(),
                state,
                school.clock.instant(),
                1));
    }

    @Test
    void listsCommitsWithCounts() {
        assertThat(call("list-history").body().objects("items")).singleElement().satisfies(item -> {
            assertThat(item.text("commitId")).isEqualTo("c1");
            assertThat(item.text("kind")).isEqualTo("import");
            assertThat(item.text("state")).isEqualTo("done");
            assertThat(item.text("by")).isEqualTo("Anja Voorbeeld");
            assertThat(item.flag("canUndo")).isTrue();
            assertThat(item.object("receipt").object("pupils").integer("added")).isEqualTo(1);
        });
    }

    @Test
    void listsContacts_alsoThoseAfterWhichNothingChanged() {
        FetchRun night = new FetchRun(
                SCHOOL,
                new FetchId("n-1"),
                school.clock.instant(),
                Optional.of(LocalDate.parse("2026-11-24")),
                Optional.of(new Contact(school.clock.instant(), Contact.Outcome.NO_CHANGES, Optional.empty())));
        school.imports.endFetch(night, EventsAndAudit.of(ReviewedSchool.CORRELATION));

        assertThat(call("list-history").body().objects("contacts"))
                .singleElement()
                .satisfies(contact -> {
                    assertThat(contact.flag("nightly")).isTrue();
                    assertThat(contact.object("contact").text("outcome")).isEqualTo("no-changes");
                    assertThat(contact.has("commitId")).isFalse();
                });
    }

    @Test
    void showsChangesByName_eachFieldBeforeAndAfter() {
        List<JsonObject> changes = call("get-commit").body().objects("changes");

        assertThat(changes)
                .extracting(c -> c.text("kind"), c -> c.text("name"), c -> c.text("effect"))
                .containsExactly(
                        tuple("group", "De Dolfijnen", "changed"),
                        tuple("pupil", "Noor Bakker", "changed"),
                        tuple("pupil", "Mila Smit", "added"));
        assertThat(changes.getFirst().objects("fields").getFirst())
                .satisfies(name -> assertThat(name.text("before")).isEqualTo("Groep 5"))
                .satisfies(name -> assertThat(name.text("after")).isEqualTo("De Dolfijnen"));
        assertThat(changes.get(2).text("group")).isEqualTo("De Dolfijnen");
        assertThat(changes.get(2).objects("fields"))
                .filteredOn(f -> f.text("field").equals("eckId"))
                .extracting(f -> f.text("after"))
                .containsExactly("linked");
    }

    @Test
    void showsCountsOnly_whenThirtyDaysAreOver() {
        school.clock.advance(Duration.ofDays(30));

        JsonObject detail = call("get-commit").body();

        assertThat(detail.has("changes")).isFalse();
        assertThat(detail.flag("canUndo")).isFalse();
        assertThat(detail.toString()).doesNotContain("Mila");
        assertThat(call("preview-undo").problem()).isEqualTo("undo-too-late");
        assertThat(confirm(3).problem()).isEqualTo("undo-too-late");
    }

    @Test
    void showsNothing_whenAYearIsOver() {
        school.clock.advance(Duration.ofDays(366));

        assertThat(call("list-history").body().objects("items")).isEmpty();
        assertThat(call("get-commit").status()).isEqualTo(404);
    }

    @Test
    void previewsWhatGoesBack_andStoresNothing() {
        Http.Answer preview = call("preview-undo");

        assertThat(preview.etag()).contains("\"2\"");
        assertThat(preview.body().integer("restoring")).isEqualTo(3);
        assertThat(preview.body().flag("closesImport")).isFalse();
        assertThat(preview.body().objects("items"))
                .extracting(i -> i.text("name"), i -> i.text("effect"))
                .containsExactly(
                        tuple("Groep 5", "changed"), tuple("Noor Bakker", "changed"), tuple("Mila Smit", "removed"));
        assertThat(roster().revision()).isEqualTo(2);
        assertThat(school.commits.all(SCHOOL)).hasSize(1);
    }

    @Test
    void previewsResults_thatWaitAgain() {
        store(new ScoreState.Ready());

        JsonObject preview = call("preview-undo").body();

        assertThat(preview.integer("waitAgain")).isEqualTo(1);
        assertThat(preview.objects("items").get(1).integer("waitAgain")).isEqualTo(1);
    }

    @Test
    void saysWhyARecordStays_whenAResultWasDeliveredUnderItsLink() {
        store(new ScoreState.Accepted());

        JsonObject preview = call("preview-undo").body();

        assertThat(preview.integer("restoring")).isEqualTo(2);
        assertThat(preview.objects("items").getLast().text("name")).isEqualTo("Noor Bakker");
        assertThat(preview.objects("items").getLast().text("reason")).isEqualTo("score-delivered");
    }

    @Test
    void givesTheFirstRoster_whenConfirmed_andTheSecondWhenThatIsUndone() {
        Http.Answer confirmed = confirm(3);

        assertThat(confirmed.status()).isEqualTo(202);
        String undo = confirmed.body().text("commitId");
        assertThat(school.tables.events()).contains(new DomainEvent.CorrectionConfirmed(SCHOOL, new CommitId(undo)));
        assertThat(execute(undo)).isInstanceOf(RosterCommit.Outcome.Committed.class);
        assertThat(roster().pupils()).containsExactly(NOOR);
        assertThat(roster().groups()).extracting(g -> g.name()).containsExactly("Groep 5");
        assertThat(school.tables.audit()).extracting(AuditEntry::action).endsWith(AuditAction.IMPORT_UNDONE);
        assertThat(school.tables.events()).anyMatch(e -> e instanceof DomainEvent.ImportCommitted c && c.quiet());

        List<JsonObject> history = call("list-history").body().objects("items");
        assertThat(history).extracting(i -> i.text("kind")).containsExactlyInAnyOrder("undo", "import");
        assertThat(history)
                .filteredOn(i -> i.text("commitId").equals("c1"))
                .extracting(i -> i.object("undoneBy").text("commitId"))
                .containsExactly(undo);

        Http.Answer again = Http.of("review-import/confirm-undo")
                .replacing("c1", undo)
                .ifMatch("\"3\"")
                .body("{\"restoring\":3}")
                .to(handler);
        execute(again.body().text("commitId"));

        assertThat(roster().pupils()).containsExactlyInAnyOrder(NOOR_LINKED, MILA);
        assertThat(roster().groups()).extracting(g -> g.name()).containsExactly("De Dolfijnen");
    }

    @Test
    void takesBackTheChosenRecordsOnly() {
        Http.Answer confirmed = Http.of("review-import/confirm-undo")
                .body("{\"restoring\":1,\"records\":[\"p9\"]}")
                .to(handler);
        execute(confirmed.body().text("commitId"));

        assertThat(roster().pupils()).containsExactlyInAnyOrder(NOOR, MILA);
        assertThat(roster().groups()).extracting(g -> g.name()).containsExactly("De Dolfijnen");
    }

    @Test
    void isRefused_whenRosterMovedSinceThePreview() {
        Pupil noor = (Pupil) roster().find(NOOR.id()).orElseThrow();
        school.rosters.edit(SCHOOL, noor.withActive(false), 2, EventsAndAudit.of(ReviewedSchool.CORRELATION));

        Http.Answer refused = confirm(3);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.etag()).contains("\"3\"");
        assertThat(school.commits.all(SCHOOL)).hasSize(1);
    }

    @Test
    void isRefused_whenAResultWasDeliveredSinceThePreview() {
        store(new ScoreState.Accepted());

        assertThat(confirm(3).status()).isEqualTo(412);
    }

    @Test
    void writesNothing_whenRosterMovesBeforeTheCommit() {
        String undo = confirm(3).body().text("commitId");
        Pupil noor = (Pupil) roster().find(NOOR.id()).orElseThrow();
        school.rosters.edit(SCHOOL, noor.withActive(false), 2, EventsAndAudit.of(ReviewedSchool.CORRELATION));

        assertThat(execute(undo)).isInstanceOf(RosterCommit.Outcome.Stale.class);
        assertThat(roster().find(MILA.id())).contains(MILA);
        assertThat(Http.of("review-import/get-commit")
                        .replacing("c1", undo)
                        .to(handler)
                        .body()
                        .text("state"))
                .isEqualTo("stale");
    }

    @Test
    void endsTheOpenImport_whoseRowsWereComparedWithTheRosterBefore() {
        school.stage();
        assertThat(call("preview-undo").body().flag("closesImport")).isTrue();

        confirm(3);

        assertThat(school.imports.find(SCHOOL)).get().isInstanceOf(Import.Aborted.class);
    }

    @Test
    void endsTheImport_thatWasStagedBetweenThePressAndTheCommit() {
        String undo = confirm(3).body().text("commitId");
        school.stage();

        assertThat(execute(undo)).isInstanceOf(RosterCommit.Outcome.Committed.class);

        assertThat(school.imports.find(SCHOOL)).containsInstanceOf(Import.Aborted.class);
        assertThat(school.tables.audit()).extracting(AuditEntry::action).contains(AuditAction.IMPORT_ABORTED);
    }

    @Test
    void keepsSinceWhenAndWhy_ofAPupilWhomAnImportMakesInactive() {
        ReviewedSchool leaving = new ReviewedSchool();
        leaving.stage();
        Http.of("review-import/decide-rows")
                .body("{\"importId\":\"i1\",\"rows\":["
                        + "{\"rowId\":\"w1\",\"version\":1,\"category\":\"existing\",\"recordId\":\"g5\"},"
                        + "{\"rowId\":\"w4\",\"version\":1,\"category\":\"new\"}]}")
                .to(leaving.handler());
        Http.of("review-import/confirm-import").ifMatch("\"2\"").to(leaving.handler());
        Import.Committing committing =
                (Import.Committing) leaving.imports.find(SCHOOL).orElseThrow();

        assertThat(leaving.commits.plan(SCHOOL, committing.commit()))
                .filteredOn(entry -> entry.id().equals(new RecordId("p8")))
                .extracting(PlanEntry::after)
                .singleElement()
                .isInstanceOfSatisfying(Pupil.class, pupil -> assertThat(pupil.inactivity())
                        .contains(new Inactivity(
                                leaving.clock.instant(),
                                Inactivity.Reason.NOT_IN_LAS,
                                Optional.of(committing.commit()),
                                committing.by())));
    }

    private static Http correction(String kind, String from, String to, String mode) {
        return Http.of("review-import/correct-pupils")
                .ifMatch("\"1\"")
                .body("{\"kind\":\"%s\",\"from\":\"%s\",\"to\":\"%s\",\"mode\":\"%s\"}"
                        .formatted(kind, from, to, mode));
    }

    @Test
    void mergesTwoPupils_afterAPreview_andThatCanBeUndone() {
        ReviewedSchool two = new ReviewedSchool();
        Http.Answer preview = correction("merge", "p8", "p9", "preview").to(two.handler());
        assertThat(preview.etag()).contains("\"1\"");
        assertThat(preview.body().objects("items"))
                .extracting(i -> i.text("name"), i -> i.text("effect"))
                .containsExactly(tuple("Noor Bakker", "changed"), tuple("Ties Vos", "removed"));
        assertThat(two.commits.all(SCHOOL)).isEmpty();

        Http.Answer executed = correction("merge", "p8", "p9", "execute").to(two.handler());

        assertThat(executed.status()).isEqualTo(202);
        CommitId merge = new CommitId(executed.body().text("commitId"));
        new RosterCommit(two.rosters, two.commits, two.imports, two.clock, Duration.ofSeconds(90))
                .execute(SCHOOL, merge);
        assertThat(two.rosters
                        .read(SCHOOL)
                        .pupil(new RecordId("p8"))
                        .orElseThrow()
                        .tests()
                        .results())
                .isEqualTo(5);
        assertThat(two.tables.audit()).extracting(AuditEntry::action).endsWith(AuditAction.PUPILS_MERGED);
        assertThat(Http.of("review-import/preview-undo")
                        .replacing("c1", merge.value())
                        .to(two.handler())
                        .body()
                        .integer("restoring"))
                .isEqualTo(2);
    }

    @Test
    void refusesACorrection_thatCannotBe() {
        Http.Answer preview = correction("move-link", "p1", "p9", "preview").to(handler);
        assertThat(preview.problem()).isEqualTo("correction-two-in-las");
        assertThat(correction("move-link", "p7", "p9", "preview").to(handler).problem())
                .isEqualTo("no-such-pupil");
        assertThat(correction("split", "p1", "p9", "preview").to(handler).problem())
                .isEqualTo("body-unreadable");
        assertThat(correction("merge", "p9", "p9", "preview").to(handler).problem())
                .isEqualTo("correction-same-pupil");
        assertThat(correction("merge", "p1", "p9", "execute").to(handler).problem())
                .isEqualTo("correction-two-in-las");
    }

    @Test
    void refusesWhatIsNotThereOrNotDone() {
        assertThat(Http.of("review-import/get-commit")
                        .replacing("c1", "c7")
                        .to(handler)
                        .problem())
                .isEqualTo("no-such-commit");
        assertThat(Http.of("review-import/preview-undo")
                        .replacing("c1", "c7")
                        .to(handler)
                        .problem())
                .isEqualTo("no-such-commit");
        String undo = confirm(3).body().text("commitId");
        assertThat(Http.of("review-import/preview-undo")
                        .replacing("c1", undo)
                        .to(handler)
                        .problem())
                .isEqualTo("undo-not-done");
        execute(undo);
        assertThat(Http.of("review-import/confirm-undo")
                        .ifMatch("\"3\"")
                        .body("{\"restoring\":0}")
                        .to(handler)
                        .problem())
                .isEqualTo("undo-nothing");
    }
}
