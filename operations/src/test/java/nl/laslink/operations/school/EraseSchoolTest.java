package nl.laslink.operations.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.testing.Faults;
import nl.laslink.operations.Refused;
import nl.laslink.operations.Tables;
import nl.laslink.operations.user.People;
import nl.laslink.operations.user.SignInUsersTwin;
import nl.laslink.platform.dynamodb.LocalTables;
import nl.laslink.platform.dynamodb.imports.DynamoRosterStore;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryRuns;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class EraseSchoolTest {
    private static final AtomicInteger SCHOOLS = new AtomicInteger(10);
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final EmailAddress ANJA = new EmailAddress("anja@school.example");
    private static final Tables TABLES = new Tables(
            LocalTables.LINKS,
            LocalTables.IMPORTS,
            LocalTables.ROSTER,
            LocalTables.SCORES,
            LocalTables.EVENTS_AND_AUDIT.auditTable(),
            LocalTables.EVENTS_AND_AUDIT.outboxTable());

    private final SchoolId school = SchoolId.parse(SCHOOLS.getAndIncrement() + "AA-00");
    private final SchoolId other = SchoolId.parse(school.brin() + "-01");
    private final SignInUsersTwin users = new SignInUsersTwin();
    private final DynamoDbEnhancedClient enhanced = LocalTables.enhanced();
    private final DynamoLinkStore links = new DynamoLinkStore(enhanced, TABLES.links(), LocalTables.EVENTS_AND_AUDIT);
    private final DynamoRosterStore rosters =
            new DynamoRosterStore(enhanced, TABLES.roster(), TABLES.imports(), LocalTables.EVENTS_AND_AUDIT);
    private final DynamoDeliveryRuns runs =
            new DynamoDeliveryRuns(enhanced, TABLES.scores(), LocalTables.EVENTS_AND_AUDIT);
    private final People people = new People(users, new DynamoBeheerders(enhanced, TABLES.links()));

    private EraseSchool erasing(DynamoDbClient client) {
        return new EraseSchool(
                links, rosters, runs, people, new SchoolItems(client, TABLES), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Both schools have items in every table, more than one batch of some; the beheerder has both. */
    @BeforeEach
    void seed() {
        for (SchoolId one : List.of(school, other)) {
            rosters.seed(one, "De Voorbeeldschool", List.of());
            endedLink(one);
            for (String table : TABLES.bySchool()) {
                IntStream.range(0, 40).forEach(n -> put(table, one.toString(), "ITEM#%02d".formatted(n), "{}"));
            }
            IntStream.range(0, 3)
                    .forEach(n ->
                            put(TABLES.outbox(), one + "-" + n, "", "{\"school\":\"" + one + "\",\"n\":" + n + "}"));
        }
        put(TABLES.links(), "LAS#schooloas", "TYPE", "{}");
        put(TABLES.scores(), "TEST#M6", "DEFINITION", "{}");
        people.addBeheerder(new People.Wanted(
                ANJA,
                Optional.of("Anja Voorbeeld"),
                new TreeSet<>(Set.of(school.toString(), other.toString())),
                Optional.empty()));
    }

    private void endedLink(SchoolId one) {
        Actor anja = new Actor("sub", "Anja Voorbeeld");
        Link.Requested requested = new Link.Requested(
                one,
                new LinkRequestId("r1"),
                new LinkFields(
                        new LasTypeCode("schooloas"),
                        SchoolYear.parse("2026-2027"),
                        Optional.empty(),
                        Optional.of(new EncryptedSecret("c2xldXRlbA==")),
                        NOW),
                anja,
                NOW,
                1);
        EventsAndAudit none = EventsAndAudit.of(new CorrelationId("c"));
        links.save(requested, none);
        links.save(requested.end(anja, NOW), none);
    }

    private static void put(String table, String pk, String sk, String detail) {
        Map<String, AttributeValue> item =
                new java.util.HashMap<>(Map.of("pk", AttributeValue.fromS(pk), "detail", AttributeValue.fromS(detail)));
        if (!sk.isEmpty()) {
            item.put("sk", AttributeValue.fromS(sk));
        }
        LocalTables.CLIENT.putItem(p -> p.tableName(table).item(item));
    }

    /** Every item of every table. */
    private static List<Map<String, AttributeValue>> everything(Predicate<Map<String, AttributeValue>> which) {
        return Stream.concat(TABLES.bySchool().stream(), Stream.of(TABLES.outbox()))
                .flatMap(table -> LocalTables.items(table).stream())
                .filter(which)
                .sorted(java.util.Comparator.comparing(Object::toString))
                .toList();
    }

    private Predicate<Map<String, AttributeValue>> names(SchoolId one) {
        return item -> item.toString().contains(one.toString());
    }

    @Test
    void leavesNothingOfTheSchool_andTheRestByteForByte() {
        List<Map<String, AttributeValue>> rest = everything(names(school).negate());

        erasing(LocalTables.CLIENT).erase(school);

        assertThat(everything(names(school))).isEmpty();
        assertThat(everything(_ -> true)).isEqualTo(rest);
        assertThat(rest.stream().filter(names(other))).hasSizeGreaterThan(200);
        assertThat(users.find(ANJA).orElseThrow().schools()).containsExactly(other.toString());
        assertThat(erasing(LocalTables.CLIENT).look(school).total()).isZero();
    }

    @Test
    void countsPerTable() {
        Map<String, Integer> found = erasing(LocalTables.CLIENT).look(school).items();

        assertThat(found)
                .containsEntry(TABLES.outbox(), 3)
                .containsEntry(TABLES.imports(), 40)
                .containsEntry(TABLES.scores(), 40)
                .containsEntry(TABLES.audit(), 40)
                .containsEntry(TABLES.roster(), 41) // the school's own item
                .containsEntry(TABLES.links(), 43); // the link, its copy for late visitors, the beheerder
    }

    @Test
    void finishesWhatBrokeOff_atAnyBatch() {
        List<Map<String, AttributeValue>> rest = everything(names(school).negate());
        for (int nth = 1; nth <= 13; nth++) {
            int batch = nth;
            DynamoDbClient breaking = Faults.countedBy(
                    new AtomicInteger(),
                    batch,
                    batch % 2 == 0,
                    DynamoDbClient.class,
                    LocalTables.CLIENT,
                    Set.of("batchWriteItem"));
            try {
                erasing(breaking).erase(school);
            } catch (Faults.Crash broken) {
                // Then the next one goes on.
            }
        }

        erasing(LocalTables.CLIENT).erase(school);

        assertThat(everything(names(school))).isEmpty();
        assertThat(everything(_ -> true)).isEqualTo(rest);
    }

    @Test
    void refusesWhileALinkStands() {
        Actor anja = new Actor("sub", "Anja Voorbeeld");
        Link.Ended ended = (Link.Ended) links.find(school).orElseThrow();
        Link.Requested again =
                new Link.Requested(school, new LinkRequestId("r2"), ended.fields(), anja, NOW, ended.version() + 1);
        links.save(again, EventsAndAudit.of(new CorrelationId("c")));
        List<Map<String, AttributeValue>> before = everything(_ -> true);

        assertThatThrownBy(() -> erasing(LocalTables.CLIENT).erase(school))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is requested");
        links.save(again.approve(anja, NOW), EventsAndAudit.of(new CorrelationId("c")));
        assertThatThrownBy(() -> erasing(LocalTables.CLIENT).erase(school))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is active");
        assertThat(everything(_ -> true)).hasSameSizeAs(before);
    }

    @Test
    void refusesWhileAnImportIsCommitted_orWasLeftHalfDone() {
        rosters.lock(school, new CommitId("c1"), NOW, NOW.plusSeconds(60));
        assertThatThrownBy(() -> erasing(LocalTables.CLIENT).erase(school))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is being committed");

        rosters.unlock(school, new CommitId("c1"));
        rosters.lock(school, new CommitId("c2"), NOW.minusSeconds(600), NOW.minusSeconds(60));
        assertThatThrownBy(() -> erasing(LocalTables.CLIENT).erase(school))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("stopped half-way");
        assertThat(users.find(ANJA).orElseThrow().schools()).contains(school.toString());
    }

    @Test
    void refusesWhileScoresAreSent() {
        runs.takeLease(school, "sender", NOW, NOW.plusSeconds(300));

        assertThatThrownBy(() -> erasing(LocalTables.CLIENT).erase(school))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("being sent");
    }
}
