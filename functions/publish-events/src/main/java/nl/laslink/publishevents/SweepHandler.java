package nl.laslink.publishevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.imports.ResumeWork;
import nl.laslink.domain.imports.Work;
import nl.laslink.platform.log.Log;

/** Every 5 minutes: publishes what the stream left behind, and puts the message of work without progress again. */
public final class SweepHandler implements RequestStreamHandler {
    private final PublishEvents useCase;
    private final ResumeWork resume;
    private final Log log;

    public SweepHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public SweepHandler(Map<String, String> variables, Clock clock) {
        this(SweepConfig.from(variables), clock, Log.of("publish-events-sweep", variables));
    }

    private SweepHandler(SweepConfig config, Clock clock, Log log) {
        this(PublishEventsWiring.of(config.publish(), clock), PublishEventsWiring.resume(config, clock), log);
    }

    SweepHandler(PublishEvents useCase, ResumeWork resume, Log log) {
        this.useCase = useCase;
        this.resume = resume;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) {
        PublishedLines.during(log, "sweep", useCase::sweep);
        ResumeWork.Swept swept = resume.sweep();
        swept.resumed().forEach(work -> write(work, "resumed"));
        swept.stuck().forEach(work -> write(work, "stuck"));
    }

    private void write(Work work, String outcome) {
        log.info("work")
                .school(work.school())
                .correlation(work.correlation())
                .with("kind", work.kind())
                .with("id", work.id())
                .count("resumed", work.resumed())
                .outcome(outcome)
                .write();
    }
}
