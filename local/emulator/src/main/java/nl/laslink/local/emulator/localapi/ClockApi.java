package nl.laslink.local.emulator.localapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import nl.laslink.local.emulator.time.ProductClock;

/** {@code /_local/clock}: shows the product's time and moves it ahead, by days or to a date or time. */
public final class ClockApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_DAYS = 3660;

    private final ProductClock clock;
    private final ZoneId zone;
    private final Moved moved;

    private ClockApi(ProductClock clock, ZoneId zone, Moved moved) {
        this.clock = clock;
        this.zone = zone;
        this.moved = moved;
    }

    /** What the product does when its time was moved. */
    @FunctionalInterface
    public interface Moved {
        /** Deletes what has expired and runs each schedule whose time has passed once; returns their names. */
        List<String> catchUp() throws InterruptedException;
    }

    public static void add(RoutesConfig routes, ProductClock clock, ZoneId zone, Moved moved) {
        ClockApi api = new ClockApi(clock, zone, moved);
        routes.get("/_local/clock", http -> api.answer(http, List.of()));
        routes.post("/_local/clock", LocalApi.fromHere(api::move));
    }

    private void move(Context http) throws InterruptedException {
        JsonNode body;
        try {
            body = JSON.readTree(http.body());
        } catch (JsonProcessingException notJson) {
            LocalApi.refuse(
                    http,
                    "body",
                    "wants {\"days\": 1}, {\"to\": \"2027-08-01\"} or {\"to\": \"2027-08-01T03:00:00Z\"}");
            return;
        }
        if (body.has("days")) {
            int days = body.path("days").asInt();
            if (!body.path("days").isInt() || days < 1 || days > MOST_DAYS) {
                LocalApi.refuse(http, "days", "wants a number from 1 to " + MOST_DAYS);
                return;
            }
            moveTo(http, "days", clock.instant().plus(Duration.ofDays(days)));
            return;
        }
        Optional<Instant> to = instant(body.path("to").asText(), clock, zone);
        if (to.isEmpty()) {
            LocalApi.refuse(http, "to", "wants a date such as 2027-08-01, or a time such as 2027-08-01T03:00:00Z");
            return;
        }
        moveTo(http, "to", to.get());
    }

    /** A date is at the time of day that it is now. */
    public static Optional<Instant> instant(String text, ProductClock clock, ZoneId zone) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? Instant.parse(text)
                            : ZonedDateTime.ofInstant(clock.instant(), zone)
                                    .with(LocalDate.parse(text))
                                    .toInstant());
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }

    private void moveTo(Context http, String field, Instant instant) throws InterruptedException {
        if (instant.isBefore(clock.instant())) {
            LocalApi.refuse(http, field, "wants a time after " + clock.instant() + ": the clock does not go back");
            return;
        }
        clock.moveTo(instant);
        answer(http, moved.catchUp());
    }

    private void answer(Context http, List<String> ran) {
        ObjectNode answer = JSON.createObjectNode()
                .put("now", clock.instant().toString())
                .put("date", LocalDate.ofInstant(clock.instant(), zone).toString())
                .put("aheadSeconds", clock.ahead().toSeconds());
        ran.forEach(answer.putArray("ran")::add);
        LocalApi.answer(http, answer);
    }
}
