package nl.laslink.local.emulator.localapi;

import io.javalin.http.Context;
import nl.laslink.local.emulator.signin.Login;

/** The local page: where everything is, who can sign in, and what sets something going. */
final class StartPage {
    private StartPage() {}

    static void show(Context http, Info info) {
        StringBuilder logins = new StringBuilder();
        for (Login login : info.logins()) {
            logins.append("<tr><td>")
                    .append(Html.escape(login.name()))
                    .append("</td><td>")
                    .append(Html.escape(login.what()))
                    .append("</td><td>")
                    .append(Html.escape(login.email()))
                    .append("</td></tr>");
        }
        StringBuilder keys = new StringBuilder();
        for (String school : info.schools()) {
            keys.append("<dt>")
                    .append(Html.escape(school))
                    .append("</dt><dd>")
                    .append(Html.escape(info.keys().get(school)))
                    .append("</dd>");
        }
        Html.page(
                http,
                info.customerService(),
                "laslink op deze computer",
                PAGE.replace("{web}", Html.escape(info.web() + "/"))
                        .replace("{inbox}", Html.escape(info.inbox().toString()))
                        .replace("{simulator}", Html.escape(info.simulator().toString()))
                        .replace("{logins}", logins)
                        .replace("{keys}", keys),
                "start.js");
    }

    private static final String PAGE = """
            <p>Alles draait op deze computer: de pagina's, de aanmelding, de mail en een nagebootst LAS. De scholen en mensen
            zijn verzonnen.</p>
            <ul>
            <li><a href="{web}">laslink</a> <span class="soft">{web}</span></li>
            <li><a href="{inbox}">Postvak</a> <span class="soft">alle mails die laslink verstuurt</span></li>
            <li><a href="{simulator}">Nagebootst LAS</a> <span class="soft">de school veranderen, storingen, ontvangen resultaten</span></li>
            </ul>
            <h2>Aanmelden</h2>
            <p>Er is geen wachtwoord: kies een naam op de aanmeldpagina.</p>
            <table><thead><tr><th scope="col">Naam</th><th scope="col">Wie</th><th scope="col">E-mailadres</th></tr></thead>
            <tbody>{logins}</tbody></table>
            <h2>Autorisatiesleutels van het nagebootste LAS</h2>
            <dl>{keys}</dl>
            <h2>Nacht draaien</h2>
            <p>Doet nu wat anders elke nacht om half vier gebeurt: gegevens ophalen bij het LAS en scores verzenden.</p>
            <p><button id="night" class="primary" type="button">Nacht draaien</button></p>
            <p id="night-state" role="status"></p>
            <section id="clock" hidden>
            <h2>Datum</h2>
            <p>Voor laslink is het <strong id="clock-now"></strong>. Vooruit kan, terug niet. Een nacht die daardoor voorbij is,
            draait één keer.</p>
            <p><button id="clock-day" type="button">Een dag verder</button>
            <button id="clock-august" type="button">Naar 1 augustus</button></p>
            <form id="clock-move">
            <label for="clock-date">Naar een datum</label>
            <input id="clock-date" type="date" required>
            <button>Verzetten</button>
            </form>
            <p id="clock-state" role="status"></p>
            </section>
            <h2>Scores afnemen</h2>
            <p>Verzint een toetsafname van vandaag voor alle actieve leerlingen van een groep. De scores gaan in de volgende nacht
            naar het LAS.</p>
            <form id="sitting">
            <label for="school">School</label>
            <select id="school"></select>
            <label for="group">Groep</label>
            <select id="group"></select>
            <p></p>
            <button class="primary">Scores afnemen</button>
            </form>
            <p id="sitting-state" role="status"></p>
            """;
}
