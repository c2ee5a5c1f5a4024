package nl.laslink.domain.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.roster.PlanEntry;
import nl.laslink.domain.roster.Roster;

/** Verwijder nummers as a plan: groups and pupils lose their external number, teachers keep theirs, nothing else changes. */
public record NumbersRemoval(List<PlanEntry> entries, int groups, int pupils) {

    public static NumbersRemoval of(Roster roster) {
        List<PlanEntry> groups = roster.groups().stream()
                .filter(g -> g.externalNumber().isPresent())
                .map(g -> new PlanEntry(Optional.of(g), g.withoutExternalNumber()))
                .toList();
        List<PlanEntry> pupils = roster.pupils().stream()
                .filter(p -> p.externalNumber().isPresent())
                .map(p -> new PlanEntry(Optional.of(p), p.withoutExternalNumber()))
                .toList();
        List<PlanEntry> entries = new ArrayList<>(groups);
        entries.addAll(pupils);
        return new NumbersRemoval(List.copyOf(entries), groups.size(), pupils.size());
    }
}
