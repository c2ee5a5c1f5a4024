package nl.laslink.platform.dynamodb.link;

import nl.laslink.domain.link.ApprovalTokens;
import nl.laslink.domain.link.ApprovalTokensContract;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.platform.dynamodb.LocalTables;

class DynamoApprovalTokensTest extends ApprovalTokensContract {

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected ApprovalTokens tokens() {
        return new DynamoApprovalTokens(LocalTables.enhanced(), LocalTables.LINKS);
    }
}
