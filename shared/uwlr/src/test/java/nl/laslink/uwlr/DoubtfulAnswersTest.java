package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportHold;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.Ids;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A school that was imported from one answer, and the answers that come after it: keys of other children, changed keys, and
 * pupils in a place where none belongs. No record gets another person and nobody leaves without a question.
 */
class DoubtfulAnswersTest {
    private static final LasTypeCode LAS = new LasTypeCode("SchoolOAS");
    private static final Instant NOW = Instant.parse("2026-11-29T02:30:00Z");
    private static final Ids IDS = () -> UUID.randomUUID().toString();

    private record Child(String key, String firstName, String surname, String born) {
        Child withKey(String other) {
            return new Child(other, firstName, surname, born);
        }

        String xml() {
            return xml("leerling", "");
        }

        String xml(String element, String inside) {
            return "<" + element + " " + key + "><achternaam>" + surname + "</achternaam><roepnaam>" + firstName
                    + "</roepnaam><geboortedatum>" + born + "</geboortedatum>" + inside + "<groep key='G5'/></"
                    + element
                    + ">";
        }
    }

    private static final List<Child> CHILDREN = List.of(
            new Child("key='H1'", "Joost", "Appelman", "2017-04-12"),
            new Child("key='H2'", "Ilse", "Beekhuis", "2014-02-16"),
            new Child("key='H3'", "Mohammed", "Cornelisse", "2015-09-27"),
            new Child("key='H4'", "Meike", "Dalhuisen", "2016-07-09"),
            new Child("key='H5'", "Roza", "Evertsz", "2018-02-11"),
            new Child("key='H6'", "Sanne", "Fokkinga", "2017-10-22"),
            new Child("key='H7'", "Aiko", "Gerbrandy", "2017-12-17"),
            new Child("key='H8'", "Youssef", "Hollestelle", "2013-12-03"));

    private Roster roster;

    @BeforeEach
    void schoolThatWasImported() {
        Roster nobody = new Roster(SchoolId.parse("99XX-00"), "De Voorbeeldschool", 1, List.of());
        List<Roster.Versioned> records = review(nobody, CHILDREN).plan(IDS).entries().stream()
                .map(entry -> new Roster.Versioned(entry.after(), 1))
                .toList();
        roster = new Roster(nobody.school(), "De Voorbeeldschool", 2, records);
    }

    @Test
    void asksNothing_whenTheAnswerIsTheSame() {
        Review review = review(roster, CHILDREN);

        assertThat(review.rows()).hasSize(9).allMatch(Row::settled);
        assertThat(review.isFinished()).isTrue();
    }

    @Test
    void asksAboutBoth_whenAnotherChildComesUnderTheKeyLast() {
        List<Child> children = new ArrayList<>(CHILDREN);
        children.add(children.remove(5).withKey("key='H7'"));

        Review review = review(roster, children);

        assertThat(review.undecided()).isEqualTo(2);
        assertThat(review.quietPlan().entries()).isEmpty();
        assertThat(review.leavers()).isEmpty();
    }

    @Test
    void holdsAndProposesEverybodyByName_whenEveryKeyIsOfAnotherChild() {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < CHILDREN.size(); i++) {
            children.add(CHILDREN.get(i)
                    .withKey(CHILDREN.get((i + 1) % CHILDREN.size()).key()));
        }

        Review review = review(roster, children);

        assertThat(review.hold()).contains(new ImportHold(ImportHold.Cause.DOUBTED, RowKind.PUPIL, 8, 8, 3));
        assertThat(review.quietPlan().entries()).isEmpty();
        assertThat(review.leavers()).isEmpty();
        assertEverybodyIsFound(review);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key='#%s'", "eckid='https://ketenid.nl/pilot/%s'", "key='N%s'"})
    void proposesEverybodyAndNobodyLeaves_whenKeysAreOfAnotherKind(String identity) {
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < CHILDREN.size(); i++) {
            children.add(CHILDREN.get(i).withKey(identity.formatted(i + 1)));
        }

        Review review = review(roster, children);

        assertThat(review.leavers()).isEmpty();
        assertEverybodyIsFound(review);
    }

    @Test
    void proposesTheSameChild_whenOneKeyChanged() {
        List<Child> children = new ArrayList<>(CHILDREN);
        children.set(3, children.get(3).withKey("key='9900'"));

        Review review = review(roster, children);

        assertThat(review.leavers()).isEmpty();
        assertThat(review.certainMatches()).hasSize(1);
    }

    @Test
    void leavesNobody_whenPupilsStandWhereNoneBelongs() {
        Child last = CHILDREN.getLast();
        String others = CHILDREN.subList(0, 7).stream().map(Child::xml).collect(Collectors.joining());
        String six = CHILDREN.subList(0, 6).stream().map(Child::xml).collect(Collectors.joining());

        assertLeftOut(others + last.xml("Leerling", ""), "");
        assertLeftOut(others + "<blok>" + last.xml() + "</blok>", "");
        assertLeftOut(six + CHILDREN.get(6).xml("leerling", last.xml()), "");
        assertLeftOut(others, "<Leerlingen>" + last.xml() + "</Leerlingen>");
    }

    private void assertLeftOut(String pupils, String behind) {
        Delivery delivery = read(pupils, behind);

        assertThat(delivery.pupils()).hasSize(7);
        assertThat(delivery.warnings()).contains(new Delivery.Warning(Delivery.Kind.PUPIL_LEFT_OUT, 1));
        assertThat(review(roster, delivery).leavers()).isEmpty();
    }

    /** Each row has the record of the child that it names as its certain match. */
    private void assertEverybodyIsFound(Review review) {
        Map<RecordId, String> names = roster.pupils().stream()
                .collect(Collectors.toMap(Pupil::id, pupil -> pupil.name().full()));
        assertThat(review.certainMatches()).hasSize(8);
        review.certainMatches().forEach((row, record) -> assertThat(names.get(record))
                .isEqualTo(review.rows().stream()
                        .filter(r -> r.id().equals(row))
                        .map(r -> ((DeliveredPupil) r.delivered()).name().full())
                        .findFirst()
                        .orElseThrow()));
    }

    private static Review review(Roster roster, List<Child> children) {
        return review(roster, read(children.stream().map(Child::xml).collect(Collectors.joining()), ""));
    }

    private static Review review(Roster roster, Delivery delivery) {
        List<Row> rows = new Staging(roster, LAS, IDS).stage(delivery, List.of());
        Import.Header header = new Import.Header(
                roster.school(),
                new ImportId("i1"),
                LAS,
                Messages.YEAR,
                NOW,
                NOW.plus(Duration.ofDays(30)),
                new Import.Counts(1, 0, delivery.pupils().size()),
                delivery.warnings());
        return Review.of(new Import.Open(header, false, 1), rows, roster);
    }

    private static Delivery read(String pupils, String behind) {
        String answer = Messages.school("<groepen><groep key='G5'><naam>Groep 5</naam><jaargroep>5</jaargroep></groep>"
                + "</groepen><leerlingen>" + pupils + "</leerlingen>" + behind);
        Judgement judgement = new AnswerJudge(Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR))
                .judge(
                        new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                        "text/xml",
                        OutputStream.nullOutputStream());
        return ((Judgement.WholeSchool) judgement).delivery();
    }
}
