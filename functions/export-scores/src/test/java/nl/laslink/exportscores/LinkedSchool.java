package nl.laslink.exportscores;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.SchoolReadiness;
import nl.laslink.domain.link.DeliveryLog;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.DeliveryRuns;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.NormedScore;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.Imports;
import nl.laslink.domain.testing.InMemoryDeliveryLog;
import nl.laslink.domain.testing.InMemoryDeliveryRuns;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryScoreStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.testing.Invoke;

/** A linked school: p1 is known to the LAS as L1, p2 is not; the test REK-M5 is defined. */
final class LinkedSchool {
    final InMemoryTables tables = new InMemoryTables();
    final InMemoryScoreStore scores = new InMemoryScoreStore(tables);
    final InMemoryDeliveryRuns runs = new InMemoryDeliveryRuns(tables);
    final InMemoryDeliveryLog log = new InMemoryDeliveryLog(tables);
    final InMemoryLinkStore links = new InMemoryLinkStore(tables);
    final InMemoryImportStore imports = new InMemoryImportStore(tables);
    final InMemoryRosterStore rosters = new InMemoryRosterStore(tables);
    final TestClock clock = TestClock.at("2026-11-24T02:31:10Z");
    final List<ScoreMessage> received = new ArrayList<>();
    final List<String> askedIn = new ArrayList<>();
    LasCredentials broughtWith;
    BringOutcome answer = new BringOutcome.Accepted();
    Function<ScoreMessage, BringOutcome> answers = _ -> answer;
    final LasClient las = las();
    private final FakeSecretCipher cipher = new FakeSecretCipher();
    private int staged;

    LinkedSchool() {
        Links.makeActive(tables, cipher);
        rosters.seed(
                SCHOOL,
                "De Voorbeeldschool",
                List.of(
                        existingGroup("g5", "Groep 5", "5", "G5"),
                        existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g5", "L1", "eck-1"),
                        existingPupil("p2", "Sem", "Jansen", "2016-05-01", "g5", "", ""),
                        existingPupil("p3", "Yara", "Visser", "2016-03-02", "g5", "L3", ""),
                        existingPupil("p4", "Daan", "Smit", "2016-03-03", "g5", "L4", ""),
                        existingTeacher("t1", "Joris", "Nieuwenhuis", "", "T1")));
        define("REK-M5");
    }

    void speaksAlso(String version) {
        new InMemoryLasTypes(tables).save(Links.inVersions(Links.type(cipher), version));
    }

    void sharesKey(String key) {
        new InMemoryLasTypes(tables).save(Links.withSharedKey(Links.type(cipher), cipher, key));
    }

