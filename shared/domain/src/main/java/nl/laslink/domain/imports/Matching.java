package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Candidates.Existing;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.school.SchoolYear;

/**
 * Finds the existing record a delivered one speaks of. ECK iD first, then the LAS key of the same kind of LAS: those link by
 * themselves. Names and groups only propose. Indexes one roster when it is made; keeps no state between calls.
 */
final class Matching {
    private static final int MOST_PROPOSALS = 5;

    private final KnownRecords knownRecords;
    private final Supplier<Candidates> candidates;
    private final IdentityCheck identityCheck;
    private final Map<RowKind, Set<LasKey>> deliveredKeys = new EnumMap<>(RowKind.class);

    /** @param delivered all records of the delivery: what one says of another is compared */
    Matching(Roster roster, LasTypeCode las, SchoolYear schoolYear, Collection<? extends DeliveredRecord> delivered) {
        this.knownRecords = new KnownRecords(roster, las, schoolYear);
        this.candidates = new Once<>(() -> new Candidates(roster, schoolYear));
        this.identityCheck = new IdentityCheck(knownRecords, candidates, delivered);
        delivered.forEach(record -> record.identity().lastingKey().ifPresent(key -> deliveredKeys
                .computeIfAbsent(RowKind.of(record), _ -> new HashSet<>())
                .add(key)));
    }

    /** In most nights every record is known and nobody looks for candidates. Not for threads. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> made;
        private Optional<T> value = Optional.empty();

        Once(Supplier<T> made) {
            this.made = made;
        }

        @Override
        public T get() {
            if (value.isEmpty()) {
                value = Optional.of(made.get());
            }
            return value.get();
        }
    }

    /** What identity alone says about a delivered record. */
    sealed interface Known {
        record By(RosterRecord existing, Decision.Basis basis) implements Known {}

        /** ECK iD and LAS key point at different records: a person must look. */
        record Conflict(RosterRecord byEckId, RosterRecord byKey) implements Known {}

        /** ECK iD or LAS key names this record, and what else was delivered speaks against it: a person must look. */
        record Doubted(RosterRecord existing) implements Known {}

        /** The key of this record differs only in capitals or leading zeros, and all else fits: a person confirms it. */
        record SpelledOtherwise(RosterRecord existing) implements Known {}

        record Nobody() implements Known {}
    }

    Known known(DeliveredRecord delivered) {
        Optional<RosterRecord> byEckId = knownRecords.byEckId(delivered);
        Optional<RosterRecord> byKey = knownRecords.byKey(delivered);
        if (byEckId.isPresent()
                && byKey.isPresent()
                && !byEckId.get().id().equals(byKey.get().id())) {
            return new Known.Conflict(byEckId.get(), byKey.get());
        }
        Decision.Basis basis = byEckId.isPresent() ? Decision.Basis.ECK_ID : Decision.Basis.LAS_KEY;
        return byEckId.or(() -> byKey)
                .<Known>map(existing -> identityCheck.isDoubted(delivered, existing)
                        ? new Known.Doubted(existing)
                        : new Known.By(existing, basis))
                .or(() -> spelledOtherwise(delivered))
                // A key that another person had before: results of that time were sent under it.
                .or(() -> knownRecords.byFormerKey(delivered).map(Known.Doubted::new))
                .orElseGet(Known.Nobody::new);
    }

    private Optional<Known> spelledOtherwise(DeliveredRecord delivered) {
        return knownRecords
                .byLooseKey(delivered)
                .filter(existing -> KnownRecords.keyOf(existing)
                        .filter(deliveredKeys.getOrDefault(RowKind.of(delivered), Set.of())::contains)
                        .isEmpty())
                .filter(existing -> !identityCheck.isDoubted(delivered, existing))
                .map(Known.SpelledOtherwise::new);
    }

