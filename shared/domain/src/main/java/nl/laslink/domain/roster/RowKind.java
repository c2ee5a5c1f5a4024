package nl.laslink.domain.roster;

import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredRecord;
import nl.laslink.domain.delivery.DeliveredTeacher;

/** What a staged row is about. */
public enum RowKind {
    GROUP,
    TEACHER,
    PUPIL;

    public static RowKind of(DeliveredRecord delivered) {
        return switch (delivered) {
            case DeliveredGroup _ -> GROUP;
            case DeliveredTeacher _ -> TEACHER;
            case DeliveredPupil _ -> PUPIL;
        };
    }
}
