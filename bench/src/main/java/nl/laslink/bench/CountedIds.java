package nl.laslink.bench;

import nl.laslink.domain.school.Ids;

/** Ids in order of use, so that each run has the same. */
final class CountedIds implements Ids {
    private int used;

    @Override
    public String next() {
        String digits = Integer.toString(used++);
        return "0".repeat(26 - digits.length()) + digits;
    }
}
