package nl.laslink.domain.imports;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.roster.Choice;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Gone;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.roster.RowKind;
import nl.laslink.domain.roster.Teacher;

/** An ECK iD or LAS key that one record of its kind has; of a group in its school year. */
record HeldIdentity(RowKind kind, Object value, Object scope) {

    static Set<HeldIdentity> of(RosterRecord record) {
        Set<HeldIdentity> identities = new HashSet<>();
        switch (record) {
            case Group g -> addKey(identities, RowKind.GROUP, g.externalNumber(), g.schoolYear());
            case Teacher t -> {
                t.eckId().ifPresent(e -> identities.add(new HeldIdentity(RowKind.TEACHER, e, "")));
                addKey(identities, RowKind.TEACHER, t.externalNumber(), "");
            }
            case Pupil p -> {
                p.eckId().ifPresent(e -> identities.add(new HeldIdentity(RowKind.PUPIL, e, "")));
                addKey(identities, RowKind.PUPIL, p.externalNumber(), "");
            }
            case Choice _, Gone _ -> {}
        }
        return identities;
    }

    private static void addKey(
            Set<HeldIdentity> identities, RowKind kind, Optional<ExternalNumber> number, Object scope) {
        number.filter(n -> n.key().isPresent()).ifPresent(n -> identities.add(new HeldIdentity(kind, n, scope)));
    }
}
