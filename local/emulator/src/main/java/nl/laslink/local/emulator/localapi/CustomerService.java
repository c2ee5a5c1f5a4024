package nl.laslink.local.emulator.localapi;

import java.util.Map;
import nl.laslink.local.emulator.template.Template;

/** Who a person can call or mail about laslink: the template's setting, which stands on every page. Immutable. */
public record CustomerService(String phone, String email) {
    /** As the functions get it. Empty texts when no function mails. */
    public static CustomerService of(Template template) {
        Map<String, String> mailing = template.functions().stream()
                .map(Template.Function::environment)
                .filter(e -> e.containsKey("CUSTOMER_SERVICE_PHONE") && e.containsKey("CUSTOMER_SERVICE_EMAIL"))
                .findFirst()
                .orElse(Map.of());
        return new CustomerService(
                mailing.getOrDefault("CUSTOMER_SERVICE_PHONE", ""), mailing.getOrDefault("CUSTOMER_SERVICE_EMAIL", ""));
    }

    /** The foot of a page. */
    public String footer() {
        return "<footer><p>Vragen over laslink? Bel de klantenservice: <a href=\"tel:"
                + Html.escape(phone.replaceAll("[^+0-9]", "")) + "\">" + Html.escape(phone)
                + "</a> of mail <a href=\"mailto:" + Html.escape(email) + "\">" + Html.escape(email)
                + "</a></p></footer>";
    }
}
