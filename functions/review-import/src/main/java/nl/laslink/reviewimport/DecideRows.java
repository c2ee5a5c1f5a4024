package nl.laslink.reviewimport;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Refusal;
import nl.laslink.domain.imports.RequestedDecision;
import nl.laslink.domain.imports.Review;
import nl.laslink.domain.imports.Reviews;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.school.SchoolId;

/** Stores what the beheerder decided about rows and about leavers who stay: all or none. */
final class DecideRows {
    private final Reviews reviews;
    private final ImportStore imports;
    private final Clock clock;

    DecideRows(Reviews reviews, ImportStore imports, Clock clock) {
        this.reviews = reviews;
        this.imports = imports;
        this.clock = clock;
    }

    sealed interface Outcome {
        /** {@code before} and {@code after} differ in {@code rows} and in the header. */
        record Decided(Review before, Review after, List<Row> rows) implements Outcome {}

        /** There is no such open import (any more). */
        record NoOpenImport() implements Outcome {}

        record Committing() implements Outcome {}

        /** Another person, or a new contact, changed a row first. */
        record Moved(long version) implements Outcome {}

        record Refused(List<Refusal> refusals) implements Outcome {}
    }

    /** @param keep the pupils who stay active although the LAS does not send them, or who do so no longer */
    Outcome execute(
            SchoolId school,
            ImportId importId,
            List<RequestedDecision> requests,
            Map<RecordId, Boolean> keep,
            Actor by) {
        return switch (reviews.find(school)) {
            case Reviews.Found.Open(Review review)
            when review.header().id().equals(importId) -> decide(review, requests, keep, by);
            case Reviews.Found.Committing(Import.Committing stored)
            when stored.header().id().equals(importId) -> new Outcome.Committing();
            case Reviews.Found.Open _, Reviews.Found.Committing _, Reviews.Found.NotOpen _ ->
                new Outcome.NoOpenImport();
        };
    }

    /** Iedereen opnieuw koppelen: links every row again that only one record can be. */
    Outcome relinkEverybody(SchoolId school, long version, Actor by) {
        return switch (reviews.find(school)) {
            case Reviews.Found.Open(Review review) ->
                review.open().version() == version
                        ? decided(review, review.relinkEverybody(by, clock.instant()))
                        : new Outcome.Moved(review.open().version());
            case Reviews.Found.Committing _ -> new Outcome.Committing();
            case Reviews.Found.NotOpen _ -> new Outcome.NoOpenImport();
        };
    }

    private Outcome decide(Review review, List<RequestedDecision> requests, Map<RecordId, Boolean> keep, Actor by) {
        return decided(review, review.decide(requests, keep, by, clock.instant()));
    }

    private Outcome decided(Review review, Review.Decided decided) {
        return switch (decided) {
            case Review.Decided.Moved() -> new Outcome.Moved(review.open().version());
            case Review.Decided.Refused(List<Refusal> refusals) -> new Outcome.Refused(refusals);
            case Review.Decided.Taken(Review next, List<Row> rows) ->
                switch (imports.decide(next.open(), review.staged(), rows)) {
                    case ImportStore.ImportWrite.Saved() -> new Outcome.Decided(review, next, rows);
                    case ImportStore.ImportWrite.Moved() -> new Outcome.Moved(versionNow(next));
                };
        };
    }

    private long versionNow(Review next) {
        return imports.find(next.header().school())
                .map(Import::version)
                .orElse(next.open().version());
    }
}
