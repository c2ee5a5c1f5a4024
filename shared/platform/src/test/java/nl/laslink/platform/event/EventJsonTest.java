package nl.laslink.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.Example;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    private static final SchoolId SCHOOL = Example.SCHOOL;
    private static final LocalDate NIGHT = LocalDate.parse("2026-11-24");
    private static final LinkRequestId REQUEST = new LinkRequestId("r1");
    private static final FetchId FETCH = new FetchId("f1");
    private static final ImportId IMPORT = new ImportId("i1");
    private static final CommitId COMMIT = new CommitId("c1");

    static Stream<DomainEvent> events() {
        return Stream.of(
                new DomainEvent.LinkRequested(SCHOOL, REQUEST),
                new DomainEvent.LinkApproved(SCHOOL, REQUEST),
                new DomainEvent.LinkRejected(SCHOOL, REQUEST),
                new DomainEvent.LinkEnded(SCHOOL, REQUEST),
                new DomainEvent.FetchRequested(SCHOOL, FETCH, Optional.of(NIGHT)),
                new DomainEvent.FetchRequested(SCHOOL, FETCH, Optional.empty()),
                new DomainEvent.FetchEnded(SCHOOL, FETCH, "no-changes", Optional.of(NIGHT)),
                new DomainEvent.ImportStaged(SCHOOL, IMPORT, FETCH, 3, 4, 2, 1),
                new DomainEvent.ImportConfirmed(SCHOOL, IMPORT, COMMIT),
                new DomainEvent.ExternalNumbersRemovalConfirmed(SCHOOL, COMMIT),
                new DomainEvent.CommitUnfinished(SCHOOL, COMMIT),
                new DomainEvent.CorrectionConfirmed(SCHOOL, COMMIT),
                new DomainEvent.ImportCommitted(SCHOOL, IMPORT, COMMIT, 5_000_000_000L, true),
                new DomainEvent.NightsStopped(SCHOOL, DomainEvent.NightsStopped.About.RESULTS),
                new DomainEvent.RosterChanged(SCHOOL, 7),
                new DomainEvent.SendingRequested(SCHOOL, true),
                new DomainEvent.ScoreReplayRequested(SCHOOL, "bus-1"),
                new DomainEvent.ScoresDelivered(SCHOOL, NIGHT, 9),
                new DomainEvent.ScoresRefused(SCHOOL, NIGHT, 9, "no-answer"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsBackEqual_afterTheBus(DomainEvent event) {
        EventEnvelope envelope = EventJson.decode(onTheBus(event).toString());

        assertThat(envelope.event()).isEqualTo(event);
        assertThat(envelope.correlationId()).isEqualTo(new CorrelationId("wens-1"));
        assertThat(envelope.detailType()).isEqualTo(event.getClass().getSimpleName());
    }

    @ParameterizedTest
    @MethodSource("events")
    void bearsSchemaVersionAndSchool(DomainEvent event) {
        JsonObject detail = onTheBus(event).object("detail");

        assertThat(detail.number("schemaVersion")).isEqualTo(1);
        assertThat(detail.text("school")).isEqualTo("99XX-00");
    }

    /** Ids and counts alone, whatever the school: far below the 256 KB of EventBridge and SQS, also ten in one batch. */
    @ParameterizedTest
    @MethodSource("events")
    void staysSmall(DomainEvent event) {
        assertThat(onTheBus(event).toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000);
    }

    @Test
    void knowsEveryEvent() {
        assertThat(events().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(DomainEvent.class.getPermittedSubclasses())
                        .collect(Collectors.toSet()));
    }

    @Test
    void readsEvent_thatANewerVersionExtended() {
        JsonObject event = onTheBus(new DomainEvent.RosterChanged(SCHOOL, 7));
        event.put("detail", event.object("detail").put("added", "later"));

        assertThat(EventJson.decode(event.toString()).event()).isEqualTo(new DomainEvent.RosterChanged(SCHOOL, 7));
    }

    @Test
    void refusesEvent_thatIsNotOurs() {
        String foreign = onTheBus(new DomainEvent.RosterChanged(SCHOOL, 7))
                .put("detail-type", "PupilMoved")
                .toString();

        assertThatThrownBy(() -> EventJson.decode(foreign)).isInstanceOf(EventJson.UnknownEvent.class);
    }

    /** Whoever may put events may write anything in them, and the log has every chain. */
    @ParameterizedTest
    @ValueSource(strings = {"Noor van der Meer", "noor@school.example", "x\ny", "x\u2028y", " ", ""})
    void usesTheEnvelopesId_whenCorrelationIdHasAnotherForm(String text) {
        JsonObject event = onTheBus(new DomainEvent.RosterChanged(SCHOOL, 7));
        event.put("detail", event.object("detail").put("correlationId", text));

        assertThat(EventJson.decode(event.toString()).correlationId()).isEqualTo(new CorrelationId("bus-1"));
    }

    private static JsonObject onTheBus(DomainEvent event) {
        return JsonObject.empty()
                .put("id", "bus-1")
                .put("source", EventJson.SOURCE)
                .put("detail-type", EventJson.detailType(event))
                .put("detail", JsonObject.parse(EventJson.encode(event, new CorrelationId("wens-1"))));
    }
}
