package nl.laslink.uwlr.staged;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import nl.laslink.domain.delivery.LasHabits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1,   100,  82300",
        "1,   500,  164300",
        "2,   500,  85900",
        "5,   500,  37900",
        "10,  100,  11100",
        "100, 2000, 21000",
    })
    void isOfAllCallsAndTheRestsBetweenThem(int groupsPerCall, long paceMillis, long millis) {
        assertThat(StagedTime.ofLargeSchool(staged(groupsPerCall), Duration.ofMillis(paceMillis)))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void isNoLess_howeverTheGroupsAreDivided() {
        for (int perCall = 1; perCall <= StagedTime.LARGE_SCHOOL; perCall++) {
            int most = StagedTime.calls(1, StagedTime.LARGE_SCHOOL - 1, perCall);
            for (int groups = 0; groups <= StagedTime.LARGE_SCHOOL; groups++) {
                assertThat(StagedTime.calls(groups, StagedTime.LARGE_SCHOOL - groups, perCall))
                        .as("%d groups, %d per call", groups, perCall)
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    private static LasHabits.Staged staged(int groupsPerCall) {
        return new LasHabits.Staged(URI.create("https://las.example/"), groupsPerCall);
    }
}
