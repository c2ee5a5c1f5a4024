package nl.laslink.publishevents;

import java.util.function.Supplier;
import nl.laslink.domain.event.OutboxRow;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;

/** Says in the log what the bus answered: a line for each event, so that its chain can be followed, and one for the job. */
final class PublishedLines {
    private PublishedLines() {}

    static PublishEvents.Done during(Log log, String job, Supplier<PublishEvents.Done> work) {
        Log.Line line = log.info(job);
        return line.during(() -> {
            PublishEvents.Done done = work.get();
            done.rows().forEach(row -> write(log, row, done));
            int refused = done.published().refused().size();
            line.count("accepted", done.published().accepted().size())
                    .count("refused", refused)
                    .outcome(refused == 0 ? "accepted" : "refused");
            return done;
        });
    }

    private static void write(Log log, OutboxRow row, PublishEvents.Done done) {
        JsonObject detail = JsonObject.parse(row.detail());
        log.info("published")
                .with("detailType", row.detailType())
                .with("school", detail.optionalText("school").orElse("-"))
                .with(
                        "correlationId",
                        detail.optionalText("correlationId")
                                .flatMap(CorrelationId::parse)
                                .map(CorrelationId::value)
                                .orElse("-"))
                .outcome(done.published().refused().getOrDefault(row.id(), "accepted"))
                .write();
    }
}
