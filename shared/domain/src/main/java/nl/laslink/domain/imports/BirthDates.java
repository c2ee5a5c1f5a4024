package nl.laslink.domain.imports;

import java.time.LocalDate;
import java.util.Optional;

/** How a delivered birth date compares with an existing one. */
enum BirthDates {
    EQUAL,
    /** One of day, month and year differs, or day and month are exchanged: a typing error. */
    NEARLY_EQUAL,
    MISSING,
    DIFFERENT;

    static BirthDates compared(Optional<LocalDate> delivered, Optional<LocalDate> existing) {
        if (delivered.isEmpty() || existing.isEmpty()) {
            return MISSING;
        }
        LocalDate one = delivered.get();
        LocalDate other = existing.get();
        if (one.equals(other)) {
            return EQUAL;
        }
        int equalParts = (one.getDayOfMonth() == other.getDayOfMonth() ? 1 : 0)
                + (one.getMonthValue() == other.getMonthValue() ? 1 : 0)
                + (one.getYear() == other.getYear() ? 1 : 0);
        boolean isExchanged = one.getYear() == other.getYear()
                && one.getDayOfMonth() == other.getMonthValue()
                && one.getMonthValue() == other.getDayOfMonth();
        return equalParts == 2 || isExchanged ? NEARLY_EQUAL : DIFFERENT;
    }
}
