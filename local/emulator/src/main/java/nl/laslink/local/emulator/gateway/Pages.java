package nl.laslink.local.emulator.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import nl.laslink.local.emulator.localapi.CustomerService;
import nl.laslink.local.emulator.localapi.Html;

/**
 * CloudFront in front of the built web app: files as they are, page paths to {@code index.html}, and the headers of its response
 * policy.
 */
public final class Pages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("map", "application/json; charset=utf-8"));

    private final Path root;
    private final Supplier<String> config;
    private final CustomerService customerService;
    private final String policy;

    /**
     * {@code config} is what {@code /config.json} answers; its {@code customerService} stands in {@code index.html} too, for when
     * that file does not come. {@code signInOrigin} is the one other origin that pages may call.
     */
    public Pages(Path root, Supplier<String> config, String signInOrigin) {
        this.root = root.toAbsolutePath().normalize();
        this.config = config;
        this.customerService = customerServiceOf(config.get());
        this.policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' "
                        + signInOrigin
                        + "; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /** Answers GET and HEAD. */
    public void serve(Context http) {
        http.header("Content-Security-Policy", policy);
        http.header("X-Content-Type-Options", "nosniff");
        http.header("Referrer-Policy", "no-referrer");
        http.header("Cross-Origin-Opener-Policy", "same-origin");
        String path = http.path();
        if (path.equals("/config.json")) {
            answer(http, "json", config.get().getBytes(StandardCharsets.UTF_8), false);
            return;
        }
        boolean isPage = path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
        Path file = root.resolve(isPage ? "index.html" : path.substring(1)).normalize();
        if (!file.startsWith(root) || !Files.isRegularFile(file)) {
            http.status(404).contentType("text/plain; charset=utf-8").result(missing(isPage));
            return;
        }
        try {
            byte[] content = isPage ? filled(Files.readString(file)) : Files.readAllBytes(file);
            answer(http, extension(file), content, path.startsWith("/assets/"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** As bin/deploy fills it. */
    private byte[] filled(String page) {
        return page.replace("{customer-service-phone}", Html.escape(customerService.phone()))
                .replace("{customer-service-email}", Html.escape(customerService.email()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static CustomerService customerServiceOf(String config) {
        try {
            JsonNode customerService = JSON.readTree(config).path("customerService");
            return new CustomerService(
                    customerService.path("phone").asText(),
                    customerService.path("email").asText());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void answer(Context http, String extension, byte[] content, boolean neverChanges) {
        http.header("Cache-Control", neverChanges ? "public, max-age=31536000, immutable" : "no-cache");
        http.contentType(TYPES.getOrDefault(extension, "application/octet-stream"));
        if (http.req().getMethod().equals("HEAD")) {
            http.res().setContentLength(content.length);
        } else {
            http.result(content);
        }
    }

    private static String missing(boolean isPage) {
        return isPage
                ? "De pagina's zijn nog niet gebouwd: bin/run bouwt ze (of npm run build in web/)."
                : "Dit bestand is er niet.";
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
