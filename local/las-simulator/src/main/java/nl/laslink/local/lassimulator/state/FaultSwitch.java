package nl.laslink.local.lassimulator.state;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a school of the pretend LAS behaves on purpose. */
public enum FaultSwitch {
    /** Answers as it should. */
    NONE,
    /** Refuses every authorisation key. */
    WRONG_KEY,
    /** Says that it is temporarily off. */
    UNAVAILABLE,
    /** Takes the message and stays silent until the switch changes or the simulator stops. Nothing is stored. */
    NO_ANSWER,
    /** Says that nothing changed, whatever was asked. Results are taken as usual. */
    NO_CHANGES,
    /** Says that it found nothing. Results are taken as usual. */
    NO_DATA,
    /** Does what was asked, results are stored, but the answer breaks off half-way. */
    CUT_SHORT;

    /** The word in the control API and in forms, such as {@code wrong-key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The switch of a word. */
    public static Optional<FaultSwitch> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
