package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.Teacher;

/**
 * Finds the rows of one kind that may be somebody who is there already: the same person a second time in one delivery, an
 * ECK iD or key that two people have, or the mail address of another teacher. None of them is added without a question.
 */
final class DoubleRegistrations {
    private final List<Row> rows;
    private final Roster roster;

    DoubleRegistrations(List<Row> rows, Roster roster) {
        this.rows = rows;
        this.roster = roster;
    }

    /** The rows; one that would be new becomes a question if it may be a person who is already in the roster or the delivery. */
    List<Row> asking() {
        if (rows.stream().noneMatch(DoubleRegistrations::isNewByItself)) {
            return rows;
        }
        Map<Object, Integer> holders = new HashMap<>();
        rows.forEach(row -> identities(row).forEach(identity -> holders.merge(identity, 1, Integer::sum)));
        Set<Object> earlier = new HashSet<>();
        roster.teachers().stream().map(Teacher::email).flatMap(Optional::stream).forEach(e -> earlier.add(plain(e)));
        List<Row> asking = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<Object> registrations = registrations(row);
            boolean isDouble = registrations.stream().anyMatch(earlier::contains)
                    || identities(row).stream().anyMatch(identity -> holders.get(identity) > 1);
            asking.add(
                    isDouble && isNewByItself(row) && row instanceof Row.Unknown unknown
                            ? unknown.with(new Decision.Undecided(), unknown.proposals())
                            : row);
            earlier.addAll(registrations);
        }
        return asking;
    }

    /** Who is there already, by each undecided row that asks about it. */
    Map<RowId, String> holders() {
        Map<Object, String> names = new HashMap<>();
        roster.teachers().forEach((Teacher teacher) -> teacher.email()
                .ifPresent(
                        email -> names.putIfAbsent(plain(email), teacher.name().full())));
        Map<RowId, String> holders = new HashMap<>();
        for (Row row : rows) {
            List<Object> registrations = registrations(row);
            if (row.isUndecided()) {
                registrations.stream()
                        .filter(names::containsKey)
                        .findFirst()
                        .ifPresent(registration -> holders.put(row.id(), names.get(registration)));
            }
            registrations.forEach(registration -> names.putIfAbsent(registration, nameOf(row)));
        }
        return holders;
    }

    private static String nameOf(Row row) {
        return switch (row.delivered()) {
            case DeliveredGroup group -> group.name();
            case DeliveredTeacher teacher -> teacher.name().full();
            case DeliveredPupil pupil -> pupil.name().full();
        };
    }

    private static boolean isNewByItself(Row row) {
        return row.decision().equals(new Decision.AddNew(Decision.Basis.DEFAULT));
    }

    private static List<Object> identities(Row row) {
        List<Object> identities = new ArrayList<>(2);
        Optional<EckId> eckId = row.delivered().identity().eckId();
        Optional<LasKey> key = row.delivered().identity().lastingKey();
        eckId.ifPresent(identities::add);
        key.ifPresent(identities::add);
        return identities;
    }

    /** Of a teacher the address alone, because it is an account. Twins have another first name. */
    private static List<Object> registrations(Row row) {
        return switch (row.delivered()) {
            case DeliveredGroup _ -> List.of();
            case DeliveredTeacher _ ->
                row.email().<List<Object>>map(e -> List.of(plain(e))).orElse(List.of());
            case DeliveredPupil pupil ->
                pupil.birthDate()
                        .<List<Object>>map(day -> List.of(List.of(NameForm.of(pupil.name()), day)))
                        .orElse(List.of());
        };
    }

    private static String plain(EmailAddress email) {
        return email.value().toLowerCase(Locale.ROOT);
    }
}
