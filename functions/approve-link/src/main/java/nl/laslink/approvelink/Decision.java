package nl.laslink.approvelink;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.mail.PlainText;

/** What customer service says to a request. Immutable. */
sealed interface Decision {
    int LONGEST_REASON = 1_000; // openapi.yaml, Decision

    record Approve() implements Decision {}

    /** The school reads the reason. */
    record Reject(String reason) implements Decision {}

    /** {@code code} names the text for the person. */
    record FieldError(String field, String code) {}

    sealed interface Read {
        record Checked(Decision decision) implements Read {}

        record Wrong(List<FieldError> errors) implements Read {}
    }

    static Read read(String typed, String typedReason) {
        return switch (typed) {
            case "approve" -> new Read.Checked(new Approve());
            case "reject" -> reject(PlainText.onLines(typedReason)); // a mail contains it
            default -> wrong("decision", "decision-unknown");
        };
    }

    private static Read reject(String reason) {
        Optional<String> wrong = reason.isEmpty()
                ? Optional.of("reason-empty")
                : Optional.of("reason-long").filter(_ -> reason.length() > LONGEST_REASON);
        return wrong.map(code -> wrong("reason", code)).orElseGet(() -> new Read.Checked(new Reject(reason)));
    }

    private static Read wrong(String field, String code) {
        return new Read.Wrong(List.of(new FieldError(field, code)));
    }
}
