package nl.laslink.local.lassimulator.soap;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.local.lassimulator.school.CompositeGroup;
import nl.laslink.local.lassimulator.school.Pupil;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.state.FaultSwitch;

/** What a school's switch does to the pupils in an answer: mostly the first one, or the first two, come out odd. */
record OddPeople(FaultSwitch fault, School school, LocalDate today) {
    private static final String SHARED_ECK_ID = "https://ketenid.nl/pilot/dubbel";

    /** Whom the answer lists. */
    List<Pupil> listed() {
        return fault == FaultSwitch.LISTED_LEAVERS
                ? Stream.concat(school.pupils().stream(), school.departed().stream())
                        .toList()
                : school.pupils();
    }

    Optional<String> key(Pupil pupil) {
        if (fault == FaultSwitch.WITHOUT_IDENTITY && isAt(0, pupil)) {
            return Optional.empty();
        }
        if (fault == FaultSwitch.DUPLICATE_KEYS && isAt(1, pupil)) {
            return Optional.of(school.pupils().getFirst().key());
        }
        return Optional.of(fault == FaultSwitch.DISPOSABLE_KEYS ? "#" + pupil.key() : pupil.key());
    }

    Optional<String> eckId(Pupil pupil) {
        boolean isOdd = isAt(0, pupil) || isAt(1, pupil);
        if (fault == FaultSwitch.DUPLICATE_ECK_IDS && isOdd) {
            return Optional.of(SHARED_ECK_ID);
        }
        boolean hasNone =
                fault == FaultSwitch.DUPLICATE_KEYS && isOdd || fault == FaultSwitch.WITHOUT_IDENTITY && isAt(0, pupil);
        return hasNone ? Optional.empty() : pupil.eckId();
    }

    Optional<String> born(Pupil pupil) {
        return isOutOfRange(pupil) ? Optional.of("2150-13-45") : pupil.born().map(LocalDate::toString);
    }

    String gender(Pupil pupil) {
        return isOutOfRange(pupil) ? "7" : pupil.gender().code();
    }

    String yearGroup(Pupil pupil) {
        return isOutOfRange(pupil) ? "9" : pupil.year().code();
    }

    /** The first pupil left yesterday; so did, as far as an answer tells, everybody who departed. */
    Optional<String> leavesOn(Pupil pupil) {
        boolean leaves = fault == FaultSwitch.LISTED_LEAVERS
                && (isAt(0, pupil) || school.departed().contains(pupil));
        return leaves ? Optional.of(today.minusDays(1).toString()) : Optional.empty();
    }

    Optional<String> group(Pupil pupil) {
        if (fault != FaultSwitch.UNKNOWN_GROUPS) {
            return pupil.group();
        }
        if (isAt(0, pupil)) {
            return Optional.of("een groep die er niet is");
        }
        return isAt(1, pupil)
                ? school.compositeGroups().stream().map(CompositeGroup::key).findFirst()
                : pupil.group();
    }

    private boolean isOutOfRange(Pupil pupil) {
        return fault == FaultSwitch.OUT_OF_RANGE && isAt(0, pupil);
    }

    private boolean isAt(int index, Pupil pupil) {
        return school.pupils().size() > index
                && school.pupils().get(index).key().equals(pupil.key());
    }
}
