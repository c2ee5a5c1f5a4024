package nl.laslink.domain.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import nl.laslink.domain.school.SchoolType;

/**
 * How one kind of LAS wants to be called, beside where. {@code staged} is absent when the whole school comes in one answer;
 * {@code pace} is the rest between two calls; {@code trustedCertificates} are PEM, for a LAS whose certificate no public
 * authority signed; {@code schoolType} is the one that all its schools have, when they have one; {@code namesMainDependance}:
 * dependance 00 is sent too, where UWLR takes its absence for it. Immutable.
 */
public record LasHabits(
        Profile profile,
        Optional<Staged> staged,
        Optional<String> dataSetId,
        boolean actionQuoted,
        Duration pace,
        boolean tellsLastReceived,
        Optional<String> trustedCertificates,
        Optional<SchoolType> schoolType,
        boolean namesMainDependance) {

    /** All-in-one, the base set, SOAPAction in quotes, no rest, everything each time. */
    public static final LasHabits PLAIN = new LasHabits(
            Profile.BASE, Optional.empty(), Optional.empty(), true, Duration.ZERO, false, Optional.empty());

    /** Of a LAS for schools of any type. */
    public LasHabits(
            Profile profile,
            Optional<Staged> staged,
            Optional<String> dataSetId,
            boolean actionQuoted,
            Duration pace,
            boolean tellsLastReceived,
            Optional<String> trustedCertificates) {
        this(
                profile,
                staged,
                dataSetId,
                actionQuoted,
                pace,
                tellsLastReceived,
                trustedCertificates,
                Optional.empty(),
                false);
    }

    public LasHabits {
        if (pace.isNegative()) {
            throw new IllegalArgumentException("a pace is not negative");
        }
    }

    /** The same, for a school of this type. */
    public LasHabits forSchoolType(SchoolType type) {
        return new LasHabits(
                profile,
                staged,
                dataSetId,
                actionQuoted,
                pace,
                tellsLastReceived,
                trustedCertificates,
                Optional.of(type),
                namesMainDependance);
    }

    /** Which fields were agreed on. */
    public enum Profile {
        BASE,
        /** Without gender and, in 2.3, birth dates. */
        SMALLE,
        /** Without the mail addresses of teachers. */
        LVS
    }

    /** Pupils and teachers are fetched per set of groups, from a separate service. */
    public record Staged(URI address, int groupsPerCall) {
        public Staged {
            if (groupsPerCall < 1) {
                throw new IllegalArgumentException("a call asks for one group or more");
            }
        }
    }
}
