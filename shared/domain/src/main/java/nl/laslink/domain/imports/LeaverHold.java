package nl.laslink.domain.imports;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;

/**
 * So many pupils would leave that the LAS has probably left them out. They stay active until a person approves it by name or
 * keeps enough of them active; everything else is imported.
 *
 * @param group whose pupils they are; none when it is about the whole school
 * @param number how many would leave
 * @param total all active pupils of the group, or of this LAS
 * @param limit the most of them without a hold
 */
public record LeaverHold(Cause cause, Optional<String> group, int number, int total, int limit) {

    public enum Cause {
        /** Of the whole school. */
        MANY,
        /** The answer does not have their group. */
        GROUP_MISSING,
        /** Of one group that is there. */
        OF_GROUP
    }

    /** Who said that so many may leave. */
    public record Approval(int number, Actor by, Instant at) {}

    private static final int ALWAYS_ALLOWED = 3;
    private static final int PERCENT = 10;
    private static final int ALWAYS_ALLOWED_OF_GROUP = 2;
    private static final int PERCENT_OF_GROUP = 30;

    /** None in a school that was not imported from this LAS yet: there a person looks at everybody. */
    static Optional<LeaverHold> of(Collection<Row> rows, Roster roster, Import.Header header) {
        if (!roster.isLinkedTo(header.las())) {
            return Optional.empty();
        }
        List<Leavers.Leaver> leaving = Leavers.leaving(rows, roster, header);
        boolean isApproved = header.leaversApproved()
                .filter(approval -> leaving.size() <= approval.number())
                .isPresent();
        return isApproved
                ? Optional.empty()
                : Stream.concat(ofSchool(leaving, roster, header).stream(), ofGroups(leaving, roster))
                        .filter(hold -> hold.number > hold.limit)
                        .findFirst();
    }

    private static Optional<LeaverHold> ofSchool(List<Leavers.Leaver> leaving, Roster roster, Import.Header header) {
        int total = Math.toIntExact(roster.pupils().stream()
                .filter(p -> p.active() && p.isLinkedTo(header.las()))
                .count());
        int limit = Math.max(ALWAYS_ALLOWED, total * PERCENT / 100);
        return Optional.of(new LeaverHold(Cause.MANY, Optional.empty(), leaving.size(), total, limit));
    }

    /** A group that is missing first, then the largest number. */
    private static Stream<LeaverHold> ofGroups(List<Leavers.Leaver> leaving, Roster roster) {
        Map<RecordId, Integer> missing = new HashMap<>();
        Map<RecordId, Integer> others = new HashMap<>();
        leaving.forEach(leaver -> leaver.pupil()
                .group()
                .ifPresent(group -> (leaver.reason() == Leavers.Reason.GROUP_MISSING ? missing : others)
                        .merge(group, 1, Integer::sum)));
        return Stream.concat(holds(Cause.GROUP_MISSING, missing, roster), holds(Cause.OF_GROUP, others, roster));
    }

    private static Stream<LeaverHold> holds(Cause cause, Map<RecordId, Integer> numbers, Roster roster) {
        return numbers.entrySet().stream()
                .flatMap(entry -> roster.group(entry.getKey()).stream()
                        .map(group -> hold(cause, group, entry.getValue(), roster)))
                .sorted(Comparator.comparingInt(LeaverHold::number).reversed());
    }

    private static LeaverHold hold(Cause cause, Group group, int number, Roster roster) {
        int total = Math.toIntExact(roster.pupils().stream()
                .filter(Pupil::active)
                .filter(p -> p.group().filter(group.id()::equals).isPresent())
                .count());
        int limit =
                switch (cause) {
                    case GROUP_MISSING -> 0;
                    case OF_GROUP, MANY -> Math.max(ALWAYS_ALLOWED_OF_GROUP, total * PERCENT_OF_GROUP / 100);
                };
        return new LeaverHold(cause, Optional.of(group.name()), number, total, limit);
    }
}
