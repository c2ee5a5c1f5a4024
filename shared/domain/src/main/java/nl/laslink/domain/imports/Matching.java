package nl.laslink.domain.imports;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasIdentity;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.imports.NameForm.Likeness;
import nl.laslink.domain.imports.Proposal.Reason;
import nl.laslink.domain.link.LasTypeCode;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;

/**
 * Finds the existing record a delivered one speaks of. ECK iD first, then the LAS key of the same kind of LAS: those link by
 * themselves. Names and groups only propose. Reads one roster; keeps no state between calls.
 */
final class Matching {
    private static final int MOST_PROPOSALS = 5;
    private static final Pattern YEAR_IN_NAME = Pattern.compile("(?<![\\p{L}\\p{N}])[1-8](?!\\p{N})");

    private final Roster roster;
    private final LasTypeCode las;
    private final SchoolYear schoolYear;

    Matching(Roster roster, LasTypeCode las, SchoolYear schoolYear) {
        this.roster = roster;
        this.las = las;
        this.schoolYear = schoolYear;
    }

    /** What identity alone says about a delivered record. */
    sealed interface Known {
        record By(RosterRecord existing, Decision.Basis basis) implements Known {}

        /** ECK iD and LAS key point at different records: a person must look. */
        record Conflict(RosterRecord byEckId, RosterRecord byKey) implements Known {}

        record Nobody() implements Known {}
    }

    Known known(DeliveredRecord delivered) {
        LasIdentity identity = delivered.identity();
        Optional<RosterRecord> byEckId = identity.eckId().flatMap(eckId -> kindOf(delivered).stream()
                .filter(r -> eckId(r).equals(Optional.of(eckId)))
                .findFirst());
        Optional<RosterRecord> byKey = identity.lastingKey()
                .flatMap(key ->
                        kindOf(delivered).stream().filter(r -> hasKey(r, key)).findFirst())
                .filter(r -> !hasOtherEckId(r, identity));
        if (byEckId.isPresent()
                && byKey.isPresent()
                && !byEckId.get().id().equals(byKey.get().id())) {
            return new Known.Conflict(byEckId.get(), byKey.get());
        }
        if (byEckId.isPresent()) {
            return new Known.By(byEckId.get(), Decision.Basis.ECK_ID);
        }
        return byKey.<Known>map(r -> new Known.By(r, Decision.Basis.LAS_KEY)).orElseGet(Known.Nobody::new);
    }

    /**
     * Records that may be meant, best first; look-alikes only when nobody has exactly the name. {@code taken} are already somebody else's; {@code groups} tells which existing
     * group a delivered one is.
     */
    List<Proposal> proposals(DeliveredRecord delivered, Set<RecordId> taken, Map<LasKey, RecordId> groups) {
        RowKind kind = RowKind.of(delivered);
        List<Proposal> found = kindOf(delivered).stream()
                .filter(r -> !taken.contains(r.id()))
                .filter(r -> !isTiedToThisLas(r))
                .filter(r -> !hasOtherEckId(r, delivered.identity()))
                .map(r -> new Proposal(r.id(), reasons(delivered, r, groups)))
                .filter(p -> !p.reasons().isEmpty())
                .sorted(Comparator.comparing((Proposal p) -> !p.isExact(kind))
                        .thenComparing(p -> !p.hasEqualName())
                        .thenComparing(p -> -p.reasons().size())
                        .thenComparing(p -> p.record().value()))
                .toList();
        boolean isAnyExact = found.stream().anyMatch(p -> p.isExact(kind));
        return found.stream()
                .filter(p -> !isAnyExact || !p.isLookAlike())
                .limit(MOST_PROPOSALS)
                .toList();
    }

    private static Set<Reason> reasons(DeliveredRecord delivered, RosterRecord existing, Map<LasKey, RecordId> groups) {
        return switch (delivered) {
            case DeliveredGroup g -> groupReasons(g, (Group) existing);
            case DeliveredTeacher t -> teacherReasons(t, (Teacher) existing);
            case DeliveredPupil p -> pupilReasons(p, (Pupil) existing, groups);
        };
    }

