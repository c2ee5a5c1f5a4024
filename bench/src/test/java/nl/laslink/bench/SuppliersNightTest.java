package nl.laslink.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import nl.laslink.bench.SuppliersNight.Outcome;
import nl.laslink.bench.SuppliersNight.Queueing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ADR 24's claims about a night with one slow supplier. */
class SuppliersNightTest {

    private static double later(Queueing queueing, int schools, String slow) {
        Outcome with = SuppliersNight.night(queueing, schools, Optional.of(slow));
        Outcome without = SuppliersNight.night(queueing, schools, Optional.empty());
        return with.endOfOthers(slow) / without.endOfOthers(slow) - 1;
    }

    @ParameterizedTest
    @CsvSource({"1000, A", "1000, B", "1000, D", "3000, A", "3000, B", "3000, D"})
    void othersEndAtMostTenPercentLater_withALeasePerType(int schools, String slow) {
        assertThat(later(new Queueing.Leases(20, 5), schools, slow)).isLessThanOrEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource({"1000, A", "1000, B", "3000, A", "3000, B"})
    void othersWaitForTheSlowOne_withOneQueue(int schools, String slow) {
        assertThat(later(new Queueing.OneQueue(10), schools, slow)).isGreaterThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"A", "B"})
    void everySupplierIsDone_whateverTheQueueing(String slow) {
        for (Queueing queueing : new Queueing[] {
            new Queueing.OneQueue(10),
            new Queueing.Leases(20, 5),
            new Queueing.FairQueue(10),
            new Queueing.Fifo(10),
            new Queueing.QueuePerType(5)
        }) {
            assertThat(SuppliersNight.night(queueing, 100, Optional.of(slow)).end())
                    .containsOnlyKeys("A", "B", "C", "D");
        }
    }
}
