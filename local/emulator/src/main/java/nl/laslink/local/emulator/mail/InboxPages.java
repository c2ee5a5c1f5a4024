package nl.laslink.local.emulator.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.local.emulator.localapi.CustomerService;
import nl.laslink.local.emulator.localapi.Html;

/** The inbox: all mails, one mail as text and as it looks, and the list for tests. */
public final class InboxPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEE d MMMM yyyy, HH:mm", Locale.of("nl"));
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>&]+(?:&amp;[^\\s<>&]+)*[^\\s<>&.,;:!?)]");

    private final Mailbox mailbox;
    private final MailEvents events;
    private final ZoneId zone;
    private final CustomerService customerService;

    private InboxPages(Mailbox mailbox, MailEvents events, ZoneId zone, CustomerService customerService) {
        this.mailbox = mailbox;
        this.events = events;
        this.zone = zone;
        this.customerService = customerService;
    }

    /** Adds the routes below {@code /_local}. */
    public static void add(
            RoutesConfig routes, Mailbox mailbox, MailEvents events, ZoneId zone, CustomerService customerService) {
        InboxPages pages = new InboxPages(mailbox, events, zone, customerService);
        routes.get("/_local/inbox", pages::list);
        routes.get("/_local/inbox/{id}", pages::show);
        routes.get("/_local/inbox/{id}/html", pages::body);
        routes.post("/_local/inbox/{id}/bounce", pages::bounce);
        routes.get("/_local/mails", pages::json);
    }

    private void json(Context http) {
        ArrayNode mails = JSON.createArrayNode();
        mailbox.all().forEach(mail -> mails.add(Mailbox.write(mail)));
        http.contentType("application/json; charset=utf-8").result(mails.toString());
    }

    private void list(Context http) {
        StringBuilder rows = new StringBuilder();
        for (Mail mail : mailbox.all().reversed()) {
            rows.append("<tr><td>")
                    .append(when(mail))
                    .append("</td><td>")
                    .append(Html.escape(String.join(", ", mail.to())))
                    .append("</td><td><a href=\"/_local/inbox/")
                    .append(Html.escape(mail.id()))
                    .append("\">")
                    .append(Html.escape(mail.subject()))
                    .append("</a></td></tr>");
        }
        String content = rows.isEmpty()
                ? "<p>Er is nog geen mail verstuurd. Vraag een koppeling aan: de eerste mail gaat naar de klantenservice.</p>"
                : "<table><thead><tr><th scope=\"col\">Wanneer</th><th scope=\"col\">Aan</th><th scope=\"col\">Onderwerp</th></tr></thead><tbody>"
                        + rows + "</tbody></table>";
        Html.page(
                http,
                customerService,
                "Postvak",
                "<p>Alle mails die laslink op deze computer verstuurt komen hier; er gaat niets naar buiten.</p>"
                        + content);
    }

    private void show(Context http) {
        Optional<Mail> found = mailbox.find(http.pathParam("id"));
        if (found.isEmpty()) {
            http.status(HttpStatus.NOT_FOUND);
            Html.page(
                    http,
                    customerService,
                    "Deze mail is er niet",
                    "<p>Na --fresh is het postvak leeg.</p><p><a href=\"/_local/inbox\">Naar het postvak</a></p>");
            return;
        }
        Mail mail = found.get();
        String facts = "<p><a href=\"/_local/inbox\">← Postvak</a></p><dl><dt>Van</dt><dd>" + Html.escape(mail.from())
                + "</dd><dt>Aan</dt><dd>" + Html.escape(String.join(", ", mail.to())) + "</dd><dt>Wanneer</dt><dd>"
                + when(mail) + "</dd></dl>";
        String text = "<h2>Als tekst</h2><pre>" + linked(Html.escape(mail.text())) + "</pre>";
        String html = mail.html().isBlank()
                ? ""
                : "<h2>Zoals de mail eruitziet</h2><p class=\"soft\">Links openen in een nieuw tabblad.</p>"
                        + "<iframe title=\"De mail\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/_local/inbox/"
                        + Html.escape(mail.id()) + "/html\"></iframe>";
        String bounced = http.queryParam("stuit") == null
                ? ""
                : "<p class=\"go\" role=\"status\">Deze mail is gestuit. De school ziet op de pagina Koppeling dat hij niet aankwam.</p>";
        String bounce =
                "<h2>Laten stuiten</h2><p>Doet alsof het adres niet bestaat en de mail terugkwam. De volgende mail die wel aankomt, wist dat weer.</p>"
                        + "<form method=\"post\" action=\"/_local/inbox/" + Html.escape(mail.id())
                        + "/bounce\"><button>Laat deze mail stuiten</button></form>";
        Html.page(http, customerService, mail.subject(), bounced + facts + text + html + bounce);
    }

    private void bounce(Context http) {
        Mail mail = mail(http);
        if (!events.bounced(mail)) {
            throw new NotFoundResponse("template.yaml vraagt SES niet om te vertellen wat er stuit.");
        }
        http.redirect("/_local/inbox/" + mail.id() + "?stuit", HttpStatus.SEE_OTHER);
    }

    /** The mail's own HTML, to be shown inside the frame only: nothing in it runs or is fetched. */
    private void body(Context http) {
        http.header(
                "Content-Security-Policy",
                "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'");
        http.header("Referrer-Policy", "no-referrer");
        http.contentType("text/html; charset=utf-8")
                .result("<base target=\"_blank\">" + mail(http).html());
    }

    private Mail mail(Context http) {
        return mailbox.find(http.pathParam("id")).orElseThrow(() -> new NotFoundResponse("Deze mail is er niet."));
    }

    private String when(Mail mail) {
        return WHEN.format(mail.at().atZone(zone));
    }

    private static String linked(String escaped) {
        return ADDRESS.matcher(escaped)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "<a href=\"" + found.group() + "\" rel=\"noreferrer\">" + found.group() + "</a>"));
    }
}
