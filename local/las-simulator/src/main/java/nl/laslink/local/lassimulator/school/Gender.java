package nl.laslink.local.lassimulator.school;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** EDEXML's code list for geslacht. */
public enum Gender {
    UNKNOWN("0"),
    BOY("1"),
    GIRL("2"),
    UNSPECIFIED("9");

    private final String code;

    Gender(String code) {
        this.code = code;
    }

    /** The code on the wire. */
    public String code() {
        return code;
    }

    /** The word in a school's file and in the control API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The gender of a word in a school's file. */
    public static Optional<Gender> of(String word) {
        return Arrays.stream(values()).filter(g -> g.word().equals(word)).findFirst();
    }
}
