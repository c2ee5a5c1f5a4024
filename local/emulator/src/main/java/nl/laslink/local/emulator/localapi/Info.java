package nl.laslink.local.emulator.localapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.laslink.local.emulator.signin.Login;
import nl.laslink.local.emulator.signin.SignIn;

/** Where everything is on this machine and who can sign in. {@code keys} are the fictional schools' authorisation keys. */
public record Info(
        URI web,
        URI simulator,
        URI authority,
        URI aws,
        URI dynamoDb,
        URI sqs,
        List<Login> logins,
        Map<String, String> keys,
        CustomerService customerService) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Info {
        logins = List.copyOf(logins);
        keys = Map.copyOf(keys);
    }

    URI inbox() {
        return web.resolve("/_local/inbox");
    }

    URI page() {
        return web.resolve("/_local/");
    }

    List<String> schools() {
        return keys.keySet().stream().sorted().toList().reversed();
    }

    /** What the pages ask for as config.json, with a clock that is not ahead of the machine's. */
    public String config() {
        return config(Duration.ZERO);
    }

    /** What the pages ask for as config.json; {@code clockAhead} is how far their clock is behind that of the product. */
    public String config(Duration clockAhead) {
        ObjectNode config =
                JSON.createObjectNode().put("authority", authority.toString()).put("clientId", SignIn.CLIENT_ID);
        config.putObject("customerService")
                .put("phone", customerService.phone())
                .put("email", customerService.email());
        config.putObject("local")
                .put("inbox", inbox().getPath())
                .put("lasSimulator", simulator.toString())
                .put("night", "/_local/night")
                .put("clockAheadMillis", clockAhead.toMillis());
        return config.toString();
    }

    ObjectNode json() {
        ObjectNode info = JSON.createObjectNode();
        info.putObject("addresses")
                .put("web", web.toString())
                .put("api", web.resolve("/api").toString())
                .put("inbox", inbox().toString())
                .put("mails", web.resolve("/_local/mails").toString())
                .put("local", page().toString())
                .put("lasSimulator", simulator.toString())
                .put("authority", authority.toString())
                .put("aws", aws.toString())
                .put("dynamoDb", dynamoDb.toString())
                .put("sqs", sqs.toString());
        ArrayNode people = info.putArray("logins");
        for (Login login : logins) {
            ObjectNode person = people.addObject()
                    .put("email", login.email())
                    .put("name", login.name())
                    .put("what", login.what());
            login.groups().forEach(person.putArray("groups")::add);
            login.schools().forEach(person.putArray("schools")::add);
        }
        ObjectNode demo = info.putObject("authorisationKeys");
        schools().forEach(school -> demo.put(school, keys.get(school)));
        ObjectNode token = info.putObject("token")
                .put(
                        "how",
                        "POST this form to url with the email of a login as username; the answer's id_token is the bearer token of the API")
                .put("url", authority + "/token")
                .put("use", "Authorization: Bearer <id_token>");
        token.putObject("form")
                .put("grant_type", "password")
                .put("client_id", SignIn.CLIENT_ID)
                .put("scope", "openid")
                .put("username", logins.isEmpty() ? "" : logins.getFirst().email())
                .put("password", "any");
        info.put("token_valid_minutes", 60);
        return info;
    }
}
