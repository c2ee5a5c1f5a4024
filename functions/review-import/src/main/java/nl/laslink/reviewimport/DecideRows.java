package nl.laslink.reviewimport;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportId;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.link.Actor;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterStore;
import nl.laslink.domain.school.SchoolId;

/**
 * Takes what the beheerder decided about rows and about leavers who stay, all or none, and refuses what cannot be, naming the row
 * and the reason.
 */
final class DecideRows {
    private final ImportStore imports;
    private final RosterStore rosters;
    private final Clock clock;

    DecideRows(ImportStore imports, RosterStore rosters, Clock clock) {
        this.imports = imports;
        this.rosters = rosters;
        this.clock = clock;
    }

    enum Category {
        NEW,
        EXISTING,
        SKIP
    }

    /** What is asked for one row; an absent category or e-mail leaves it, a blank e-mail removes what was typed. */
    record Wish(
            RowId row, long version, Optional<Category> category, Optional<RecordId> record, Optional<String> email) {}

    /** Why a wish cannot be: about which row or pupil, and the name of the text. */
    record Refusal(String about, String code) {}

    sealed interface Outcome {
        record Decided(List<Row> rows) implements Outcome {}

        /** There is no such open import (any more). */
        record NoOpenImport() implements Outcome {}

        record Committing() implements Outcome {}

        /** Somebody else, or a new contact, changed a row first. */
        record Moved(long version) implements Outcome {}

        record Refused(List<Refusal> refusals) implements Outcome {}
    }

    /** @param keep the pupils who stay active although the LAS does not send them, or who do so no longer */
    Outcome execute(SchoolId school, ImportId importId, List<Wish> wishes, Map<RecordId, Boolean> keep, Actor by) {
        Optional<Import> stored =
                imports.find(school).filter(i -> i.header().id().equals(importId));
        if (stored.filter(Import.Committing.class::isInstance).isPresent()) {
            return new Outcome.Committing();
        }
        if (!(stored.orElse(null) instanceof Import.Open open) || open.header().isExpiredAt(clock.instant())) {
            return new Outcome.NoOpenImport();
        }
        Map<RowId, Row> rows = new LinkedHashMap<>();
        imports.rows(school, importId).forEach(row -> rows.put(row.id(), row));
        for (Wish wish : wishes) {
            if (!rows.containsKey(wish.row()) || rows.get(wish.row()).version() != wish.version()) {
                return new Outcome.Moved(open.version());
            }
        }
        Roster roster = rosters.read(school);
        List<Refusal> refusals = new ArrayList<>();
        Map<RowId, Row> decided = new LinkedHashMap<>();
        for (Wish wish : wishes) {
            Row row = rows.get(wish.row());
            Refusals.of(row, wish, roster)
                    .ifPresentOrElse(
                            code -> refusals.add(new Refusal(row.id().value(), code)),
                            () -> decided.put(row.id(), apply(row, wish)));
        }
        keep.keySet().stream()
                .filter(pupil -> !(roster.find(pupil).orElse(null) instanceof Pupil))
                .forEach(pupil -> refusals.add(new Refusal(pupil.value(), "record-unknown")));
        rows.putAll(decided);
        refusals.addAll(Refusals.ofDoubles(rows, decided.keySet(), roster));
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(refusals);
        }
        Import.Header header = open.header()
                .keepingActive(kept(open.header().keptActive(), keep))
                .decided(by, clock.instant());
        Import.Open next = new Import.Open(header, open.reviewAgain(), open.version() + 1);
        return switch (imports.decide(next, List.copyOf(decided.values()))) {
            case ImportStore.ImportWrite.Saved() -> new Outcome.Decided(List.copyOf(decided.values()));
            case ImportStore.ImportWrite.Moved() ->
                new Outcome.Moved(imports.find(school).map(Import::version).orElse(next.version()));
        };
    }

    private static Set<RecordId> kept(Set<RecordId> before, Map<RecordId, Boolean> keep) {
        Set<RecordId> kept = new HashSet<>(before);
        keep.forEach((pupil, isKept) -> {
            if (isKept) {
                kept.add(pupil);
            } else {
                kept.remove(pupil);
            }
        });
        return kept;
    }

    private static Row apply(Row row, Wish wish) {
        Decision decision = wish.category()
                .<Decision>map(category -> switch (category) {
                    case NEW -> new Decision.AddNew(Basis.PERSON);
                    case EXISTING -> new Decision.LinkTo(wish.record().orElseThrow(), Basis.PERSON);
                    case SKIP -> new Decision.Skip(Basis.PERSON);
                })
                .orElse(row.decision());
        Optional<EmailAddress> email = wish.email().isPresent()
                ? wish.email().map(String::strip).filter(e -> !e.isEmpty()).map(EmailAddress::new)
                : row.typedEmail();
        return row.decided(decision, email);
    }
}