    private static Set<Reason> groupReasons(DeliveredGroup delivered, Group existing) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (delivered.composite() != existing.composite()) {
            return reasons;
        }
        if (groupName(delivered.name()).equals(groupName(existing.name()))) {
            reasons.add(Reason.SAME_NAME);
        }
        if (!delivered.composite() && sameYear(delivered, existing)) {
            reasons.add(Reason.SAME_YEAR_GROUP);
        }
        return reasons;
    }

    private static boolean sameYear(DeliveredGroup delivered, Group existing) {
        Set<String> one = years(delivered.name(), delivered.yearGroup());
        return !one.isEmpty() && one.equals(years(existing.name(), existing.yearGroup()));
    }

    /** The year groups of a group: of "Groep 5/6" both, whatever the LAS says that its one year group is. */
    private static Set<String> years(String name, Optional<String> yearGroup) {
        Set<String> named = new HashSet<>();
        YEAR_IN_NAME.matcher(NameForm.plain(name)).results().forEach(year -> named.add(year.group()));
        return named.size() > 1
                ? named
                : yearGroup.filter(Matching::isYear).map(Set::of).orElse(named);
    }

    private static boolean isYear(String yearGroup) {
        return yearGroup.matches("[1-8]");
    }

    private static String groupName(String name) {
        return NameForm.plain(name).replaceFirst("^(groep|klas) ", "").replace(" ", "");
    }

    private static Set<Reason> teacherReasons(DeliveredTeacher delivered, Teacher existing) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        NameForm one = NameForm.of(delivered.name());
        NameForm other = NameForm.of(existing.name());
        boolean sameEmail = delivered.email().isPresent()
                && existing.email().isPresent()
                && delivered
                        .email()
                        .get()
                        .value()
                        .equalsIgnoreCase(existing.email().get().value());
        Likeness surname = one.surnameLike(other);
        Likeness firstName = one.firstNameLike(other);
        boolean firstNameUnknown =
                one.firstName().isEmpty() || other.firstName().isEmpty();
        if (!sameEmail && !(surname.isAny() && (firstName.isAny() || firstNameUnknown))) {
            return reasons;
        }
        addNameReasons(reasons, surname, firstName);
        if (sameEmail) {
            reasons.add(Reason.SAME_EMAIL);
        }
        return reasons;
    }

    private static Set<Reason> pupilReasons(DeliveredPupil delivered, Pupil existing, Map<LasKey, RecordId> groups) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        NameForm one = NameForm.of(delivered.name());
        NameForm other = NameForm.of(existing.name());
        Likeness surname = one.surnameLike(other);
        Likeness firstName = one.firstNameLike(other);
        boolean bothDates =
                delivered.birthDate().isPresent() && existing.birthDate().isPresent();
        boolean sameDate = bothDates && delivered.birthDate().equals(existing.birthDate());
        boolean sameGroup = existing.group().isPresent()
                && delivered.group().map(groups::get).equals(existing.group());
        boolean bothNames = surname.isAny() && firstName.isAny();
        boolean plausible = bothNames && (!bothDates || sameDate || sameGroup)
                || sameDate && sameGroup && (surname.isAny() || firstName.isAny());
        if (!plausible) {
            return reasons;
        }
        addNameReasons(reasons, surname, firstName);
        if (sameGroup) {
            reasons.add(Reason.SAME_GROUP);
        }
        if (sameDate) {
            reasons.add(Reason.SAME_BIRTH_DATE);
        }
        if (!bothDates) {
            reasons.add(Reason.BIRTH_DATE_MISSING);
        }
        return reasons;
    }

    private static void addNameReasons(Set<Reason> reasons, Likeness surname, Likeness firstName) {
        switch (surname) {
            case EQUAL -> reasons.add(Reason.SAME_SURNAME);
            case SAME_INITIAL, SIMILAR -> reasons.add(Reason.SIMILAR_SURNAME);
            case NONE -> {}
        }
        switch (firstName) {
            case EQUAL -> reasons.add(Reason.SAME_FIRST_NAME);
            case SAME_INITIAL -> reasons.add(Reason.SAME_INITIAL);
            case SIMILAR -> reasons.add(Reason.SIMILAR_FIRST_NAME);
            case NONE -> {}
        }
    }

    /** Groups live one school year: those of another year are never meant. */
    private List<RosterRecord> kindOf(DeliveredRecord delivered) {
        return switch (delivered) {
            case DeliveredGroup _ ->
                List.copyOf(roster.groups().stream()
                        .filter(g -> g.schoolYear().equals(schoolYear))
                        .toList());
            case DeliveredTeacher _ -> List.copyOf(roster.teachers());
            case DeliveredPupil _ -> List.copyOf(roster.pupils());
        };
    }

    private static Optional<EckId> eckId(RosterRecord existing) {
        return switch (existing) {
            case Teacher t -> t.eckId();
            case Pupil p -> p.eckId();
            case Group _, Choice _ -> Optional.empty();
        };
    }

    private static Optional<ExternalNumber> externalNumber(RosterRecord existing) {
        return switch (existing) {
            case Group g -> g.externalNumber();
            case Teacher t -> t.externalNumber();
            case Pupil p -> p.externalNumber();
            case Choice _ -> Optional.empty();
        };
    }

    private boolean hasKey(RosterRecord existing, LasKey key) {
        return externalNumber(existing).equals(Optional.of(new ExternalNumber(las, Optional.of(key))));
    }

    private boolean isTiedToThisLas(RosterRecord existing) {
        return externalNumber(existing).filter(n -> n.las().equals(las)).isPresent();
    }

    private static boolean hasOtherEckId(RosterRecord existing, LasIdentity identity) {
        Optional<EckId> one = eckId(existing);
        return one.isPresent() && identity.eckId().isPresent() && !one.equals(identity.eckId());
    }

    /** The records that these rows are tied to, so that nobody else gets them proposed. */
    static Set<RecordId> targets(Collection<Row> rows) {
        Set<RecordId> targets = new HashSet<>();
        rows.forEach(row -> {
            row.target().ifPresent(targets::add);
            row.known().ifPresent(targets::add);
        });
        return targets;
    }
}
