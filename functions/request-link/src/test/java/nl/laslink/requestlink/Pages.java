package nl.laslink.requestlink;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.existingGroup;
import static nl.laslink.domain.testing.Example.existingPupil;
import static nl.laslink.domain.testing.Example.existingTeacher;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.RosterStore;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkStore;
import nl.laslink.domain.mail.DeliveryStatus;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.mail.UnreachedBeheerders;
import nl.laslink.domain.testing.FakeSecretCipher;
import nl.laslink.domain.testing.FixedIds;
import nl.laslink.domain.testing.InMemoryBeheerders;
import nl.laslink.domain.testing.InMemoryCommitStore;
import nl.laslink.domain.testing.InMemoryDeliveryStatuses;
import nl.laslink.domain.testing.InMemoryImportStore;
import nl.laslink.domain.testing.InMemoryLasTypes;
import nl.laslink.domain.testing.InMemoryLinkStore;
import nl.laslink.domain.testing.InMemoryRosterStore;
import nl.laslink.domain.testing.InMemoryTables;
import nl.laslink.domain.testing.Links;
import nl.laslink.domain.testing.TestClock;
import nl.laslink.platform.json.JsonObject;
import nl.laslink.platform.testing.Invoke;

/** The function on stores in memory, with the kinds of LAS loaded, as the pages call it. */
final class Pages {
    final InMemoryTables tables = new InMemoryTables();
    final FakeSecretCipher cipher = new FakeSecretCipher();
    final TestClock clock = TestClock.at("2026-11-24T10:00:00Z");
    LinkStore links = new InMemoryLinkStore(tables);
    ImportStore imports = new InMemoryImportStore(tables);
    CommitStore commits = new InMemoryCommitStore(tables);
    RosterStore rosters = new InMemoryRosterStore(tables);
    final FixedIds ids = new FixedIds();

    Pages() {
        new InMemoryLasTypes(tables).save(Links.type(cipher));
    }

    /** An answer of the function. */
    record Answer(int status, JsonObject headers, JsonObject body) {
        /** {@code field:code} of each wrong field. */
        Set<String> errors() {
            return Set.copyOf(body.objects("errors", e -> e.text("field") + ":" + e.text("code")));
        }
    }

    RequestLinkHandler handler() {
        return new RequestLinkHandler(
                RequestLinkWiring.of(
                        links,
                        new InMemoryLasTypes(tables),
                        rosters,
                        commits,
                        imports,
                        new UnreachedBeheerders(new InMemoryBeheerders(tables), new InMemoryDeliveryStatuses(tables)),
                        cipher,
                        clock,
                        ids),
                Invoke.log());
    }

    Answer call(String file) {
        return call(file, UnaryOperator.identity());
    }

    /** Calls the function with the event in the file, after {@code change} went over its text. */
    Answer call(String file, UnaryOperator<String> change) {
        JsonObject answer = Invoke.run(handler(), change.apply(Invoke.event("request-link/" + file)));
        return new Answer(
                answer.integer("statusCode"), answer.object("headers"), JsonObject.parse(answer.text("body")));
    }

    Link link() {
        return links.find(SCHOOL).orElseThrow();
    }

    /** A beheerder whose last mail came back. */
    void unreach(String subject, String name) {
        new InMemoryBeheerders(tables)
                .save(
                        SCHOOL,
                        new Beheerder(
                                subject,
                                name,
                                new EmailAddress(subject + "@devoorbeeldschool.example"),
                                Beheerder.Language.DUTCH));
        new InMemoryDeliveryStatuses(tables)
                .record(new DeliveryStatus(
                        SCHOOL, Recipient.beheerder(SCHOOL, subject), DeliveryStatus.Outcome.BOUNCED, clock.instant()));
    }

    /** A group, a pupil and a teacher who came from another LAS. */
    void seedOldNumbers() {
        new InMemoryRosterStore(tables)
                .seed(
                        SCHOOL,
                        "De Voorbeeldschool",
                        List.of(
                                existingGroup("g1", "Groep 5", "5", "ParnasSys:G5"),
                                existingPupil("p1", "Noor", "Bakker", "2016-04-09", "g1", "ParnasSys:L1", ""),
                                existingTeacher(
                                        "t1", "Els", "Wouters", "els@devoorbeeldschool.example", "ParnasSys:T1")));
    }
}
