package nl.laslink.platform.dynamodb.mail;

import nl.laslink.domain.mail.MailFates;
import nl.laslink.domain.mail.MailFatesContract;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;

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
