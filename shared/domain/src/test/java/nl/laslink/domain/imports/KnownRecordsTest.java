package nl.laslink.domain.imports;

import static nl.laslink.domain.testing.Example.LAS;
import static nl.laslink.domain.testing.Example.YEAR;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;
import static nl.laslink.domain.testing.Example.group;
import static nl.laslink.domain.testing.Example.pupil;
import static nl.laslink.domain.testing.Example.roster;
import static nl.laslink.domain.testing.Example.teacher;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolYear;
import org.junit.jupiter.api.Test;

class KnownRecordsTest {
    private final KnownRecords records = new KnownRecords(
            roster(
                    existingGroup("g1", "Groep 5", "5", "K1"),
                    existingTeacher("t1", "Anja", "Smit", "", "K1"),
                    existingPupil("p1", "Noor", "Bakker", "", "", "K1", "e1"),
                    existingPupil("p2", "Sem", "Visser", "", "", "ParnasSys:K2", ""),
                    existingPupil("p3", "Mila", "Bos", "", "", "007a", ""),
                    existingPupil("p4", "Thijs", "Vos", "", "", "B1", ""),
                    existingPupil("p5", "Fenna", "Kok", "", "", "b1", "")),
            LAS,
            YEAR);

    @Test
    void findsByKey_withinTheKindAlone() {
        assertThat(byKey(group("K1", "Groep 5", "5"))).contains("g1");
        assertThat(byKey(teacher("K1", "Anja", "Smit", ""))).contains("t1");
        assertThat(byKey(ofKey("K1"))).contains("p1");
    }

    @Test
    void findsByKey_whateverUnicodeSpacesAreInIt() {
        assertThat(byKey(ofKey("\u00a0K1\u2009"))).contains("p1");
    }

    @Test
    void findsNobody_byTheKeyOfAnotherLas() {
        assertThat(byKey(ofKey("K2"))).isEmpty();
        assertThat(records.byLooseKey(ofKey("K2"))).isEmpty();
    }

    @Test
    void findsNobody_byTheKeyOfAGroupOfAnotherYear() {
        KnownRecords next =
                new KnownRecords(roster(existingGroup("g1", "Groep 5", "5", "K1")), LAS, new SchoolYear(2027));

        assertThat(next.byKey(group("K1", "Groep 5", "5"))).isEmpty();
    }

    @Test
    void findsByEckId_beforeTheKey() {
        assertThat(records.any(pupil("007a", "e1", "Noor", "Bakker", "", "")))
                .map(RosterRecord::id)
                .contains(new RecordId("p1"));
    }

    @Test
    void findsLoosely_withoutCapitalsAndLeadingZeros() {
        assertThat(records.byLooseKey(ofKey("7A")).map(RosterRecord::id)).contains(new RecordId("p3"));
        assertThat(records.byLooseKey(ofKey("0k1")).map(RosterRecord::id)).contains(new RecordId("p1"));
    }

    @Test
    void findsNobodyLoosely_whenTwoRecordsFit() {
        assertThat(records.byLooseKey(ofKey("0B1"))).isEmpty();
    }

    @Test
    void keepsAZero_whenAKeyIsNothingElse() {
        assertThat(new LasKey("000").loosely()).isEqualTo("0");
    }

    private Optional<String> byKey(DeliveredRecord delivered) {
        return records.byKey(delivered).map(record -> record.id().value());
    }

    private static DeliveredRecord ofKey(String key) {
        return pupil(key, "", "Noor", "Bakker", "", "");
    }
}
