package nl.laslink.platform.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.AuditAction;
import nl.laslink.domain.event.AuditEntry;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStep;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.Links;
import nl.laslink.platform.dynamodb.link.DynamoApprovalTokens;
import nl.laslink.platform.dynamodb.link.DynamoBeheerders;
import nl.laslink.platform.dynamodb.link.DynamoLasTypes;
import nl.laslink.platform.dynamodb.link.DynamoLinkStore;
import nl.laslink.platform.dynamodb.score.DynamoDeliveryRuns;
import nl.laslink.platform.dynamodb.score.DynamoScoreStore;
import nl.laslink.platform.json.JsonObject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the tables really hold. */
class StoredItemsTest {
    private static final Instant AT = Links.AT;
    private final DynamoDbEnhancedClient client = LocalTables.enhanced();
    private final DynamoLinkStore links = new DynamoLinkStore(client, LocalTables.LINKS, LocalTables.EVENTS_AND_AUDIT);
    private final DynamoScoreStore scores = new DynamoScoreStore(client, LocalTables.SCORES);
    private final DynamoDeliveryRuns runs =
            new DynamoDeliveryRuns(client, LocalTables.SCORES, LocalTables.EVENTS_AND_AUDIT);
    private final SchoolId school = FreshSchools.next();

    @Test
    void bearsSchemaVersion_onEveryItem() {
        fillEveryKind();

        for (String table : List.of(
                LocalTables.LINKS,
                LocalTables.SCORES,
                LocalTables.IMPORTS,
                LocalTables.ROSTER,
                LocalTables.EVENTS_AND_AUDIT.auditTable(),
                LocalTables.EVENTS_AND_AUDIT.outboxTable())) {
            assertThat(LocalTables.items(table)).allSatisfy(item -> assertThat(item.get("schemaVersion"))
                    .as("%s %s", table, item.get("sk"))
                    .isEqualTo(AttributeValue.fromN("1")));
        }
    }

    @Test
    void keepsNoKey_ofALinkThatWasRejectedOrEnded() {
        Link.Requested first = requested();
        Link.Rejected rejected = first.reject(Links.ANJA, AT, "nee");
        Link.Requested second = new Link.Requested(
                school, new LinkRequestId("second"), first.fields(), Links.ANJA, AT, rejected.version() + 1);

        links.save(first, eventsAndAudit());
        links.save(rejected, eventsAndAudit());
        links.save(second, eventsAndAudit());
        links.save(second.end(Links.ANJA, AT), eventsAndAudit());

        assertThat(LocalTables.items(LocalTables.LINKS, school.toString()))
                .hasSize(3) // the link, and what stays of each request for the late visitor of its mail
                .allSatisfy(item -> assertThat(item.get("body").s())
                        .contains("keyEnteredAt")
                        .doesNotContain("authorisationKey", "Y2lwaGVy"));
    }

    @Test
    void storesEveryKind_underItsOwnSortKey() {
        fillEveryKind();

        assertThat(sortKeys(LocalTables.LINKS))
                .containsExactlyInAnyOrder("LINK", "CONTACT", "BEHEERDER#sub-1", "TOKEN#" + hash().hex());
        assertThat(sortKeys(LocalTables.SCORES))
                .containsExactlyInAnyOrder("RESULT#s1", "DUE#s1", "LEASE", "CREATED", "NORMS", "RUN#20261120T090000Z");
        assertThat(sortKeys(LocalTables.EVENTS_AND_AUDIT.auditTable()))
                .singleElement()
                .asString()
                .startsWith("2026-11-20T09:00:00.000000000Z#");
    }

    @Test
    void keepsNothingOfAcceptedScore_onTheListsOfTheNight() {
        LedgerEntry ready = ready();
        scores.save(ready);

        LedgerEntry sent = ready.withState(new ScoreState.Sent(), AT, new ScoreStep.Cause.Sending());
        scores.save(sent);
        scores.save(sent.withState(new ScoreState.Accepted(), AT, new ScoreStep.Cause.Answered()));

        assertThat(sortKeys(LocalTables.SCORES)).containsExactly("RESULT#s1");
    }