    void define(String code) {
        scores.saveDefinition(new TestDefinition(
                new TestCode(code),
                Optional.empty(),
                Optional.of("Rekenen"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    }

    /** The test centre sends the test anew, with norms. */
    void correctNorms(String code, int from) {
        TestDefinition.Norm norm = new TestDefinition.Norm("I", Optional.empty(), from, 50);
        scores.saveDefinition(
                new TestDefinition(
                        new TestCode(code),
                        Optional.empty(),
                        Optional.of("Rekenen"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new TestDefinition.Norming(
                                Optional.empty(), Optional.empty(), Optional.empty(), List.of(norm))),
                        List.of()),
                clock.instant(),
                clock.instant());
    }

    void score(String key, String pupil, String test, ScoreState state) {
        score(key, pupil, test, state, Optional.empty(), Optional.empty());
    }

    void score(String key, String pupil, String test, ScoreState state, String teacher, String infoUrl) {
        score(key, pupil, test, state, Optional.of(new RecordId(teacher)), Optional.of(infoUrl));
    }

    void scoreTakenOn(String key, String day) {
        score(key, "p1", "REK-M5", new ScoreState.Ready(), Optional.empty(), Optional.empty(), day);
    }

    private void score(
            String key,
            String pupil,
            String test,
            ScoreState state,
            Optional<RecordId> teacher,
            Optional<String> infoUrl) {
        score(key, pupil, test, state, teacher, infoUrl, "2026-11-20");
    }

    private void score(
            String key,
            String pupil,
            String test,
            ScoreState state,
            Optional<RecordId> teacher,
            Optional<String> infoUrl,
            String takenOn) {
        scores.save(new LedgerEntry(
                SCHOOL,
                new ResultKey(key),
                new RecordId(pupil),
                new TestCode(test),
                Optional.empty(),
                Optional.empty(),
                LocalDate.parse(takenOn),
                new ScoreValue.Plain(34),
                clock.instant(),
                state,
                clock.instant(),
                1,
                teacher,
                infoUrl,
                List.of(),
                Optional.empty()));
    }

    /** A person pressed Verzend nu for the result. */
    void press(String key) {
        LedgerEntry before = scores.find(SCHOOL, new ResultKey(key)).orElseThrow();
        scores.save(before.withState(new ScoreState.Ready(), clock.instant(), new ScoreStep.Cause.Pressed(Links.ANJA)));
    }

    /** The test centre sent the result anew. */
    void renorm(String key) {
        LedgerEntry before = scores.find(SCHOOL, new ResultKey(key)).orElseThrow();
        NormedScore normed = new NormedScore(
                SCHOOL,
                before.pupil(),
                key,
                before.test(),
                before.testVersion(),
                before.part(),
                before.takenOn(),
                clock.instant(),
                new ScoreValue.Plain(35),
                before.teacher(),
                before.infoUrl());
        scores.save(before.corrected(normed, new ScoreState.Ready(), clock.instant()));
    }

    /** The LAS sent the identities of these pupils with other persons, and no person decided yet. */
    Import.Open doubt(String... pupils) {
        return stage(Imports.header(SCHOOL, "i" + ++staged)
                .doubting(Arrays.stream(pupils).map(RecordId::new).collect(Collectors.toSet())));
    }

    /** A person chose Niet importeren for the pupil. */
    void skip(String pupil) {
        commit(stage(Imports.header(SCHOOL, "i" + ++staged).notImporting(Set.of(new RecordId(pupil)))));
    }

    /** A person corrected a link: the number of {@code from} is {@code to}'s. */
    void moveLink(String from, String to) {
        Pupil one = pupil(from);
        Pupil other = pupil(to);
        edit(one.withoutExternalNumber());
        edit(new Pupil(
                other.id(),
                other.name(),
                other.birthDate(),
                other.yearGroup(),
                other.group(),
                other.compositeGroups(),
                true,
                other.eckId(),
                one.externalNumber(),
                other.tests()));
    }

    private Pupil pupil(String id) {
        return rosters.read(SCHOOL).pupil(new RecordId(id)).orElseThrow();
    }

    private void edit(Pupil after) {
        long revision =
                rosters.read(SCHOOL).findVersioned(after.id()).orElseThrow().revision();
        rosters.edit(SCHOOL, after, revision, Imports.SILENT);
    }

    void makeInactive(String pupil) {
        Roster.Versioned stored =
                rosters.read(SCHOOL).findVersioned(new RecordId(pupil)).orElseThrow();
        rosters.edit(SCHOOL, ((Pupil) stored.entry()).withActive(false), stored.revision(), Imports.SILENT);
    }

    private Import.Open stage(Import.Header header) {
        Import.Open open = new Import.Open(header, false, 1);
        imports.stage(open, List.of(), Imports.ended(SCHOOL, "f1", clock.instant()), new byte[0], Imports.SILENT);
        return open;
    }

    /** A person confirmed the import that was open. */
    void commit(Import.Open open) {
        imports.advance(
                new Import.Committed(open.header(), new CommitId("c1"), Imports.RECEIPT, 2),
                Optional.empty(),
                Imports.SILENT);
    }

    ScoreState state(String key) {
        return scores.find(SCHOOL, new ResultKey(key)).orElseThrow().state();
    }

    /** The result keys of each message that the LAS got. */
    List<List<String>> receivedKeys() {
        return received.stream()
                .map(m -> m.pupils().stream()
                        .flatMap(p -> p.results().stream())
                        .map(r -> r.key().value())
                        .toList())
                .toList();
    }

    SendHandler sender() {
        return sender(scores, runs, log, las);
    }

    SendHandler sender(ScoreStore someScores, DeliveryRuns someRuns, DeliveryLog someLog, LasClient someLas) {
        SendScores send = new SendScores(
                someScores,
                someRuns,
                links,
                readiness(),
                rosters,
                new LasAccess(new InMemoryLasTypes(tables), cipher),
                someLas,
                someLog,
                clock,
                ExportScoresWiring.LEASE_TIME);
        return new SendHandler(
                new SendHandler.Work(new ReleaseScores(someScores, readiness(), rosters, clock), send),
                Invoke.log(),
                clock);
    }

    SchoolReadiness readiness() {
        return new SchoolReadiness(links, imports);
    }

    private LasClient las() {
        return new LasClient() {
            @Override
            public FetchOutcome fetch(
                    LasEndpoint endpoint,
                    LasCredentials credentials,
                    SchoolIdentification school,
                    SchoolYear year,
                    Optional<Instant> lastReceived) {
                throw new AssertionError("a sender fetches nothing");
            }

            @Override
            public BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message) {
                received.add(message);
                broughtWith = credentials;
                askedIn.add(endpoint.xsdVersion());
                return answers.apply(message);
            }
        };
    }
}
