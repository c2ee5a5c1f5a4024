package nl.laslink.requestlink;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.RosterCommit;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.testing.Faults;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.Meanwhile;
import nl.laslink.platform.config.Environment;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;
import org.junit.jupiter.api.Test;

class RequestLinkHandlerTest {
    private static final List<String> OF_A_SCHOOL = List.of(
            "get-link", "request-link", "change-link", "end-link", "check-external-numbers", "remove-external-numbers");
    private final Pages pages = new Pages();

    @Test
    void listsWhatEachTypeAsks() {
        JsonObject type = pages.call("list-las-types").body().objects("items").getFirst();

        assertThat(type.text("code")).isEqualTo("SchoolOAS");
        assertThat(type.text("schoolKeyUse")).isEqualTo("empty");
        assertThat(type.object("keyHint").text("nl")).isEqualTo("Vraag de sleutel aan bij SchoolOAS.");
        assertThat(type.toString()).doesNotContain("klantcode", "las.example", "laslink");
    }

    @Test
    void answersNone_whenLinkWasNeverRequested() {
        pages.seedOldNumbers();

        Pages.Answer answer = pages.call("get-link");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().has("ETag")).isFalse();
        assertThat(answer.body().text("state")).isEqualTo("none");
        JsonObject numbers = answer.body().object("externalNumbers");
        assertThat(List.of(numbers.integer("pupils"), numbers.integer("groups"), numbers.integer("teachers")))
                .containsExactly(1, 1, 1);
    }

    @Test
    void showsActiveLink_withItsLastContact() {
        Links.makeActive(pages.tables, pages.cipher);
        Instant at = Instant.parse("2026-11-24T02:31:00Z");
        pages.links.recordContact(
                SCHOOL, new Contact(at, Contact.Outcome.REFUSED, Optional.of(FaultCode.INVALID_AUTHORISATION)));

        JsonObject body = pages.call("get-link").body();

        assertThat(body.text("state")).isEqualTo("active");
        assertThat(body.object("decision").text("outcome")).isEqualTo("approved");
        assertThat(body.object("lastContact").text("outcome")).isEqualTo("refused");
        assertThat(body.object("lastContact").text("reason")).isEqualTo("invalid-authorisation");
        assertThat(body.object("fields").has("authorisationKey")).isFalse();
    }

    @Test
    void showsNoContactOfTheLinkBefore() {
        Link.Active link = Links.makeActive(pages.tables, pages.cipher);
        Instant before = link.requestedAt().minusSeconds(60);
        pages.links.recordContact(SCHOOL, new Contact(before, Contact.Outcome.DELIVERED, Optional.empty()));
        pages.links.recordContact(SCHOOL, new Contact(before, Contact.Outcome.SCORES_ACCEPTED, Optional.empty()));

        JsonObject body = pages.call("get-link").body();

        assertThat(body.has("lastContact")).isFalse();
        assertThat(body.has("lastScores")).isFalse();
    }

    @Test
    void saysResponsiblePartyAndWhenItIsTriedAgain_untilTheLinkIsChanged() {
        Link.Active link = Links.makeActive(pages.tables, pages.cipher);
        Instant at = Instant.parse("2026-11-24T02:31:00Z");
        pages.links.recordContact(
                SCHOOL,
                new Contact(at, Contact.Outcome.REFUSED, Optional.of(FaultCode.INVALID_AUTHORISATION))
                        .after(Optional.empty(), link, Optional.of(new FetchId("n-1"))));
        pages.links.recordContact(
                SCHOOL,
                new Contact(
                        at,
                        Contact.Outcome.SCORES_UNKNOWN,
                        List.of(NoAnswer.TIMEOUT),
                        Optional.of(new Contact.Failing(at.minus(Duration.ofDays(22)), 7, link.version())),
                        Optional.empty()));

        JsonObject pupils = pages.call("get-link").body().object("lastContact");
        assertThat(pupils.text("whoActs")).isEqualTo("school");
        assertThat(pupils.object("failing").text("since")).isEqualTo("2026-11-24T02:31:00Z");
        assertThat(pupils.object("failing").integer("nights")).isEqualTo(1);
        assertThat(pupils.object("failing").text("nextTry")).isEqualTo("2026-11-25T02:30:00Z");
        assertThat(pupils.object("failing").flag("nextTryIsLast")).isTrue();
        JsonObject scores = pages.call("get-link").body().object("lastScores");
        assertThat(scores.text("whoActs")).isEqualTo("las-supplier");
        assertThat(scores.object("failing").has("nextTry")).isFalse();

        pages.links.save(link.with(link.fields()), EventsAndAudit.of(new CorrelationId("x")));
        JsonObject changed = pages.call("get-link").body().object("lastContact");
        assertThat(changed.text("outcome")).isEqualTo("refused");
        assertThat(changed.has("failing")).isFalse();
    }

    @Test
    void countsAndChangesNothing_whenRemovalIsOnlyChecked() {
        pages.seedOldNumbers();

        Pages.Answer answer = pages.call("check-external-numbers");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().integer("pupils")).isEqualTo(1);
        assertThat(pages.tables.events()).isEmpty();
    }

    @Test
    void storesPlanAndHandsItOver_whenRemovalIsExecuted() {
        pages.seedOldNumbers();

        Pages.Answer answer = pages.call("remove-external-numbers");

        CommitId id = new CommitId(FixedIds.nth(1));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().object("removal").text("state")).isEqualTo("running");
        assertThat(answer.body().object("removal").integer("total")).isEqualTo(2);
        assertThat(pages.tables.events()).containsExactly(new DomainEvent.ExternalNumbersRemovalConfirmed(SCHOOL, id));
        assertThat(pages.commits.plan(SCHOOL, id).stream().map(PlanEntry::id).map(Object::toString))
                .containsExactly("g1", "p1");
        assertThat(pages.commits.find(SCHOOL, id)).containsInstanceOf(Commit.Planned.class);
    }

    @Test
    void isNeverShownAsDoneBesideItsNumbers_whenRemovalEndsDuringTheRead() {
        pages.seedOldNumbers();
        pages.call("remove-external-numbers");
        RosterStore stored = pages.rosters;
        RosterCommit work = new RosterCommit(stored, pages.commits, pages.imports, pages.clock, Duration.ofMinutes(15));
        Runnable finish = () -> work.execute(SCHOOL, new CommitId(FixedIds.nth(1)));
        pages.rosters = Meanwhile.after("read", RosterStore.class, stored, finish);

        JsonObject first = pages.call("get-link").body().object("externalNumbers");
        JsonObject second = pages.call("get-link").body().object("externalNumbers");

        assertThat(first.object("removal").text("state")).isEqualTo("running");
        assertThat(second.object("removal").text("state")).isEqualTo("done");
        assertThat(second.integer("pupils")).isZero();
    }

    @Test
    void beginsOneRemoval_whenPressedTwice() {
        pages.seedOldNumbers();
        pages.call("remove-external-numbers");

        Pages.Answer second = pages.call("remove-external-numbers");

        assertThat(second.body().text("type")).isEqualTo("/problems/removal-running");
        assertThat(pages.tables.events()).hasSize(1);
    }

    @Test
    void beginsOneRemoval_whenItDiedBetweenPlanAndStart() {
        pages.seedOldNumbers();
        CommitStore stored = pages.commits;
        pages.commits = Faults.failingOn(1, CommitStore.class, stored, Set.of("start"));
        assertThat(pages.call("remove-external-numbers").status()).isEqualTo(500);

        assertThat(pages.call("remove-external-numbers").status()).isEqualTo(202);

        assertThat(pages.tables.events())
                .containsExactly(
                        new DomainEvent.ExternalNumbersRemovalConfirmed(SCHOOL, new CommitId(FixedIds.nth(2))));
    }

    @Test
    void beginsNoRemoval_whenThereIsNothingToRemove() {
        assertThat(pages.call("remove-external-numbers").status()).isEqualTo(200);
        assertThat(pages.tables.events()).isEmpty();
    }

    @Test
    void removesNoNumbers_whileLinkIsActive() {
        pages.seedOldNumbers();
        Links.makeActive(pages.tables, pages.cipher);

        assertThat(pages.call("remove-external-numbers").body().text("type")).isEqualTo("/problems/numbers-in-use");
        assertThat(pages.tables.events()).isEmpty();
    }

    @Test
    void refusesUnknownMode() {
        assertThat(pages.call("check-external-numbers", e -> e.replace("check\\\"", "all\\\""))
                        .errors())
                .containsExactly("mode:mode-unknown");
    }

    @Test
    void refusesBeheerderOfAnotherSchool_onEveryRoute() {
        for (String file : OF_A_SCHOOL) {
            Pages.Answer answer = pages.call(
                    file, e -> e.replace("\"custom:schools\": \"99XX-00\"", "\"custom:schools\": \"98YY-00\""));

            assertThat(answer.status()).as(file).isEqualTo(403);
        }
        assertThat(pages.links.find(SCHOOL)).isEmpty();
    }

    @Test
    void letsCustomerServiceReadOnly() {
        for (String file : OF_A_SCHOOL) {
            Pages.Answer answer = pages.call(
                    file,
                    e -> e.replace("\"cognito:groups\": \"beheerder\"", "\"cognito:groups\": \"klantenservice\""));

            assertThat(answer.status()).as(file).isEqualTo(file.equals("get-link") ? 200 : 403);
        }
        assertThat(pages.links.find(SCHOOL)).isEmpty();
    }

    @Test
    void refusesEverybody_withoutClaims() {
        for (String file : OF_A_SCHOOL) {
            assertThat(pages.call(file, RequestLinkHandlerTest::withoutClaims).status())
                    .as(file)
                    .isEqualTo(403);
        }
        assertThat(pages.call("list-las-types", RequestLinkHandlerTest::withoutClaims)
                        .status())
                .isEqualTo(403);
    }

    private static String withoutClaims(String event) {
        return event.replace("\"claims\"", "\"nothing\"");
    }

    @Test
    void logsNoNameAndNoKey() {
        pages.seedOldNumbers();
        String printed = Invoke.printed(() -> {
            pages.call("get-link");
            pages.call("request-link");
            pages.call("remove-external-numbers");
            Links.makeActive(pages.tables, pages.cipher);
            pages.call("change-link");
            pages.links = null;
            assertThat(pages.call("request-link").status()).isEqualTo(500);
        });

        assertThat(printed)
                .contains("99XX-00", "POST /api/schools/{school}/link", "\"outcome\":\"failed\"", "1-6741f2a0-5c3d4e5f")
                .doesNotContain("Anja", "Noor", "Bakker", "Els", "sleutel", "@", "ParnasSys:");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        assertThatThrownBy(() -> new RequestLinkHandler(Map.of("LINKS_TABLE", "Links"), Clock.systemUTC()))
                .isInstanceOf(Environment.Incomplete.class)
                .hasMessageContaining(
                        "ROSTER_TABLE, IMPORTS_TABLE, AUDIT_TABLE, AUDIT_DAYS, OUTBOX_TABLE, SECRETS_KEY_ID");
    }

    @Test
    void namesTheBeheerder_whomTheLastMailDidNotReach() {
        Pages pages = new Pages();
        pages.unreach("anja", "Anja Voorbeeld");

        assertThat(pages.call("get-link").body().objects("unreachedBeheerders"))
                .singleElement()
                .hasToString("{\"name\":\"Anja Voorbeeld\",\"outcome\":\"bounced\",\"at\":\"2026-11-24T10:00:00Z\"}");
    }
}
