package nl.laslink.domain.roster;

/** A record of the test centre that belongs to a school. */
public sealed interface RosterRecord permits Group, Teacher, Pupil, Choice, Gone {

    RecordId id();
}
