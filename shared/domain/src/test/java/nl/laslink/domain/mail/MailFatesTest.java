package nl.laslink.domain.mail;

import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryMailFates;
import nl.laslink.domain.testing.InMemoryTables;

class MailFatesTest extends MailFatesContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected MailFates fates() {
        return new InMemoryMailFates(tables);
    }
}
