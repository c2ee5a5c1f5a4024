package nl.laslink.domain.link;

import java.util.Optional;
import nl.laslink.domain.school.SchoolId;

/** Port to the approval tokens. They stay readable for 90 days, so that a late visitor still hears who decided. */
public interface ApprovalTokens {

    void save(ApprovalToken token);

    Optional<ApprovalToken> find(SchoolId school, TokenHash hash);
}