    /**
     * Only the records with equal name and birth date if there are any; else the records that have the identity, then others.
     */
    List<Proposal> doubtedProposals(
            List<RecordId> identified, DeliveredRecord delivered, Set<RecordId> taken, Map<LasKey, RecordId> groups) {
        Map<RecordId, Proposal> found = new LinkedHashMap<>();
        identified.forEach(record -> found.put(record, withIdentity(record, Set.of())));
        proposals(delivered, taken, groups)
                .forEach(p -> found.put(
                        p.record(), identified.contains(p.record()) ? withIdentity(p.record(), p.reasons()) : p));
        List<Proposal> exact = found.values().stream()
                .filter(p -> p.isExact(RowKind.of(delivered)))
                .toList();
        return exact.isEmpty() ? found.values().stream().limit(MOST_PROPOSALS).toList() : exact;
    }

    private static Proposal withIdentity(RecordId record, Set<Proposal.Reason> others) {
        Set<Proposal.Reason> reasons = EnumSet.of(Proposal.Reason.SAME_IDENTITY);
        reasons.addAll(others);
        return new Proposal(record, reasons);
    }

    /**
     * Records that may be meant, best first; look-alikes only when nobody has exactly the name. {@code taken} are already somebody else's; {@code groups} tells which existing
     * group a delivered one is.
     */
    List<Proposal> proposals(DeliveredRecord delivered, Set<RecordId> taken, Map<LasKey, RecordId> groups) {
        RowKind kind = RowKind.of(delivered);
        List<Proposal> found = new ArrayList<>(alike(delivered, taken, groups));
        if (found.size() < 2) {
            return List.copyOf(found);
        }
        found.sort(Comparator.comparing((Proposal p) -> !p.isExact(kind))
                .thenComparing(p -> !p.hasEqualName())
                .thenComparing(p -> -p.reasons().size())
                .thenComparing(p -> p.record().value()));
        boolean isAnyExact = found.stream().anyMatch(p -> p.isExact(kind));
        return found.stream()
                .filter(p -> !isAnyExact || !p.isLookAlike(kind))
                .limit(MOST_PROPOSALS)
                .toList();
    }

    private List<Proposal> alike(DeliveredRecord delivered, Set<RecordId> taken, Map<LasKey, RecordId> groups) {
        return switch (delivered) {
            case DeliveredGroup g -> {
                GroupForm form = GroupForm.of(g);
                yield alike(delivered, taken, candidates.get().groups(form), form::reasons);
            }
            case DeliveredTeacher t -> {
                TeacherForm form = TeacherForm.of(t);
                yield alike(delivered, taken, candidates.get().teachers(form), form::reasons);
            }
            case DeliveredPupil p -> {
                PupilForm form = PupilForm.of(p, groups);
                yield alike(delivered, taken, candidates.get().pupils(form), form::reasons);
            }
        };
    }

    private static <F> List<Proposal> alike(
            DeliveredRecord delivered,
            Set<RecordId> taken,
            Collection<Existing<F>> candidates,
            Function<F, Set<Reason>> reasons) {
        RowKind kind = RowKind.of(delivered);
        List<Proposal> alike = new ArrayList<>();
        for (Existing<F> candidate : candidates) {
            Set<Reason> found = reasons.apply(candidate.form());
            if (!found.isEmpty() && !taken.contains(candidate.entry().id())) {
                Proposal proposal = new Proposal(candidate.entry().id(), found);
                // Another ECK iD may be the pseudonym of another environment, but only if all else is equal.
                if (!KnownRecords.hasOtherEckId(candidate.entry(), delivered) || proposal.isExact(kind)) {
                    alike.add(proposal);
                }
            }
        }
        return alike;
    }

    /** The records that these rows are linked to; other rows do not get them as proposals. */
    static Set<RecordId> targets(Collection<Row> rows) {
        Set<RecordId> targets = new HashSet<>();
        rows.forEach(row -> {
            row.target().ifPresent(targets::add);
            row.known().ifPresent(targets::add);
        });
        return targets;
    }
}
