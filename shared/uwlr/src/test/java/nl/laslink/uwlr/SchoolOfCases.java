package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Enrolled;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;

/** School 98YY-00, which reads answers of the folder of cases one after the other, as nights do. */
final class SchoolOfCases {
    static final SchoolId SCHOOL = SchoolId.parse("98YY-00");
    static final SchoolYear YEAR = new SchoolYear(2026);

    private static final Instant NOW = Instant.parse("2026-11-29T02:30:00Z");
    private static final Ids IDS = () -> UUID.randomUUID().toString();

    private Roster roster = new Roster(SCHOOL, "De Proefschool", 1, List.of());

    /** Skips the test when the folder is absent: it is no part of the repository. */
    static Path folder() {
        Path folder = Path.of(System.getProperty("repository.root", "")).resolve("../shared/cases");
        assumeTrue(Files.isDirectory(folder), "skipped: no answers at ../shared/cases");
        return folder;
    }

    static Judgement judge(String file) {
        Asked asked = Asked.wholeSchool(new SchoolIdentification.ByBrin(SCHOOL), YEAR);
        try (InputStream in = Files.newInputStream(folder().resolve(file))) {
            return new AnswerJudge(asked).judge(in, "text/xml; charset=utf-8", OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Delivery delivery(String file) {
        Judgement judgement = judge(file);
        assertThat(judgement).as(file).isInstanceOf(Judgement.WholeSchool.class);
        return ((Judgement.WholeSchool) judgement).delivery();
    }

    /** A school whose beheerder took every row as proposed and confirmed. */
    static SchoolOfCases thatImported(String file) {
        SchoolOfCases school = new SchoolOfCases();
        Review review = school.next("SchoolOAS", file);
        assertThat(review.undecided()).as(file).isZero();
        school.commit(review.plan(IDS).entries());
        return school;
    }

    Review next(String file) {
        return next("SchoolOAS", file);
    }

    Review next(String las, String file) {
        Enrolled enrolled = Enrolled.at(NOW, delivery(file));
        Delivery delivery = enrolled.present();
        LasTypeCode type = new LasTypeCode(las);
        Staging staging = new Staging(roster, type, IDS);
        List<Row> rows = staging.stage(delivery, List.of());
        assertThat(rows.stream().map(Row::id)).doesNotHaveDuplicates();
        Import.Header header = new Import.Header(
                        SCHOOL,
                        new ImportId("i1"),
                        type,
                        YEAR,
                        NOW,
                        NOW.plus(Duration.ofDays(30)),
                        new Import.Counts(
                                delivery.groups().size(),
                                delivery.teachers().size(),
                                delivery.pupils().size()),
                        Stream.concat(delivery.warnings().stream(), staging.warnings(rows).stream())
                                .toList())
                .listingAsLeft(staging.active(enrolled.left(), YEAR));
        return Review.of(new Import.Open(header, false, 1), rows, roster);
    }

    /** What a night commits without a question. */
    SchoolOfCases night(Review review) {
        commit(review.quietPlan().entries());
        return this;
    }

    private void commit(List<PlanEntry> entries) {
        Map<RecordId, Roster.Versioned> records = new LinkedHashMap<>();
        Stream.of(roster.groups(), roster.teachers(), roster.pupils(), roster.choices())
                .flatMap(List::stream)
                .map(RosterRecord.class::cast)
                .forEach(record -> records.put(record.id(), new Roster.Versioned(record, 1)));
        entries.forEach(entry -> records.put(entry.id(), new Roster.Versioned(entry.after(), 1)));
        roster = new Roster(SCHOOL, roster.schoolName(), roster.revision() + 1, new ArrayList<>(records.values()));
    }

    Roster roster() {
        return roster;
    }

    /** Full name and birth date of each pupil. */
    List<String> pupils() {
        return roster.pupils().stream()
                .map(p -> p.name().full() + p.birthDate().map(day -> " " + day).orElse(""))
                .toList();
    }

    static String name(DeliveredRecord record) {
        return switch (record) {
            case DeliveredGroup group -> group.name();
            case DeliveredTeacher teacher -> teacher.name().full();
            case DeliveredPupil pupil -> pupil.name().full();
        };
    }

    String name(RecordId record) {
        RosterRecord found = roster.find(record).orElseThrow();
        if (found instanceof Pupil pupil) {
            return pupil.name().full();
        }
        if (found instanceof Teacher teacher) {
            return teacher.name().full();
        }
        return ((Group) found).name();
    }

    /** The row of somebody with this full name; of several the first. */
    static Row row(Review review, String name) {
        return review.rows().stream()
                .filter(row -> name(row.delivered()).equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> undecided(Review review) {
        return review.rows().stream()
                .filter(Row::isUndecided)
                .map(row -> name(row.delivered()))
                .toList();
    }
}
