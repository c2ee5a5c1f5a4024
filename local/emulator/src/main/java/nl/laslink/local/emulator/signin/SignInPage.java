package nl.laslink.local.emulator.signin;

import java.util.List;
import nl.laslink.local.emulator.localapi.CustomerService;
import nl.laslink.local.emulator.localapi.Html;

/** The page where somebody signs in: the logins as buttons, and a field for the address of one. */
final class SignInPage {
    private SignInPage() {}

    static String show(List<Login> logins, CustomerService customerService, String unknownAddress) {
        StringBuilder buttons = new StringBuilder();
        for (Login login : logins) {
            buttons.append("<li><button name=\"username\" value=\"")
                    .append(Html.escape(login.email()))
                    .append("\"><strong>")
                    .append(Html.escape(login.name()))
                    .append("</strong><br>")
                    .append(Html.escape(login.what()))
                    .append("<br><span class=\"soft\">")
                    .append(Html.escape(login.email()))
                    .append("</span></button></li>");
        }
        String refusal = unknownAddress.isEmpty()
                ? ""
                : "<p class=\"stop\" role=\"alert\">Niemand heeft hier het adres " + Html.escape(unknownAddress)
                        + ". Kies een van de namen hieronder.</p>";
        return PAGE.replace("{style}", Html.STYLE)
                .replace("{refusal}", refusal)
                .replace("{footer}", customerService.footer())
                .replace("{buttons}", buttons)
                .replace("{address}", Html.escape(unknownAddress));
    }

    private static final String PAGE = """
            <!doctype html>
            <html lang="nl">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Aanmelden bij laslink</title>
            <style>{style}</style>
            </head>
            <body>
            <main class="narrow">
            <h1>Aanmelden</h1>
            <p>Dit is de aanmelding van deze computer: er is geen wachtwoord. Kies wie je bent.</p>
            {refusal}
            <form method="post"><ul class="choices">{buttons}</ul></form>
            <form method="post">
            <label for="username">Of vul je e-mailadres in</label>
            <input id="username" name="username" type="email" autocomplete="username" required value="{address}">
            <p><button class="primary">Aanmelden</button></p>
            </form>
            </main>
            {footer}
            </body>
            </html>
            """;
}
