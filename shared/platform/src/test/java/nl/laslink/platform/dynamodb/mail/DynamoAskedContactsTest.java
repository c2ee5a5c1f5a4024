package nl.laslink.platform.dynamodb.mail;

import static org.assertj.core.api.Assertions.assertThat;

import nl.laslink.domain.id.FetchId;
import nl.laslink.domain.mail.AskedContacts;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.DynamoStores;
import nl.laslink.platform.dynamodb.LocalTables;
import org.junit.jupiter.api.Test;

class DynamoAskedContactsTest {
    @Test
    void knowsTheLastContact_ofEachSchool() {
        AskedContacts asked = new DynamoAskedContacts(LocalTables.enhanced(), LocalTables.LINKS);
        DynamoStores stores = new DynamoStores();
        SchoolId school = stores.freshSchool();

        asked.record(school, new FetchId("f1"));
        asked.record(school, new FetchId("f2"));

        assertThat(asked.last(school)).contains(new FetchId("f2"));
        assertThat(asked.last(stores.freshSchool())).isEmpty();
    }
}
