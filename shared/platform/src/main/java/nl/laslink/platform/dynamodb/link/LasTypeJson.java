package nl.laslink.platform.dynamodb.link;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.link.LasForm;
import nl.laslink.domain.link.LasSupplier;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.domain.secret.EncryptedSecret;
import nl.laslink.platform.json.JsonObject;

/** A kind of LAS as JSON. */
final class LasTypeJson {
    private LasTypeJson() {}

    static JsonObject write(LasType type) {
        return JsonObject.empty()
                .put("code", type.code().value())
                .put("name", type.name())
                .put("position", type.position())
                .put("form", form(type.form()))
                .put("pupilData", type.endpoint().pupilData().toString())
                .put("results", type.endpoint().results().toString())
                .put("xsdVersion", type.endpoint().xsdVersion())
                .put("otherXsdVersion", type.endpoint().otherXsdVersion())
                .put("headers", texts(type.endpoint().headers()))
                .put("habits", habits(type.endpoint().habits()))
                .put("supplier", supplier(type.supplier()));
    }

    static LasType read(JsonObject json) {
        return new LasType(
                new LasTypeCode(json.text("code")),
                json.text("name"),
                json.integer("position"),
                form(json.object("form")),
                new LasEndpoint(
                        URI.create(json.text("pupilData")),
                        URI.create(json.text("results")),
                        json.text("xsdVersion"),
                        json.object("headers").asTexts(),
                        habits(json.object("habits")),
                        json.optionalText("otherXsdVersion")),
                supplier(json.object("supplier")));
    }

    private static JsonObject form(LasForm form) {
        return JsonObject.empty()
                .put("schoolKeyUse", form.schoolKeyUse().name())
                .put("keyHint", text(form.keyHint()))
                .put("keyPattern", form.keyPattern())
                .put("schoolKeyHint", form.schoolKeyHint(), LasTypeJson::text);
    }

    private static LasForm form(JsonObject json) {
        return new LasForm(
                LasForm.SchoolKeyUse.valueOf(json.text("schoolKeyUse")),
                text(json.object("keyHint")),
                json.optionalText("keyPattern"),
                json.optionalObject("schoolKeyHint").map(LasTypeJson::text));
    }

    private static JsonObject text(LasForm.Text text) {
        return JsonObject.empty().put("nl", text.dutch()).put("en", text.english());
    }

    private static LasForm.Text text(JsonObject json) {
        return new LasForm.Text(json.text("nl"), json.text("en"));
    }

    private static JsonObject habits(LasHabits habits) {
        return JsonObject.empty()
                .put("profile", habits.profile().name())
                .put("staged", habits.staged(), LasTypeJson::staged)
                .put("dataSetId", habits.dataSetId())
                .put("actionQuoted", habits.actionQuoted())
                .put("paceMillis", habits.pace().toMillis())
                .put("tellsLastReceived", habits.tellsLastReceived())
                .put("trustedCertificates", habits.trustedCertificates())
                .put("schoolType", habits.schoolType().map(Enum::name))
                .put("namesMainDependance", habits.namesMainDependance());
    }

    private static JsonObject staged(LasHabits.Staged staged) {
        return JsonObject.empty()
                .put("address", staged.address().toString())
                .put("groupsPerCall", staged.groupsPerCall());
    }

    private static LasHabits habits(JsonObject json) {
        return new LasHabits(
                LasHabits.Profile.valueOf(json.text("profile")),
                json.optionalObject("staged")
                        .map(s -> new LasHabits.Staged(URI.create(s.text("address")), s.integer("groupsPerCall"))),
                json.optionalText("dataSetId"),
                json.flag("actionQuoted"),
                Duration.ofMillis(json.number("paceMillis")),
                json.flag("tellsLastReceived"),
                json.optionalText("trustedCertificates"),
                json.optionalText("schoolType").map(SchoolType::valueOf),
                json.optionalFlag("namesMainDependance").orElse(false));
    }

    private static JsonObject supplier(LasSupplier supplier) {
        Map<String, String> headers = new LinkedHashMap<>();
        supplier.headers().forEach((name, value) -> headers.put(name, value.base64()));
        return JsonObject.empty()
                .put("klantnaam", supplier.klantnaam())
                .put("klantcode", supplier.klantcode().base64())
                .put("headers", texts(headers))
                .put("certificate", supplier.certificate(), LasTypeJson::certificate)
                .put("authorisationKey", supplier.authorisationKey().map(EncryptedSecret::base64));
    }

    private static JsonObject certificate(LasSupplier.Certificate certificate) {
        return JsonObject.empty()
                .put("pkcs12", certificate.pkcs12().base64())
                .put("password", certificate.password().base64());
    }

    private static LasSupplier supplier(JsonObject json) {
        Map<String, EncryptedSecret> headers = new LinkedHashMap<>();
        json.object("headers").asTexts().forEach((name, value) -> headers.put(name, new EncryptedSecret(value)));
        Optional<LasSupplier.Certificate> certificate = json.optionalObject("certificate")
                .map(c -> new LasSupplier.Certificate(
                        new EncryptedSecret(c.text("pkcs12")), new EncryptedSecret(c.text("password"))));
        return new LasSupplier(
                json.text("klantnaam"),
                new EncryptedSecret(json.text("klantcode")),
                headers,
                certificate,
                json.optionalText("authorisationKey").map(EncryptedSecret::new));
    }

    private static JsonObject texts(Map<String, String> texts) {
        JsonObject json = JsonObject.empty();
        texts.forEach(json::put);
        return json;
    }
}
