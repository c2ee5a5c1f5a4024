package nl.laslink.domain.delivery;

/** A group, teacher or pupil as the LAS sent it. */
public sealed interface DeliveredRecord permits DeliveredGroup, DeliveredTeacher, DeliveredPupil {

    LasIdentity identity();
}
