package nl.laslink.domain.imports;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RowKind;

/**
 * Who would be made inactive: active pupils whom no row speaks of, whom the LAS lists as having left, or in an existing group
 * that is imported or tied to this LAS. Somebody who may still be meant by a row, or whose row is not imported, never leaves; and nobody does while the delivery
 * left pupils out.
 */
public final class Leavers {
    private Leavers() {}

    /** {@code kept}: a person chose that this pupil stays active. */
    public record Leaver(Pupil pupil, Reason reason, boolean kept) {}

    public enum Reason {
        /** The LAS still sends the pupil, and says that he or she left. */
        LISTED_AS_LEFT,
        GONE_FROM_LAS,
        /** The pupil was never tied to this LAS. */
        NOT_IN_LAS,
        /** The pupil's group is not in the delivery at all. */
        GROUP_MISSING,
        /** A row proposes this pupil, and a person adds the row as a new pupil. */
        ADDED_AS_NEW
    }

    /** By surname. Pupils whom an earlier import kept active this school year are left out. */
    public static List<Leaver> of(Collection<Row> rows, Roster roster, Import.Header header) {
        if (header.pupilsLeftOut() > 0) {
            return List.of();
        }
        LasTypeCode las = header.las();
        Set<RecordId> spokenOf = new HashSet<>(Matching.targets(rows));
        rows.forEach(row -> {
            if (row.isUndecided() || row.isSkipped()) {
                row.proposals().forEach(p -> spokenOf.add(p.record()));
            }
        });
        roster.choices().stream()
                .filter(Choice.KeptActive.class::isInstance)
                .map(Choice.KeptActive.class::cast)
                .filter(kept -> kept.schoolYear().equals(header.schoolYear()))
                .forEach(kept -> spokenOf.add(kept.pupil()));
        Set<RecordId> importedGroups = new HashSet<>();
        rows.stream().filter(row -> row.kind() == RowKind.GROUP).forEach(row -> row.target()
                .ifPresent(importedGroups::add));
        Set<RecordId> deliveredGroups = new HashSet<>(importedGroups);
        Set<RecordId> addedAsNew = new HashSet<>();
        for (Row row : rows) {
            if (row.kind() == RowKind.GROUP) {
                row.known().ifPresent(deliveredGroups::add);
                row.proposals().forEach(p -> deliveredGroups.add(p.record()));
            }
            if (row.decision() instanceof Decision.AddNew) {
                row.proposals().forEach(p -> addedAsNew.add(p.record()));
            }
        }
        return roster.pupils().stream()
                .filter(Pupil::active)
                .filter(p -> !spokenOf.contains(p.id()))
                .filter(p -> header.listedAsLeft().contains(p.id())
                        || p.isLinkedTo(las)
                        || p.group().filter(importedGroups::contains).isPresent())
                .map(p -> new Leaver(
                        p,
                        reason(p, deliveredGroups, addedAsNew, header),
                        header.keptActive().contains(p.id())))
                .sorted(Comparator.comparing(
                        (Leaver l) -> l.pupil().name().surname().orElse("")
                                + l.pupil().name().firstName().orElse("")))
                .toList();
    }

    /** The leavers without the choice to stay active. */
    public static List<Leaver> leaving(Collection<Row> rows, Roster roster, Import.Header header) {
        return of(rows, roster, header).stream().filter(l -> !l.kept()).toList();
    }

    /** The kept pupils that the LAS still does not send; a pupil who came back is no leaver. */
    public static Set<RecordId> stillKept(Import.Header before, Collection<Row> rows) {
        Set<RecordId> kept = new HashSet<>(before.keptActive());
        kept.removeAll(Matching.targets(rows));
        return Set.copyOf(kept);
    }

    private static Reason reason(
            Pupil pupil, Set<RecordId> deliveredGroups, Set<RecordId> addedAsNew, Import.Header header) {
        if (header.listedAsLeft().contains(pupil.id())) {
            return Reason.LISTED_AS_LEFT;
        }
        if (addedAsNew.contains(pupil.id())) {
            return Reason.ADDED_AS_NEW;
        }
        boolean isGroupThere = pupil.group().filter(deliveredGroups::contains).isPresent();
        if (pupil.group().isPresent() && !isGroupThere) {
            return Reason.GROUP_MISSING;
        }
        return pupil.isLinkedTo(header.las()) ? Reason.GONE_FROM_LAS : Reason.NOT_IN_LAS;
    }
}
