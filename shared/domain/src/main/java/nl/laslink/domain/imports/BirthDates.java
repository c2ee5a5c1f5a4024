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
        boolean isSameDay = one.getDayOfMonth() == other.getDayOfMonth();
        boolean isSameMonth = one.getMonthValue() == other.getMonthValue();
        if (one.getYear() != other.getYear()) {
            return isSameDay && isSameMonth ? NEARLY_EQUAL : DIFFERENT;
        }
        boolean isExchanged =
                one.getDayOfMonth() == other.getMonthValue() && one.getMonthValue() == other.getDayOfMonth();
        return isSameDay || isSameMonth || isExchanged ? NEARLY_EQUAL : DIFFERENT;
    }
}
