package nl.laslink.platform.dynamodb.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
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

        AskedContacts.Asked first = new AskedContacts.Asked(new FetchId("f1"), Optional.empty());
        AskedContacts.Asked second =
                new AskedContacts.Asked(new FetchId("f2"), Optional.of(Instant.parse("2026-11-24T03:30:00Z")));

        asked.record(school, first);
        assertThat(asked.last(school)).contains(first);
        asked.record(school, second);

        assertThat(asked.last(school)).contains(second);
        assertThat(asked.last(stores.freshSchool())).isEmpty();
    }
}
