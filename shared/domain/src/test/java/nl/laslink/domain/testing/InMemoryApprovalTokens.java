package nl.laslink.domain.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.ApprovalTokens;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.school.SchoolId;

/** The approval tokens, in memory. */
public final class InMemoryApprovalTokens implements ApprovalTokens {
    private final InMemoryTables tables;

    public InMemoryApprovalTokens(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public void save(ApprovalToken token) {
        synchronized (tables) {
            tables.tokens.computeIfAbsent(token.school(), _ -> new HashMap<>()).put(token.hash(), token);
        }
    }

    @Override
    public Optional<ApprovalToken> find(SchoolId school, TokenHash hash) {
        synchronized (tables) {
            return Optional.ofNullable(
                    tables.tokens.getOrDefault(school, Map.of()).get(hash));
        }
    }
}
