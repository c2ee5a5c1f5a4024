package nl.laslink.domain.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import nl.laslink.domain.school.SchoolId;

/** Loads the review of a school: the open import, its rows and the roster, each read once. */
public final class Reviews {
    private final ImportStore imports;
    private final RosterStore rosters;
    private final Clock clock;

    public Reviews(ImportStore imports, RosterStore rosters, Clock clock) {
        this.imports = imports;
        this.rosters = rosters;
        this.clock = clock;
    }

    /** How far the school's import is. */
    public sealed interface Found {
        record Open(Review review) implements Found {}

        /** A person pressed; the commit is at work. */
        record Committing(Import.Committing stored) implements Found {}

        /** No import, one that ended, or one whose personal data may not be used any more. */
        record NotOpen(Optional<Import> stored) implements Found {}

        default Optional<Review> openReview() {
            return this instanceof Open found ? Optional.of(found.review()) : Optional.empty();
        }
    }

    public Found find(SchoolId school) {
        Instant now = clock.instant();
        Optional<ImportStore.WithRows> found = imports.findWithRows(school, now);
        Optional<Import> stored = found.map(ImportStore.WithRows::stored);
        if (stored.orElse(null) instanceof Import.Committing committing) {
            return new Found.Committing(committing);
        }
        Optional<Import.Open> open = stored.flatMap(i -> i.openAt(now));
        return open.isPresent()
                ? new Found.Open(
                        new Review(open.get(), found.orElseThrow().rows().orElseThrow(), rosters.read(school)))
                : new Found.NotOpen(stored);
    }

    public Optional<Review> open(SchoolId school) {
        return find(school).openReview();
    }

    /** The open import without its rows. */
    public Optional<Import.Open> openImport(SchoolId school) {
        return imports.find(school).flatMap(i -> i.openAt(clock.instant()));
    }
}
