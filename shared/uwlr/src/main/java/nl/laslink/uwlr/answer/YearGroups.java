package nl.laslink.uwlr.answer;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.school.SchoolType;

/**
 * EDEXML's codes of {@code jaargroep}. Some LAS write the years of a secondary school as 1 to 6 and some as 11 to 16 (las-quirks
 * 10). The type of school decides; where it is not known the codes of the answer do, and 1 to 6 alone is a primary school.
 */
final class YearGroups {
    private static final Set<String> FIRST_SIX = Set.of("1", "2", "3", "4", "5", "6");
    private static final Set<String> SECONDARY = Set.of("11", "12", "13", "14", "15", "16");
    private static final Set<String> PRIMARY_ONLY = Set.of("B", "D", "0", "7", "8", "S");
    private static final String HISTORIC = "H";
    private static final Set<String> ANY_SCHOOL = Set.of("V", "C", "N", HISTORIC);

    private final boolean hasSecondary;
    private final boolean hasPrimary;

    /** @param codes every known code in one answer */
    YearGroups(Optional<SchoolType> type, Collection<String> codes) {
        hasSecondary = type.map(SchoolType.SECONDARY::equals)
                .orElseGet(() -> codes.stream().anyMatch(c -> SECONDARY.contains(c) || c.equals("V")));
        hasPrimary = type.map(SchoolType.PRIMARY::equals)
                .orElseGet(() -> codes.stream().anyMatch(PRIMARY_ONLY::contains));
    }

    static boolean isKnown(String code) {
        return FIRST_SIX.contains(code)
                || SECONDARY.contains(code)
                || PRIMARY_ONLY.contains(code)
                || ANY_SCHOOL.contains(code);
    }

    /** For a pupil who occurs twice: the later one counts, but left (historic) only if both say so. */
    static Optional<String> joined(Optional<String> later, Optional<String> earlier) {
        if (later.equals(earlier)) {
            return later;
        }
        return later.filter(code -> !code.equals(HISTORIC)).or(() -> earlier.filter(code -> !code.equals(HISTORIC)));
    }

    boolean isReadAsSecondary(String code) {
        return hasSecondary && !hasPrimary && FIRST_SIX.contains(code);
    }

    boolean isOfSecondarySchool(String code) {
        return hasPrimary && SECONDARY.contains(code);
    }

    String read(String code) {
        return isReadAsSecondary(code) ? "1" + code : code;
    }
}
