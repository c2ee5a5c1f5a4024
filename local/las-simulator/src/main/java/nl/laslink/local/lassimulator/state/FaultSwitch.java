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
    CUT_SHORT,
    /** The data of another school. */
    OTHER_SCHOOL,
    /** The data of another school year. */
    OTHER_YEAR,
    /** A page for people, as a proxy or a sign-in gives, with HTTP 200. */
    WEB_PAGE,
    /** HTTP 503 without a word of SOAP. */
    HTTP_ERROR,
    /** HTTP 200 and nothing in it. */
    EMPTY_ANSWER,
    /** A fault of SOAP 1.2, which UWLR does not know. */
    OTHER_SOAP,
    /** The fault codes of UWLR, each for whatever was asked. */
    INTERNAL_ERROR,
    MALFORMED,
    UNKNOWN_CUSTOMER,
    UNKNOWN_VERSION,
    INVALID_TERM,
    UNKNOWN_PUPIL,
    INVALID_NORM,
    INVALID_SCORE,
    INVALID_OSO_RESULT,
    /** A fault code of its own. */
    VENDOR_CODE,
    /** A fault, with HTTP 200. */
    FAULT_WITH_200,
    /** Does the call, and answers it with HTTP 500. */
    GOOD_WITH_500,
    /** The answer as one part of a multipart message. */
    MULTIPART,
    /** The answer twice in one body. */
    SECOND_PAYLOAD,
    /** The answer of another operation. */
    OTHER_OPERATION,
    /** A DOCTYPE before the answer, with an entity of its own. */
    DOCTYPE,
    /** The answer, and white space without end. */
    TOO_LARGE,
    /** Half of the answer, and then a byte each second. */
    DRIPPING,
    /** Half of the answer, and then the connection is closed. */
    BROKEN_OFF,
    /** Two pupils under one key. */
    DUPLICATE_KEYS,
    /** Two pupils under one ECK iD. */
    DUPLICATE_ECK_IDS,
    /** Every pupil under a key of this message alone. */
    DISPOSABLE_KEYS,
    /** A pupil without key and ECK iD. */
    WITHOUT_IDENTITY,
    /** A pupil with values that no list and no calendar knows. */
    OUT_OF_RANGE,
    /** Pupils in groups that are not listed, or are of the other kind. */
    UNKNOWN_GROUPS,
    /** Pupils who left are still listed, with their last day. */
    LISTED_LEAVERS,
    /** Answers with the bytes that were set. */
    OWN_ANSWER;

    /** The word in the control API and in forms, such as {@code wrong-key}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The switch of a word. */
    public static Optional<FaultSwitch> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
