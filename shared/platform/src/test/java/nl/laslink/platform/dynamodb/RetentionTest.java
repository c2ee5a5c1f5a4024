package nl.laslink.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.roster.Inactivity;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.Imports;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import org.junit.jupiter.api.Test;

/** When DynamoDB's TTL removes what is kept no longer. */
class RetentionTest {
    private static final Instant LEFT = Instant.parse("2026-08-01T10:00:00Z");
    private static final Pupil ACTIVE = Example.existingPupil("p1", "Noor", "Bakker", "", "", "", "");
    private static final Retention SHORT = new Retention(Duration.ofDays(400), Duration.ofDays(500));
    private final SchoolId school = FreshSchools.next();
    private final DynamoRosterStore rosters = new DynamoRosterStore(
            LocalTables.enhanced(), LocalTables.ROSTER, LocalTables.IMPORTS, LocalTables.EVENTS_AND_AUDIT, SHORT);

    @Test
    void endsAPupilWhoLeft_andNobodyWhoIsBack() {
        rosters.seed(school, "De Voorbeeldschool", List.of(ACTIVE));
        assertThat(expiryOfPupil()).isEmpty();

        rosters.edit(
                school,
                ACTIVE.madeInactive(new Inactivity(LEFT, Inactivity.Reason.PERSON, Optional.empty(), Actor.LASLINK)),
                1,
                Imports.SILENT);
        assertThat(expiryOfPupil()).contains(LEFT.plus(Duration.ofDays(400)));

        rosters.edit(school, ACTIVE, 2, Imports.SILENT);
        assertThat(expiryOfPupil()).isEmpty();
    }

    @Test
    void endsAResult_afterItsLastStep() {
        LedgerEntry entry = new LedgerEntry(
                school,
                new ResultKey("s1"),
                ACTIVE.id(),
                new TestCode("REKENEN"),
                Optional.empty(),
                Optional.empty(),
                LocalDate.parse("2026-10-12"),
                new ScoreValue.Plain(37),
                LEFT,
                new ScoreState.Ready(),
                LEFT,
                1);
        new DynamoScoreStore(LocalTables.enhanced(), LocalTables.SCORES, SHORT).save(entry);

        assertThat(LocalTables.items(LocalTables.SCORES, school.toString()))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.get("expires").n())
                        .isEqualTo(Long.toString(
                                entry.at().plus(Duration.ofDays(500)).getEpochSecond())));
    }

    private Optional<Instant> expiryOfPupil() {
        return LocalTables.items(LocalTables.ROSTER, school.toString()).stream()
                .filter(item -> item.get("sk").s().equals("RECORD#p1"))
                .flatMap(item -> Optional.ofNullable(item.get("expires")).stream())
                .map(expires -> Instant.ofEpochSecond(Long.parseLong(expires.n())))
                .findFirst();
    }
}
