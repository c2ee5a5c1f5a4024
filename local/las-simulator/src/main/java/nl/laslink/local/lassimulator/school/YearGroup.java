package nl.laslink.local.lassimulator.school;

import java.util.List;

/** A code of EDEXML's list of year groups: 1–8 primary, 11–16 secondary, C combination, and a few letters. */
public record YearGroup(String code) {
    /** Every code there is (EDEXML.types.variabel.xsd); there is no 9 or 10. */
    public static final List<String> CODES = List.of(
            "B", "D", "0", "1", "2", "3", "4", "5", "6", "7", "8", "11", "12", "13", "14", "15", "16", "S", "V", "C",
            "N", "H");

    public YearGroup {
        if (!CODES.contains(code)) {
            throw new IllegalArgumentException("a year group is one of " + CODES);
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
