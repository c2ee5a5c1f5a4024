package nl.laslink.domain.testing;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.EventsAndAudit;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.id.LinkRequestId;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasSupplier;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretCipher;

/** A link of {@link Example#SCHOOL} with {@link Example#LAS}, in each stage; it leaves no events. */
public final class Links {
    public static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
    public static final Actor ANJA = new Actor("anja", "Anja Voorbeeld");
    public static final LinkRequestId REQUEST = new LinkRequestId("r1");

    private Links() {}

    public static LasType type(SecretCipher cipher) {
        return new LasType(
                Example.LAS,
                "SchoolOAS",
                1,
                new LasForm(
                        LasForm.SchoolKeyUse.EMPTY,
                        new LasForm.Text("Vraag de sleutel aan bij SchoolOAS.", "Ask SchoolOAS for the key."),
                        Optional.empty(),
                        Optional.empty()),
                new LasEndpoint(
                        URI.create("https://las.example/leerlinggegevens"),
                        URI.create("https://las.example/leerresultaten"),
                        "2.2",
                        Map.of()),
                new LasSupplier(
                        "laslink",
                        cipher.encrypt(Secret.of("code"), LasAccess.contextOf(Example.LAS)),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The same, with a key of laslink's own that opens every school. */
    public static LasType withSharedKey(LasType type, SecretCipher cipher, String key) {
        LasSupplier s = type.supplier();
        LasSupplier shared = new LasSupplier(
                s.klantnaam(),
                s.klantcode(),
                s.headers(),
                s.certificate(),
                Optional.of(cipher.encrypt(Secret.of(key), LasAccess.contextOf(type.code()))));
        return new LasType(type.code(), type.name(), type.position(), type.form(), type.endpoint(), shared);
    }

    /** The same, with another version for when the first is refused. */
    public static LasType inVersions(LasType type, String other) {
        LasEndpoint e = type.endpoint();
        LasEndpoint both = new LasEndpoint(
                e.pupilData(), e.results(), e.xsdVersion(), e.headers(), e.habits(), Optional.of(other));
        return new LasType(type.code(), type.name(), type.position(), type.form(), both, type.supplier());
    }

    public static Link.Requested makeRequested(InMemoryTables tables, SecretCipher cipher) {
        new InMemoryLasTypes(tables).save(type(cipher));
        LinkFields fields = new LinkFields(
                Example.LAS,
                Example.YEAR,
                Optional.empty(),
                Optional.of(cipher.encrypt(Secret.of("sleutel"), Example.SCHOOL.toString())),
                AT);
        Link.Requested requested = new Link.Requested(Example.SCHOOL, REQUEST, fields, ANJA, AT, 1);
        save(tables, requested);
        return requested;
    }

    public static Link.Active makeActive(InMemoryTables tables, SecretCipher cipher) {
        Link.Active active = makeRequested(tables, cipher).approve(Actor.LASLINK, AT);
        save(tables, active);
        return active;
    }

    public static Link.Ended end(InMemoryTables tables) {
        Link.Ended ended =
                new InMemoryLinkStore(tables).find(Example.SCHOOL).orElseThrow().end(ANJA, AT);
        save(tables, ended);
        return ended;
    }

    private static void save(InMemoryTables tables, Link link) {
        new InMemoryLinkStore(tables).save(link, EventsAndAudit.of(new CorrelationId("x")));
    }
}
