package nl.laslink.local.lassimulator.state;

import nl.laslink.local.lassimulator.school.School;

/** Where a school is kept. */
@FunctionalInterface
interface SchoolStorage {
    /** Keeps both, so that a next start finds them. */
    void save(School school, Received received);
}
