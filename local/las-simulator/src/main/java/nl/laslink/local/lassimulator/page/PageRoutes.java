package nl.laslink.local.lassimulator.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import nl.laslink.local.lassimulator.LasSimulatorConfig.Help;

/** The page for people, at {@code /}: a few files from the class path, which talk to the control API. */
public final class PageRoutes {
    /** Nothing from elsewhere, and nothing of a school's data can become script. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "las.css", "text/css; charset=utf-8",
            "las.js", "text/javascript; charset=utf-8",
            "dialogs.js", "text/javascript; charset=utf-8",
            "dom.js", "text/javascript; charset=utf-8",
            "words.js", "text/javascript; charset=utf-8",
            "xml.js", "text/javascript; charset=utf-8");

    private PageRoutes() {}

    /** Adds the routes. */
    public static void add(RoutesConfig routes, Optional<Help> help) {
        byte[] page = new String(bytes("index.html"), StandardCharsets.UTF_8)
                .replace("{footer}", help.map(PageRoutes::footer).orElse(""))
                .getBytes(StandardCharsets.UTF_8);
        routes.get("/", http -> answer(http, "index.html", page));
        routes.get("/index.html", http -> answer(http, "index.html", page));
        TYPES.keySet().stream()
                .filter(name -> !name.equals("index.html"))
                .forEach(name -> routes.get("/" + name, http -> answer(http, name, bytes(name))));
    }

    private static String footer(Help help) {
        return "<footer><p class=\"wide\">Vragen over laslink? Bel de klantenservice: <a href=\"tel:"
                + help.phone().replaceAll("[^+0-9]", "") + "\">" + escaped(help.phone())
                + "</a> of mail <a href=\"mailto:"
                + escaped(help.email()) + "\">" + escaped(help.email()) + "</a></p></footer>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static void answer(Context http, String name, byte[] content) {
        http.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .contentType(TYPES.get(name))
                .result(content);
    }

    private static byte[] bytes(String name) {
        try (InputStream file = PageRoutes.class.getResourceAsStream("/page/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
