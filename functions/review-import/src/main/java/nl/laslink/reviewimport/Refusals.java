package nl.laslink.reviewimport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.Decision;
import nl.laslink.domain.imports.Row;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.imports.RowKind;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.reviewimport.DecideRows.Category;
import nl.laslink.reviewimport.DecideRows.Refusal;
import nl.laslink.reviewimport.DecideRows.Wish;

/** Why a wish about a row cannot be: of the row by itself, and of all rows together. */
final class Refusals {
    private Refusals() {}

    static Optional<String> of(Row row, Wish wish, Roster roster) {
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

    /** One existing record takes one row, and one address belongs to one teacher. */
    static List<Refusal> ofDoubles(Map<RowId, Row> rows, Set<RowId> decided, Roster roster) {
        Map<RecordId, Integer> targets = new HashMap<>();
        rows.values().forEach(row -> row.target().ifPresent(t -> targets.merge(t, 1, Integer::sum)));
        List<Refusal> refusals = new ArrayList<>();
        for (RowId id : decided) {
            Row row = rows.get(id);
            if (row.target().filter(t -> targets.get(t) > 1).isPresent()) {
                refusals.add(new Refusal(id.value(), "record-taken"));
            }
            if (row.typedEmail().filter(e -> isInUse(e, row, rows, roster)).isPresent()) {
                refusals.add(new Refusal(id.value(), "email-in-use"));
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
