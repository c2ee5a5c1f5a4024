package nl.laslink.local.emulator.model;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import nl.laslink.domain.id.CommitId;
import nl.laslink.domain.imports.Commit;
import nl.laslink.domain.imports.CommitStore;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;

/** What the roster must be: the first roster with every change that stands in the history. */
final class History {
    private final CommitStore commits;
    private final Supplier<String> story;
    private final List<Map<RecordId, RosterRecord>> revisions = new ArrayList<>();
    private final Set<CommitId> known = new HashSet<>();
    private final long first;

    sealed interface Step {
        /** The revision of the school before it. */
        long base();
    }

    /** A commit that readers see, with what it changed. */
    record Told(Commit.Header header, List<PlanEntry> changes) implements Step {
        @Override
        public long base() {
            return header.baseRevision();
        }
    }

    /** What a person changed by hand. */
    record Edited(long base, RosterRecord before) implements Step {}

    private final List<Step> steps = new ArrayList<>();

    History(Roster roster, CommitStore commits, Supplier<String> story) {
        this.commits = commits;
        this.story = story;
        this.first = roster.revision();
        this.revisions.add(byId(roster));
    }

    private static Map<RecordId, RosterRecord> byId(Roster roster) {
        Map<RecordId, RosterRecord> byId = new HashMap<>();
        roster.stored().forEach(record -> byId.put(record.id(), record));
        return byId;
    }

    /** The commits since the last call; the roster is exactly what they make of the one before. */
    List<Told> follow(Roster now) {
        List<Told> fresh = commits.all(SCHOOL).stream()
                .filter(Commit.Done.class::isInstance)
                .map(Commit::header)
                .filter(header -> !known.contains(header.id()))
                .sorted(Comparator.comparing(Commit.Header::baseRevision))
                .map(header -> new Told(header, commits.plan(SCHOOL, header.id())))
                .toList();
        fresh.forEach(this::apply);
        assertThat(now.revision()).as(story).isEqualTo(first + revisions.size() - 1);
        assertThat(byId(now)).as(story).isEqualTo(revisions.getLast());
        return fresh;
    }

    private void apply(Told commit) {
        Map<RecordId, RosterRecord> records = new HashMap<>(revisions.getLast());
        assertThat(commit.header().baseRevision()).as(story).isEqualTo(first + revisions.size() - 1);
        assertThat(commit.changes()).as(story).hasSize(commit.header().entries());
        for (PlanEntry change : commit.changes()) {
            Optional<RosterRecord> before =
                    Optional.ofNullable(records.get(change.id())).filter(r -> !(r instanceof Gone));
            assertThat(change.before().filter(r -> !(r instanceof Gone)))
                    .as(story)
                    .isEqualTo(before);
            records.put(change.id(), change.after());
        }
        revisions.add(records);
        known.add(commit.header().id());
        steps.add(commit);
    }

    /** A person changed one record by hand. */
    void edited(RosterRecord after) {
        Map<RecordId, RosterRecord> records = new HashMap<>(revisions.getLast());
        steps.add(new Edited(first + revisions.size() - 1, records.put(after.id(), after)));
        revisions.add(records);
    }

    /** Oldest first. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Told> commits() {
        return steps.stream()
                .filter(Told.class::isInstance)
                .map(Told.class::cast)
                .toList();
    }

    /** Those that were there at this revision; of those that are gone nothing is left. */
    Map<RecordId, RosterRecord> at(long revision) {
        return present(revisions.get(Math.toIntExact(revision - first)));
    }

    static Map<RecordId, RosterRecord> present(Roster roster) {
        return present(byId(roster));
    }

    private static Map<RecordId, RosterRecord> present(Map<RecordId, RosterRecord> records) {
        Map<RecordId, RosterRecord> present = new HashMap<>(records);
        present.values().removeIf(Gone.class::isInstance);
        return present;
    }
}
