package nl.laslink.exportscores;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import nl.laslink.domain.school.Night;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.log.Log;
import nl.laslink.platform.log.Metric;

/** Begins the night of every linked school, started by the schedule. */
public final class PlanHandler implements RequestStreamHandler {
    private final PlanNight useCase;
    private final Log log;

    public PlanHandler() {
        this(System.getenv(), Clock.systemUTC());
    }

    public PlanHandler(Map<String, String> variables, Clock clock) {
        this(ExportScoresWiring.plan(PlanConfig.from(variables), clock), Log.of("export-scores-plan", variables));
    }

    PlanHandler(PlanNight useCase, Log log) {
        this.useCase = useCase;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonObject input = JsonObject.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        Night night = new Night(input.instant("scheduledAt"));
        Log.Line line = log.info("night-planned").with("night", night.id()).correlation(night.correlation());
        int schools = line.during(() -> {
            int begun = useCase.execute(night);
            line.count("schools", begun).outcome("planned").metric(Metric.SCHOOLS_PLANNED, begun);
            return begun;
        });
        out.write(JsonObject.empty()
                .put("night", night.id())
                .put("schools", schools)
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }
}
