package nl.laslink.local.emulator.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.laslink.local.emulator.template.Template.Rule;
import nl.laslink.local.emulator.work.InFlight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBusTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00.123Z"), ZoneOffset.UTC);
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "SendRule",
                    "{\"source\":[\"laslink\"],\"detail-type\":[\"FetchEnded\"],\"detail\":{\"night\":[{\"exists\":true}]}}",
                    List.of("SendQueue")),
            new Rule(
                    "CommitRule",
                    "{\"source\":[\"laslink\"],\"detail-type\":[\"ImportStaged\",\"ImportConfirmed\"]}",
                    List.of("CommitQueue")),
            new Rule(
                    "NotifyRule",
                    "{\"source\":[\"laslink\"],\"detail-type\":[\"ImportStaged\"]}",
                    List.of("NotifyQueue")));

    private record Sent(String queue, String body) {}

    private final List<Sent> sent = new ArrayList<>();
    private final EventBus bus =
            new EventBus(RULES, (queue, body) -> sent.add(new Sent(queue, body)), new InFlight(), CLOCK);
    private final PutEventsEndpoint endpoint = new PutEventsEndpoint(bus);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "laslink | FetchEnded | {\"night\":\"2026-11-24\"} | SendQueue",
                "laslink | FetchEnded | {\"school\":\"99XX-00\"} | none",
                "laslink | ImportStaged | {} | CommitQueue,NotifyQueue",
                "laslink | ImportConfirmed | {} | CommitQueue",
                "laslink | LinkEnded | {} | none",
                "testcentre | ImportStaged | {} | none"
            })
    void sendsToTheQueuesOfTheRulesThatMatch(String source, String detailType, String detail, String queues)
            throws JsonProcessingException {
        bus.put(source, detailType, JSON.readTree(detail));

        assertThat(sent.stream().map(Sent::queue).collect(Collectors.joining(",")))
                .isEqualTo(queues == null ? "" : queues);
    }

    @Test
    void wrapsTheDetail_asEventBridgeDoes() throws JsonProcessingException {
        String id = bus.put("laslink", "ImportConfirmed", JSON.readTree("{\"school\":\"99XX-00\"}"));

        assertThat(JSON.readTree(sent.getFirst().body())).isEqualTo(JSON.readTree("""
                {"version": "0", "id": "%s", "detail-type": "ImportConfirmed", "source": "laslink",
                 "account": "000000000000", "time": "2026-11-24T09:00:00Z", "region": "eu-west-1", "resources": [],
                 "detail": {"school": "99XX-00"}}
                """.formatted(id)));
    }

    @Test
    void doesNotStart_whenAPatternIsWrong() {
        Rule wrong = new Rule("WrongRule", "{\"source\":\"laslink\"}", List.of("SendQueue"));

        assertThatThrownBy(() -> new EventBus(List.of(wrong), (queue, body) -> {}, new InFlight(), CLOCK))
                .hasMessageContaining("WrongRule");
    }

    @Test
    void refusesOneEntry_andTakesTheOther() throws JsonProcessingException {
        JsonNode answer = JSON.readTree(endpoint.answer("""
                {"Entries": [
                  {"Source": "laslink", "DetailType": "ImportConfirmed", "Detail": "no JSON", "EventBusName": "EventBus"},
                  {"Source": "laslink", "DetailType": "ImportConfirmed", "Detail": "{}", "EventBusName": "EventBus"}]}
                """));

        assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(1);
        assertThat(answer.at("/Entries/0/ErrorCode").asText()).isEqualTo("MalformedDetail");
        assertThat(answer.at("/Entries/1/EventId").asText())
                .isEqualTo(JSON.readTree(sent.getFirst().body()).path("id").asText());
        assertThat(sent).hasSize(1);
    }

    @Test
    void refusesARequest_withMoreThanTenEntries() {
        String entry = "{\"Source\":\"laslink\",\"DetailType\":\"ImportConfirmed\",\"Detail\":\"{}\"}";
        String eleven = IntStream.range(0, 11).mapToObj(i -> entry).collect(Collectors.joining(","));

        assertThatThrownBy(() -> endpoint.answer("{\"Entries\":[" + eleven + "]}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sent).isEmpty();
    }
}
