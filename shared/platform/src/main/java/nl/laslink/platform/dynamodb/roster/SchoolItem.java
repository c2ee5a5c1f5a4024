package nl.laslink.platform.dynamodb.roster;

import java.util.Optional;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.platform.dynamodb.RecordSchema;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** The school's own item in the table of rosters: the revision that readers see, and who may make the next one. */
public record SchoolItem(
        String pk,
        Optional<String> name,
        Optional<Long> revision,
        Optional<String> lockedBy,
        Optional<String> lockedUntil,
        Optional<String> type) {
    public static final String SORT_KEY = "SCHOOL";
    /** The holder of a free lock: an update can set an attribute, not remove it. */
    public static final String NOBODY = "-";

    public static final TableSchema<SchoolItem> SCHEMA = RecordSchema.of(SchoolItem.class, SORT_KEY);

    public static SchoolItem of(SchoolId school) {
        return new SchoolItem(
                school.toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public SchoolItem named(String newName) {
        return new SchoolItem(pk, Optional.of(newName), revision, lockedBy, lockedUntil, type);
    }

    public SchoolItem of(SchoolType newType) {
        return new SchoolItem(pk, name, revision, lockedBy, lockedUntil, Optional.of(newType.name()));
    }

    public SchoolItem at(long newRevision) {
        return new SchoolItem(pk, name, Optional.of(newRevision), lockedBy, lockedUntil, type);
    }

    public SchoolItem lockedBy(String holder, String until) {
        return new SchoolItem(pk, name, revision, Optional.of(holder), Optional.of(until), type);
    }

    public SchoolItem unlocked() {
        return new SchoolItem(pk, name, revision, Optional.of(NOBODY), lockedUntil, type);
    }

    public Optional<CommitId> holder() {
        return lockedBy.filter(holder -> !holder.equals(NOBODY)).map(CommitId::new);
    }

    public long shownRevision() {
        return revision.orElse(0L);
    }
}
