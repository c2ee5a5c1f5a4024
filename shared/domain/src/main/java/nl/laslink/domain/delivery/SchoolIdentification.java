package nl.laslink.domain.delivery;

import nl.laslink.domain.school.SchoolId;

/** How a request names the school: BRIN and dependance, or a school key instead of them, never both (UWLR 2.2 request). */
public sealed interface SchoolIdentification {

    /** Dependance 00 means the same as absent. */
    record ByBrin(SchoolId school) implements SchoolIdentification {}

    record BySchoolKey(String schoolKey) implements SchoolIdentification {
        public BySchoolKey {
            if (schoolKey == null || schoolKey.isBlank() || schoolKey.length() > 256) {
                throw new IllegalArgumentException("a school key has 1 to 256 characters");
            }
        }
    }
}
