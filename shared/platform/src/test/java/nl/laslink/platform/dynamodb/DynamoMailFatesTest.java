package nl.laslink.platform.dynamodb;

import nl.laslink.domain.mail.MailFates;
import nl.laslink.domain.mail.MailFatesContract;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;

class DynamoMailFatesTest extends MailFatesContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected MailFates fates() {
        return new DynamoMailFates(LocalTables.enhanced(), LocalTables.LINKS);
    }
}
