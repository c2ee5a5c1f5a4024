package nl.laslink.fetchimport;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.link.Contact;
import nl.laslink.platform.json.JsonObject;

/** What the LAS answered to a test of the connection, as the page gets it. */
final class TestView {
    /** What the years mean only an import tells: it knows the school's own type, which goes before that of its LAS. */
    private static final Set<Delivery.Kind> OF_THE_TYPE_OF_SCHOOL =
            EnumSet.of(Delivery.Kind.YEAR_GROUP_READ_AS_SECONDARY, Delivery.Kind.YEAR_GROUP_OF_SECONDARY_SCHOOL);

    private TestView() {}

    static JsonObject of(FetchOutcome answer) {
        Contact contact = Contact.of(answer, Instant.EPOCH);
        JsonObject json = JsonObject.empty()
                .put("outcome", outcome(answer))
                .put("reason", contact.reason())
                .put("reasons", contact.reasons())
                .put("whoActs", contact.responsible())
                .put("advice", contact.advice());
        if (answer instanceof FetchOutcome.Delivered delivered) {
            json.put("counts", counts(delivered.delivery()))
                    .putObjects("warnings", warnings(delivered.delivery()), w -> JsonObject.empty()
                            .put("kind", w.kind())
                            .put("count", w.count()));
        }
        return json;
    }

    /** The outcome's word; a LAS that did not answer in time is {@code slow}. */
    static String outcome(FetchOutcome answer) {
        boolean isSlow = answer instanceof Failed.Unanswered(var reason) && reason == NoAnswer.TIMEOUT;
        return isSlow ? "slow" : Word.of(Contact.of(answer, Instant.EPOCH).outcome());
    }

    private static List<Delivery.Warning> warnings(Delivery delivery) {
        return delivery.warnings().stream()
                .filter(w -> !OF_THE_TYPE_OF_SCHOOL.contains(w.kind()))
                .toList();
    }

    private static JsonObject counts(Delivery delivery) {
        return JsonObject.empty()
                .put("groups", delivery.groups().size())
                .put("teachers", delivery.teachers().size())
                .put("pupils", delivery.pupils().size());
    }
}
