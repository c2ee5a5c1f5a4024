package nl.laslink.reviewimport;

import java.util.Optional;
import nl.laslink.domain.imports.PupilCorrection.Wanted;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.platform.json.JsonObject;

/** The correction that a person wants, as the page sends it. */
final class CorrectionJson {
    private static final int LONGEST_ID = 64; // RecordId

    private CorrectionJson() {}

    /** None when it names no correction or no pupil. */
    static Optional<Wanted> wanted(JsonObject json) {
        Optional<RecordId> from = id(json.text("from"));
        Optional<RecordId> to = id(json.text("to"));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        return switch (json.text("kind")) {
            case "merge" -> Optional.of(new Wanted.Merge(from.get(), to.get()));
            case "move-link" -> Optional.of(new Wanted.MoveLink(from.get(), to.get()));
            default -> Optional.empty();
        };
    }

    private static Optional<RecordId> id(String text) {
        return Optional.of(text)
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID)
                .map(RecordId::new);
    }
}
