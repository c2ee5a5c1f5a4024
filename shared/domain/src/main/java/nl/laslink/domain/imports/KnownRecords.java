package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;

/** The records of a roster by ECK iD and by the key of one LAS; the first of the roster where two have the same. Immutable. */
final class KnownRecords {
    private final RecordsByIdentity groups;
    private final RecordsByIdentity teachers;
    private final RecordsByIdentity pupils;
    private final Map<String, RosterRecord> formerOwners = new HashMap<>();

    private record RecordsByIdentity(
            Map<EckId, RosterRecord> byEckId,
            Map<LasKey, RosterRecord> byKey,
            Map<String, List<RosterRecord>> byLooseKey) {
        static RecordsByIdentity of(Collection<? extends RosterRecord> records, LasTypeCode las) {
            RecordsByIdentity all = new RecordsByIdentity(new HashMap<>(), new HashMap<>(), new HashMap<>());
            for (RosterRecord existing : records) {
                eckIdOf(existing).ifPresent(eckId -> all.byEckId.putIfAbsent(eckId, existing));
                numberOf(existing)
                        .filter(number -> number.las().equals(las))
                        .flatMap(ExternalNumber::key)
                        .ifPresent(key -> {
                            all.byKey.putIfAbsent(key, existing);
                            all.byLooseKey
                                    .computeIfAbsent(key.loosely(), _ -> new ArrayList<>(1))
                                    .add(existing);
                        });
            }
            return all;
        }
    }

    /** Groups live one school year: those of another year are never meant. */
    KnownRecords(Roster roster, LasTypeCode las, SchoolYear schoolYear) {
        this.groups = RecordsByIdentity.of(
                roster.groups().stream()
                        .filter(group -> group.schoolYear().equals(schoolYear))
                        .toList(),
                las);
        this.teachers = RecordsByIdentity.of(roster.teachers(), las);
        this.pupils = RecordsByIdentity.of(roster.pupils(), las);
        roster.choices().stream()
                .filter(Choice.FormerKey.class::isInstance)
                .map(Choice.FormerKey.class::cast)
                .filter(former -> former.las().equals(las))
                .forEach(former -> roster.find(former.record())
                        .ifPresent(record -> formerOwners.put(former.kind() + former.keyHash(), record)));
    }

    Optional<RosterRecord> byEckId(DeliveredRecord delivered) {
        return delivered.identity().eckId().map(recordsLike(delivered).byEckId::get);
    }

    Optional<RosterRecord> byKey(DeliveredRecord delivered) {
        return delivered.identity().lastingKey().map(recordsLike(delivered).byKey::get);
    }

    /** The only record whose key differs from this one in nothing but capitals and leading zeros. */
    Optional<RosterRecord> byLooseKey(DeliveredRecord delivered) {
        return delivered
                .identity()
                .lastingKey()
                .map(key -> recordsLike(delivered).byLooseKey.getOrDefault(key.loosely(), List.of()))
                .filter(records -> records.size() == 1)
                .map(List::getFirst);
    }

    /** The record that had this key before, and has it no more. */
    Optional<RosterRecord> byFormerKey(DeliveredRecord delivered) {
        return formerOwners.isEmpty()
                ? Optional.empty()
                : delivered.identity().lastingKey().map(key -> formerOwners.get(RowKind.of(delivered) + key.hash()));
    }

    /** By ECK iD, else by key. */
    Optional<RosterRecord> any(DeliveredRecord delivered) {
        return byEckId(delivered).or(() -> byKey(delivered));
    }

    static boolean hasOtherEckId(RosterRecord existing, DeliveredRecord delivered) {
        Optional<EckId> one = eckIdOf(existing);
        Optional<EckId> other = delivered.identity().eckId();
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    static boolean hasEckIdOf(RosterRecord existing, DeliveredRecord delivered) {
        return eckIdOf(existing).isPresent()
                && eckIdOf(existing).equals(delivered.identity().eckId());
    }

    private RecordsByIdentity recordsLike(DeliveredRecord delivered) {
        return switch (RowKind.of(delivered)) {
            case GROUP -> groups;
            case TEACHER -> teachers;
            case PUPIL -> pupils;
        };
    }

    static Optional<EckId> eckIdOf(RosterRecord existing) {
        return switch (existing) {
            case Teacher teacher -> teacher.eckId();
            case Pupil pupil -> pupil.eckId();
            case Group _, Choice _, Gone _ -> Optional.empty();
        };
    }

    /** The record's key in this LAS. */
    static Optional<LasKey> keyOf(RosterRecord existing, LasTypeCode las) {
        return numberOf(existing).filter(number -> number.las().equals(las)).flatMap(ExternalNumber::key);
    }

    /** The record's key in the LAS that it is tied to. */
    static Optional<LasKey> keyOf(RosterRecord existing) {
        return numberOf(existing).flatMap(ExternalNumber::key);
    }

    private static Optional<ExternalNumber> numberOf(RosterRecord existing) {
        return switch (existing) {
            case Group group -> group.externalNumber();
            case Teacher teacher -> teacher.externalNumber();
            case Pupil pupil -> pupil.externalNumber();
            case Choice _, Gone _ -> Optional.empty();
        };
    }
}
