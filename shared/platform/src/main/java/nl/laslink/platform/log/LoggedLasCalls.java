package nl.laslink.platform.log;

import java.time.Duration;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.LasCalls;

/** Adds up, on the line of the job at hand, how long its calls to the LAS took and how much they moved. */
public final class LoggedLasCalls implements LasCalls {
    @Override
    public void made(Operation operation, Duration took, long bytes) {
        Log.line()
                .with("operation", Word.of(operation))
                .metric(Metric.LAS_TIME, took.toMillis())
                .metric(Metric.LAS_BYTES, bytes);
    }
}
