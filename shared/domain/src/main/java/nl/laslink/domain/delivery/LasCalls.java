package nl.laslink.domain.delivery;

import java.time.Duration;
import nl.laslink.domain.link.LasClient;

/** Hears of every call that a {@link LasClient} made, however it ended, in the thread that asked for it. */
@FunctionalInterface
public interface LasCalls {
    LasCalls UNHEARD = (_, _, _) -> {};

    enum Operation {
        FETCH,
        BRING
    }

    /** @param bytes of the message and of its answer, as they travelled */
    void made(Operation operation, Duration took, long bytes);
}
