package nl.laslink.operations.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.laslink.operations.rollback.LiveVersions.Live;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private static final Instant DEPLOYED = Instant.parse("2026-11-29T10:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void movesOnlyTheFunctionsThatTheLastDeploymentChanged() {
        Live changed = new Live("changed", 7, DEPLOYED, DEPLOYED, Optional.of(6L));
        Live changedLater = new Live("later", 3, DEPLOYED.plusSeconds(120), DEPLOYED.plusSeconds(120), Optional.of(1L));
        Live unchanged = new Live("unchanged", 4, BEFORE, BEFORE, Optional.of(3L));

        assertThat(Rollback.changedLast(List.of(changed, unchanged, changedLater)))
                .containsExactly(changed, changedLater);
    }

    @Test
    void movesNothing_whenItWasMovedBackAlready() {
        Live movedBack = new Live("moved-back", 6, BEFORE, DEPLOYED, Optional.of(5L));

        assertThat(Rollback.changedLast(List.of(movedBack))).isEmpty();
    }

    @Test
    void movesNothing_whenThereIsNoOlderVersion() {
        Live first = new Live("first", 1, DEPLOYED, DEPLOYED, Optional.empty());

        assertThat(Rollback.changedLast(List.of(first))).isEmpty();
    }

    @Test
    void movesNothing_whenNothingIsDeployed() {
        assertThat(Rollback.changedLast(List.of())).isEmpty();
    }
}
