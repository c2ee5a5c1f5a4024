package nl.laslink.local.lassimulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Sends hand-written SOAP to a simulator. */
final class SoapClient {
    static final String AUTHORISATION = autorisatie("demo-sleutel-99XX-00", "demo-klantcode", "laslink");

    private final HttpClient http = HttpClient.newHttpClient();

    record Answer(int status, String body, String contentType) {
        /** The fault's code without its prefix, or "no fault". */
        String fault() {
            int start = body.indexOf("<faultcode>soap:");
            return start < 0 ? "no fault" : body.substring(start + 16, body.indexOf("</faultcode>"));
        }
    }

    static String autorisatie(String key, String code, String name) {
        return "<au:autorisatie xmlns:au=\"http://www.edustandaard.nl/leerresultaten/2/autorisatie\"><au:autorisatiesleutel>"
                + key + "</au:autorisatiesleutel><au:klantcode>" + code + "</au:klantcode><au:klantnaam>" + name
                + "</au:klantnaam></au:autorisatie>";
    }

    static String envelope(String header, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
                + header + "</s:Header><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    static String verzoek(String fields) {
        return "<leerlinggegevens_verzoek xmlns=\"http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens\">"
                + fields + "</leerlinggegevens_verzoek>";
    }

    static String verzoek(String year, String brin, String more) {
        return verzoek("<schooljaar>" + year + "</schooljaar><brincode>" + brin
                + "</brincode><dependancecode>00</dependancecode><xsdversie>2.2</xsdversie>" + more);
    }

    Answer fetch(LasSimulator simulator, String xml) throws IOException, InterruptedException {
        return post(simulator.pupilDataEndpoint(), "\"HaalLeerlinggegevens\"", xml.getBytes(StandardCharsets.UTF_8));
    }

    Answer bring(LasSimulator simulator, String xml) throws IOException, InterruptedException {
        return post(simulator.resultsEndpoint(), "\"BrengLeerresultaten\"", xml.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(URI endpoint, String action, byte[] xml) throws IOException, InterruptedException {
        return send(request(endpoint, action, xml).build());
    }

    HttpRequest.Builder request(URI endpoint, String action, byte[] xml) {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", action)
                .POST(HttpRequest.BodyPublishers.ofByteArray(xml));
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        byte[] body = response.body();
        if (response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent()) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return new Answer(
                response.statusCode(),
                new String(body, StandardCharsets.UTF_8),
                response.headers().firstValue("Content-Type").orElse(""));
    }
}
