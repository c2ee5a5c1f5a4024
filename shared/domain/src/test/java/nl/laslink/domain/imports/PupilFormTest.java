package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.delivery;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.roster;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.testing.FixedIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PupilFormTest {
    private static final LocalDate BORN = LocalDate.of(2016, 4, 28);

    /** Each name as first name, prefix, surname. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Mila  |        | Jansen-de Vries | Mila       |         | Bakker-de Vries
                    Mila  | van    | Dijk            | Mila       |         | Bakker
                    Fietje|        | Bakker          | Sophie     |         | Bakker
                    Piet  | de     | Wit             | Pieter     |         | Wit
                    Jan   |        | van den Berg    | Jan        | van den | Berg
                    Jan van den |  | Berg            | Jan        | van den | Berg
                    Jan   |        | Berg van den    | Jan        | van den | Berg
                    Jan   |        | Berg, v.d.      | Jan        | van der | Berg
                    Jan   |        | Vandenberg      | Jan        | van den | Berg
                    J.    |        | Bakker          | Jip        |         | Bakker
                    Bakker|        | J.              | Jip        |         | Bakker
                    Bakker|        | Jip             | Jip        |         | Bakker
                    Bakker|        | Jop             | Jip        |         | Bakker
                    van den Berg | | Jip             | Jip        |         | Berg
                    Emine |        | Yıldız          | Emine      |         | Yildiz
                    Ömer  |        | Şahin           | Omer       |         | Sahin
                    Sjoerdtsje |   | Hûs             | Sjoerdtsje |         | Hus
                    Søren |        | Kjær            | Soren      |         | Kjaer
                    Łukasz|        | Groß            | Lukasz     |         | Gross
                    Đorđe |        | Œuvre           | Djordje    |         | Oeuvre
                    Ine   | d'     | Hondt           | Ine        |         | D’Hondt
                    Johanna |      | Bakker          | Anne       |         | Visser-Bakker
                    Mohammed Amin || Smit            | Amin       |         | Bakker
                    """)
    void proposes_whenBirthDateAndGroupAreEqualAndOneNameIsInCommon(
            String first, String prefix, String surname, String existingFirst, String existingPrefix, String existing) {
        Pupil pupil = existing(existingFirst, existingPrefix, existing, Optional.of(BORN), "g1");
        DeliveredPupil delivered = delivered(first, prefix, surname, Optional.of(BORN), "G1");

        assertThat(proposals(delivered, pupil)).containsExactly(pupil.id());
    }

    @Test
    void proposes_whenNameOfFormsDiffersOnlyInUnicodeForm() {
        Pupil pupil = existing("Zoe\u0308", "", "Lefe\u0300vre", Optional.empty(), "g2");

        assertThat(proposals(delivered("Zo\u00eb", "", "Lef\u00e8vre", Optional.of(BORN), "G1"), pupil))
                .containsExactly(pupil.id());
    }

    @ParameterizedTest
    @CsvSource({"2016-04-29", "2016-05-28", "2017-04-28"})
    void proposesButIsNotExact_whenNamesAreEqualAndBirthDateNearly(LocalDate born) {
        Pupil pupil = existing("Noor", "", "Bakker", Optional.of(born), "g2");
        DeliveredPupil delivered = delivered("Noor", "", "Bakker", Optional.of(BORN), "G1");

        assertThat(reasons(delivered, pupil)).containsExactlyInAnyOrder(Reason.SAME_FIRST_NAME, Reason.SAME_SURNAME);
        assertThat(differences(delivered, pupil)).containsExactlyInAnyOrder(Difference.BIRTH_DATE, Difference.GROUP);
    }

    @Test
    void proposesOnlyTheOneBornThatDay_whenNamesakeWasBornTheNext() {
        Pupil one = existing("Noor", "", "Bakker", Optional.of(BORN), "g2");
        Pupil next = new Pupil(
                new RecordId("p2"),
                one.name(),
                Optional.of(BORN.plusDays(1)),
                Optional.empty(),
                Optional.of(new RecordId("g2")),
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                Pupil.TestHistory.NONE);

        assertThat(proposals(delivered("Noor", "", "Bakker", Optional.of(BORN), "G1"), one, next))
                .containsExactly(one.id());
    }

    @Test
    void proposesNobody_whenBirthDateAndGroupAreOfAnother() {
        Pupil pupil = existing("Noor", "", "Bakker", Optional.of(BORN.plusDays(40)), "g2");

        assertThat(proposals(delivered("Noor", "", "Bakker", Optional.of(BORN), "G1"), pupil))
                .isEmpty();
    }

    /** The page shows both beside each other: a field is alike or differs, never both. */
    @Test
    void neverDiffersInWhatAReasonNames_whateverTheNames() {
        List<String> names =
                List.of("Mila", "Jip", "J.", "M. A.", "Bakker", "Bakker-Smit", "de Vries", "Vries de", "Mila Jip", "");
        Random random = new Random(14);
        for (int i = 0; i < 20_000; i++) {
            Pupil pupil = existing(
                    names.get(random.nextInt(9)),
                    "",
                    names.get(random.nextInt(10)),
                    date(random),
                    "g" + random.nextInt(3));
            DeliveredPupil delivered = delivered(
                    names.get(random.nextInt(9)),
                    "",
                    names.get(random.nextInt(10)),
                    date(random),
                    "G" + random.nextInt(3));
            Set<String> alike = reasons(delivered, pupil).stream()
                    .map(reason ->
                            reason.name().replaceFirst("SAME_|SIMILAR_", "").replace("INITIAL", "FIRST_NAME"))
                    .collect(Collectors.toSet());

            assertThat(differences(delivered, pupil)).extracting(Enum::name).noneMatch(alike::contains);
        }
    }

    @Test
    void differsInInitial_whenItIsAnotherLetter() {
        DeliveredPupil delivered = delivered("S.", "", "Bakker", Optional.of(BORN), "G1");

        assertThat(differences(delivered, existing("Noor", "", "Bakker", Optional.of(BORN), "g1")))
                .containsExactly(Difference.FIRST_NAME);
        assertThat(differences(delivered, existing("Sam", "", "Bakker", Optional.of(BORN), "g1")))
                .isEmpty();
    }

    private static Optional<LocalDate> date(Random random) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(BORN.plusDays(random.nextInt(2)));
    }

    private static Set<Reason> reasons(DeliveredPupil delivered, Pupil pupil) {
        return PupilForm.of(delivered, GROUPS).reasons(PupilForm.of(pupil));
    }

    private static Set<Difference> differences(DeliveredPupil delivered, Pupil pupil) {
        return Difference.besides(
                reasons(delivered, pupil), delivered, pupil, delivered.group().map(GROUPS::get));
    }

    private static final Map<LasKey, RecordId> GROUPS = Map.of(
            new LasKey("G0"), new RecordId("g0"),
            new LasKey("G1"), new RecordId("g1"),
            new LasKey("G2"), new RecordId("g2"));

    private static List<RecordId> proposals(DeliveredPupil delivered, Pupil... existing) {
        List<RosterRecord> records = new ArrayList<>(List.of(existing));
        records.add(existingGroup("g1", "Groep 5", "5", ""));
        records.add(existingGroup("g2", "Groep 6", "6", ""));
        List<Row> rows = new Staging(roster(records.toArray(RosterRecord[]::new)), LAS, new FixedIds())
                .stage(delivery(List.of(group("G1", "Groep 5", "5")), List.of(), List.of(delivered)), List.of());
        return rows.getLast().proposals().stream().map(Proposal::record).toList();
    }

    private static Pupil existing(String first, String prefix, String surname, Optional<LocalDate> born, String group) {
        return new Pupil(
                new RecordId("p1"),
                PersonName.of(first, prefix, surname),
                born,
                Optional.empty(),
                Optional.of(new RecordId(group)),
                List.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                Pupil.TestHistory.NONE);
    }

    private static DeliveredPupil delivered(
            String first, String prefix, String surname, Optional<LocalDate> born, String group) {
        return new DeliveredPupil(
                Optional.empty(),
                Optional.of(new LasKey("L1")),
                PersonName.of(first, prefix, surname),
                born,
                Optional.empty(),
                Optional.of(new LasKey(group)),
                List.of());
    }
}
