package nl.laslink.domain.link;

import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.testing.FreshSchools;
import nl.laslink.domain.testing.InMemoryApprovalTokens;
import nl.laslink.domain.testing.InMemoryTables;

class ApprovalTokensTest extends ApprovalTokensContract {
    private final InMemoryTables tables = new InMemoryTables();

    @Override
    protected SchoolId freshSchool() {
        return FreshSchools.next();
    }

    @Override
    protected ApprovalTokens tokens() {
        return new InMemoryApprovalTokens(tables);
    }
}
