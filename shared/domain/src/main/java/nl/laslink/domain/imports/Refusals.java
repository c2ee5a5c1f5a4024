package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.imports.Refusal.Reason;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;

/** Why a requested decision is refused: because of its own row or of other rows. */
final class Refusals {
    private Refusals() {}

    static Optional<Reason> of(Row row, RequestedDecision request, Roster roster) {
        if (row.settled()) {
            return Optional.of(Reason.ROW_SETTLED);
        }
        if (request.email().isPresent() && row.kind() != RowKind.TEACHER) {
            return Optional.of(Reason.EMAIL_OF_TEACHER_ONLY);
        }
        if (request.email()
                .map(String::strip)
                .filter(e -> !e.isEmpty() && !EmailAddress.isValid(e))
                .isPresent()) {
            return Optional.of(Reason.EMAIL_FORM);
        }
        if (makesDouble(row, request)) {
            return Optional.of(Reason.ROW_KNOWN);
        }
        if (request.category().equals(Optional.of(Category.EXISTING))) {
            Optional<RosterRecord> existing = request.record().flatMap(roster::find);
            if (existing.filter(r -> isOfKind(r, row.kind())).isEmpty()) {
                return Optional.of(Reason.RECORD_UNKNOWN);
            }
            // Another ECK iD may be the pseudonym of another environment, if all else is equal.
            boolean isExact = row.proposals().stream()
                    .anyMatch(p -> p.record().equals(existing.get().id()) && p.isExact(row.kind()));
            if (KnownRecords.hasOtherEckId(existing.get(), row.delivered()) && !isExact) {
                return Optional.of(Reason.RECORD_OTHER_ECK_ID);
            }
        }
        return Optional.empty();
    }

    private static boolean makesDouble(Row row, RequestedDecision request) {
        return row.known().isPresent()
                && request.category()
                        .filter(category -> switch (category) {
                            case NEW -> true;
                            case EXISTING -> !request.record().equals(row.known());
                            case SKIP, UNDECIDED -> false;
                        })
                        .isPresent();
    }

    /** One existing record takes one row, and one address belongs to one teacher. */
    static List<Refusal> ofDoubles(Collection<Row> rows, Collection<Row> decided, Roster roster) {
        Claims claims = Claims.of(rows);
        List<Refusal> refusals = new ArrayList<>();
        for (Row row : decided) {
            if (row.target().flatMap(t -> claims.taker(t, row.id())).isPresent()) {
                refusals.add(new Refusal(row.id().value(), Reason.RECORD_TAKEN));
            }
            if (newAddress(row, roster)
                    .filter(e -> isInUse(e, row, rows, roster))
                    .isPresent()) {
                refusals.add(new Refusal(row.id().value(), Reason.EMAIL_IN_USE));
            }
        }
        return refusals;
    }

    /** The address that a commit would give to a teacher: typed, or as the LAS sent it to one who has none. */
    private static Optional<EmailAddress> newAddress(Row row, Roster roster) {
        boolean hasAddress = row.target()
                .flatMap(roster::find)
                .filter(record ->
                        record instanceof Teacher teacher && teacher.email().isPresent())
                .isPresent();
        return row.isSkipped() || hasAddress ? row.typedEmail() : row.email();
    }

    private static boolean isInUse(EmailAddress email, Row row, Collection<Row> rows, Roster roster) {
        boolean inRoster = roster.teachers().stream()
                .filter(t -> !row.target().equals(Optional.of(t.id())))
                .flatMap((Teacher t) -> t.email().stream())
                .anyMatch(e -> e.value().equalsIgnoreCase(email.value()));
        return inRoster
                || rows.stream()
                        .filter(other -> !other.id().equals(row.id()) && !other.isSkipped())
                        .flatMap(other -> other.email().stream())
                        .anyMatch(e -> e.value().equalsIgnoreCase(email.value()));
    }

    private static boolean isOfKind(RosterRecord existing, RowKind kind) {
        return switch (existing) {
            case Group _ -> kind == RowKind.GROUP;
            case Teacher _ -> kind == RowKind.TEACHER;
            case Pupil _ -> kind == RowKind.PUPIL;
            case Choice _, Gone _ -> false;
        };
    }
}
