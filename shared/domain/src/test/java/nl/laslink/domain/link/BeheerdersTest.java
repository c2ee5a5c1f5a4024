package nl.laslink.domain.link;

import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryBeheerders;
import nl.laslink.domain.testing.InMemoryTables;

class BeheerdersTest extends BeheerdersContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected Beheerders beheerders() {
        return new InMemoryBeheerders(tables);
    }
}
