package nl.laslink.platform.dynamodb.roster;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.Retention;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.RecordSchema;
import nl.laslink.platform.dynamodb.Stored;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** A record of a roster in its two versions: as it is at {@code revision} and as it was before. That of a pupil who left expires. */
public record RosterItem(
        String pk,
        String sk,
        long revision,
        Optional<String> commit,
        Optional<String> current,
        Optional<String> previous,
        Optional<Long> expires) {
    public static final String PREFIX = "RECORD#";

    public static final TableSchema<RosterItem> SCHEMA = RecordSchema.of(RosterItem.class);

    public static String sortKey(RecordId id) {
        return PREFIX + id;
    }

    public static RosterItem of(
            SchoolId school,
            long revision,
            Optional<CommitId> commit,
            RosterRecord current,
            Optional<RosterRecord> previous,
            Retention retention) {
        return new RosterItem(
                school.toString(),
                sortKey(current.id()),
                revision,
                commit.map(CommitId::value),
                Optional.of(Stored.text(current)),
                previous.map(Stored::text),
                end(current, retention).map(Instant::getEpochSecond));
    }

    /** None while the record is in use, and none of a pupil of whom nobody knows since when he is inactive. */
    private static Optional<Instant> end(RosterRecord record, Retention retention) {
        return record instanceof Pupil pupil
                ? pupil.inactivity().map(left -> left.since().plus(retention.leavers()))
                : Optional.empty();
    }

    public RosterRecord currentRecord() {
        return read(current.orElseThrow());
    }

    /** The pupil whom this one was merged into, in one of both versions. */
    public Optional<RecordId> mergedInto() {
        return Stream.concat(current.stream(), previous.stream())
                .map(RosterItem::read)
                .filter(Gone.class::isInstance)
                .flatMap(gone -> ((Gone) gone).mergedInto().stream())
                .findFirst();
    }

    /** What readers of the school's revision {@code shown} see; none when the record is new after it. */
    public Optional<Roster.Versioned> seenAt(long shown) {
        return revision <= shown
                ? Optional.of(new Roster.Versioned(currentRecord(), revision))
                : previous.map(text -> new Roster.Versioned(read(text), shown));
    }

    private static RosterRecord read(String text) {
        return Stored.read(RosterRecord.class, text);
    }
}
