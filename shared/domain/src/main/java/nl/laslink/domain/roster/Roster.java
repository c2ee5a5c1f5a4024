package nl.laslink.domain.roster;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;

/** All records of a school at one revision. Immutable. */
public final class Roster {
    private final SchoolId school;
    private final String schoolName;
    private final long revision;
    private final Map<RecordId, Versioned> records;

    /** A record and the revision at which it was last written; while a commit rewrites it, the school's own revision. */
    public record Versioned(RosterRecord entry, long revision) {}

    public Roster(SchoolId school, String schoolName, long revision, Collection<Versioned> records) {
        this.school = school;
        this.schoolName = schoolName;
        this.revision = revision;
        Map<RecordId, Versioned> byId = new LinkedHashMap<>();
        records.forEach(r -> byId.put(r.entry().id(), r));
        this.records = byId;
    }

    public SchoolId school() {
        return school;
    }

    public String schoolName() {
        return schoolName;
    }

    public long revision() {
        return revision;
    }

    public Optional<RosterRecord> find(RecordId id) {
        return findVersioned(id).map(Versioned::entry);
    }

    public Optional<Versioned> findVersioned(RecordId id) {
        return Optional.ofNullable(records.get(id)).filter(v -> !(v.entry() instanceof Gone));
    }

    /** As {@link #find}, and also what is gone. */
    public Optional<RosterRecord> findStored(RecordId id) {
        return Optional.ofNullable(records.get(id)).map(Versioned::entry);
    }

    /** Every record, and also what is gone. */
    public List<RosterRecord> stored() {
        return records.values().stream().map(Versioned::entry).toList();
    }

    public List<Group> groups() {
        return only(Group.class);
    }

    public List<Teacher> teachers() {
        return only(Teacher.class);
    }

    public List<Pupil> pupils() {
        return only(Pupil.class);
    }

    /** The remembered choices that still hold. */
    public List<Choice> choices() {
        return only(Choice.class).stream().filter(c -> !c.lifted()).toList();
    }

    public Optional<Group> group(RecordId id) {
        return find(id).filter(Group.class::isInstance).map(Group.class::cast);
    }

    /** The pupil with this id, or the one who has the results of the pupil with this id now. */
    public Optional<Pupil> pupil(RecordId id) {
        Set<RecordId> seen = new HashSet<>();
        Optional<RosterRecord> stored = findStored(id);
        while (stored.orElse(null) instanceof Gone(RecordId gone, Optional<RecordId> mergedInto)
                && mergedInto.isPresent()
                && seen.add(gone)) {
            stored = findStored(mergedInto.get());
        }
        return stored.filter(Pupil.class::isInstance).map(Pupil.class::cast);
    }

    /**
     * The group that the pupil was in on {@code day}: one of that day's school year, whenever the school imported it. None when
     * nobody knows.
     */
    public Optional<Group> groupOn(Pupil pupil, LocalDate day) {
        SchoolYear year = SchoolYear.at(day);
        Optional<Group> last = Optional.empty();
        for (FormerGroup former : pupil.formerGroups()) {
            Optional<Group> group =
                    group(former.group()).filter(g -> g.schoolYear().equals(year));
            if (group.isPresent() && former.until().isAfter(day)) {
                return group;
            }
            if (group.isPresent()) {
                last = group;
            }
        }
        Optional<Group> current =
                pupil.group().flatMap(this::group).filter(g -> g.schoolYear().equals(year));
        return current.isPresent() ? current : last;
    }

    /** Whether anything was ever imported from this kind of LAS and is still tied to it. Teachers do not count: they keep old numbers. */
    public boolean isLinkedTo(LasTypeCode las) {
        return pupils().stream().anyMatch(p -> p.isLinkedTo(las))
                || groups().stream().anyMatch(g -> g.isLinkedTo(las));
    }

    public ExternalNumbers externalNumbers() {
        return new ExternalNumbers(
                count(pupils().stream()
                        .filter(p -> p.externalNumber().isPresent())
                        .count()),
                count(groups().stream()
                        .filter(g -> g.externalNumber().isPresent())
                        .count()),
                count(teachers().stream()
                        .filter(t -> t.externalNumber().isPresent())
                        .count()));
    }

    /** How many records carry a number of a LAS. */
    public record ExternalNumbers(int pupils, int groups, int teachers) {
        /** Whether a link may be requested: those of teachers stay. */
        public boolean areRemoved() {
            return pupils == 0 && groups == 0;
        }
    }

    private static int count(long n) {
        return Math.toIntExact(n);
    }

    private <T extends RosterRecord> List<T> only(Class<T> type) {
        return records.values().stream()
                .map(Versioned::entry)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
