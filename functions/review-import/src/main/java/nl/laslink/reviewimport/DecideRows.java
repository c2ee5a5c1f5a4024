package nl.laslink.reviewimport;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Decision.Basis;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.ImportId;
import nl.laslink.domain.imports.ImportStore;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.imports.RowKind;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RosterStore;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolId;

/** Takes what the beheerder decided about rows, all or none, and refuses what cannot be, naming the row and the reason. */
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

    /** Why a wish cannot be; {@code code} names the text. */
    record Refusal(RowId row, String code) {}

    sealed interface Outcome {
        record Decided(List<Row> rows) implements Outcome {}

        /** There is no such open import (any more). */
        record NoOpenImport() implements Outcome {}

        record Committing() implements Outcome {}

        /** Somebody else, or a new contact, changed a row first. */
        record Moved(long version) implements Outcome {}

        record Refused(List<Refusal> refusals) implements Outcome {}
    }

    Outcome execute(SchoolId school, ImportId importId, List<Wish> wishes) {
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
            refusal(row, wish, roster)
                    .ifPresentOrElse(
                            code -> refusals.add(new Refusal(row.id(), code)),
                            () -> decided.put(row.id(), apply(row, wish)));
        }
        rows.putAll(decided);
        refusals.addAll(doubles(rows, decided.keySet(), roster));
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(refusals);
        }
        Import.Open next = new Import.Open(open.header(), open.reviewAgain(), open.version() + 1);
        return switch (imports.decide(next, List.copyOf(decided.values()))) {
            case ImportStore.ImportWrite.Saved() -> new Outcome.Decided(List.copyOf(decided.values()));
            case ImportStore.ImportWrite.Moved() ->
                new Outcome.Moved(imports.find(school).map(Import::version).orElse(next.version()));
        };
    }

    private static Optional<String> refusal(Row row, Wish wish, Roster roster) {
        if (row.settled()) {
            return Optional.of("row-settled");
        }
        if (wish.email().isPresent() && row.kind() != RowKind.TEACHER) {
            return Optional.of("email-of-teacher-only");
        }
        if (wish.email()
                .map(String::strip)
                .filter(e -> !e.isEmpty() && !EmailAddress.isValid(e))
                .isPresent()) {
            return Optional.of("email-form");
        }
        if (makesDouble(row, wish)) {
            return Optional.of("row-known");
        }
        if (wish.category().equals(Optional.of(Category.EXISTING))) {
            Optional<RosterRecord> existing = wish.record().flatMap(roster::find);
            if (existing.filter(r -> isOfKind(r, row.kind())).isEmpty()) {
                return Optional.of("record-unknown");
            }
            if (hasOtherEckId(existing.get(), row.delivered())) {
                return Optional.of("record-other-eck-id");
            }
        }
        return Optional.empty();
    }

    /** What ECK iD or LAS key point at is that record: as a new one, or tied to another, the LAS's identity would stand twice. */
    private static boolean makesDouble(Row row, Wish wish) {
        return row.known().isPresent()
                && wish.category()
                        .filter(category -> switch (category) {
                            case NEW -> true;
                            case EXISTING -> !wish.record().equals(row.known());
                            case SKIP -> false;
                        })
                        .isPresent();
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

    /** One existing record takes one row, and one address belongs to one teacher. */
    private static List<Refusal> doubles(Map<RowId, Row> rows, Set<RowId> decided, Roster roster) {
        Map<RecordId, Integer> targets = new HashMap<>();
        rows.values().forEach(row -> row.target().ifPresent(t -> targets.merge(t, 1, Integer::sum)));
        List<Refusal> refusals = new ArrayList<>();
        for (RowId id : decided) {
            Row row = rows.get(id);
            if (row.target().filter(t -> targets.get(t) > 1).isPresent()) {
                refusals.add(new Refusal(id, "record-taken"));
            }
            if (row.typedEmail().filter(e -> isInUse(e, row, rows, roster)).isPresent()) {
                refusals.add(new Refusal(id, "email-in-use"));
            }
        }
        return refusals;
    }

    private static boolean isInUse(EmailAddress email, Row row, Map<RowId, Row> rows, Roster roster) {
        Set<RecordId> own = new HashSet<>();
        row.target().ifPresent(own::add);
        boolean inRoster = roster.teachers().stream()
                .filter(t -> !own.contains(t.id()))
                .flatMap((Teacher t) -> t.email().stream())
                .anyMatch(e -> e.value().equalsIgnoreCase(email.value()));
        return inRoster
                || rows.values().stream()
                        .filter(other -> !other.id().equals(row.id()) && !(other.decision() instanceof Decision.Skip))
                        .flatMap(other -> other.email().stream())
                        .anyMatch(e -> e.value().equalsIgnoreCase(email.value()));
    }

    private static boolean isOfKind(RosterRecord existing, RowKind kind) {
        return switch (existing) {
            case Group _ -> kind == RowKind.GROUP;
            case Teacher _ -> kind == RowKind.TEACHER;
            case Pupil _ -> kind == RowKind.PUPIL;
            case Choice _ -> false;
        };
    }

    private static boolean hasOtherEckId(RosterRecord existing, DeliveredRecord delivered) {
        Optional<EckId> one =
                switch (existing) {
                    case Teacher t -> t.eckId();
                    case Pupil p -> p.eckId();
                    case Group _, Choice _ -> Optional.empty();
                };
        return one.isPresent()
                && delivered.identity().eckId().isPresent()
                && !one.equals(delivered.identity().eckId());
    }
}