    @Test
    void removesToken_90DaysAfterItExpired() {
        fillEveryKind();

        Instant expires =
                Instant.ofEpochSecond(Long.parseLong(LocalTables.items(LocalTables.LINKS, school.toString()).stream()
                        .filter(item -> item.get("sk").s().startsWith("TOKEN#"))
                        .map(item -> item.get("expires").n())
                        .findFirst()
                        .orElseThrow()));

        assertThat(expires).isEqualTo(AT.plus(Duration.ofDays(7 + 90)));
    }

    @Test
    void putsNothingButLinks_inTheIndexByState() {
        fillEveryKind();

        assertThat(LocalTables.items(LocalTables.LINKS, school.toString()))
                .filteredOn(item -> item.containsKey("state"))
                .extracting(item -> item.get("sk").s())
                .containsExactly("LINK");
    }

    @Test
    void leavesEvent_asTheBusGetsIt() {
        links.save(requested(), eventsAndAudit());

        Map<String, AttributeValue> row = LocalTables.items(LocalTables.EVENTS_AND_AUDIT.outboxTable()).stream()
                .filter(item -> item.get("detail").s().contains(school.toString()))
                .findFirst()
                .orElseThrow();
        JsonObject detail = JsonObject.parse(row.get("detail").s());

        assertThat(row.keySet()).containsExactlyInAnyOrder("pk", "detailType", "detail", "createdAt", "schemaVersion");
        assertThat(row.get("detailType").s()).isEqualTo("LinkRequested");
        assertThat(detail.number("schemaVersion")).isEqualTo(1);
        assertThat(detail.text("correlationId")).isEqualTo("wens-1");
        assertThat(detail.text("request")).isEqualTo(Links.REQUEST.value());
    }

    private void fillEveryKind() {
        links.save(requested(), eventsAndAudit());
        links.recordContact(school, new Contact(AT, Contact.Outcome.DELIVERED, Optional.empty()));
        new DynamoBeheerders(client, LocalTables.LINKS)
                .save(
                        school,
                        new Beheerder(
                                "sub-1",
                                "Anja Voorbeeld",
                                new EmailAddress("anja@school.example"),
                                Beheerder.Language.DUTCH));
        new DynamoApprovalTokens(client, LocalTables.LINKS)
                .save(new ApprovalToken(
                        school,
                        Links.REQUEST,
                        hash(),
                        new EmailAddress("kim@laslink.example"),
                        AT.plus(Duration.ofDays(7))));
        new DynamoLasTypes(client, LocalTables.LINKS).save(Links.type(new FakeSecretCipher()));
        scores.save(ready());
        scores.saveDefinition(
                new TestDefinition(
                        new TestCode("rekenen"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                AT,
                AT);
        scores.normsApplied(school, AT);
        runs.begin(school, new Night(AT), EventsAndAudit.of(new CorrelationId("x")));
        runs.takeLease(school, "one", AT, AT.plusSeconds(600));
        runs.nextCreationTime(school, AT);
    }

    private List<String> sortKeys(String table) {
        return LocalTables.items(table, school.toString()).stream()
                .map(item -> item.get("sk").s())
                .toList();
    }

    private static TokenHash hash() {
        return TokenHash.of(Secret.of("a-token"));
    }

    private Link.Requested requested() {
        LinkFields fields = new LinkFields(
                Example.LAS, Example.YEAR, Optional.empty(), Optional.of(new EncryptedSecret("Y2lwaGVy")), AT);
        return new Link.Requested(school, Links.REQUEST, fields, Links.ANJA, AT, 1);
    }

    private EventsAndAudit eventsAndAudit() {
        return EventsAndAudit.of(new CorrelationId("wens-1"), new DomainEvent.LinkRequested(school, Links.REQUEST))
                .and(new AuditEntry(school, AT, new Actor("anja", "Anja"), AuditAction.LINK_REQUESTED, Map.of()));
    }

    private LedgerEntry ready() {
        return new LedgerEntry(
                school,
                new ResultKey("s1"),
                new RecordId("p1"),
                new TestCode("rekenen"),
                Optional.empty(),
                Optional.empty(),
                LocalDate.parse("2026-11-20"),
                new ScoreValue.Plain(34),
                AT,
                new ScoreState.Ready(),
                AT,
                1);
    }
}
