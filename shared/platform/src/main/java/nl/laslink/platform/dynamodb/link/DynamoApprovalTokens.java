package nl.laslink.platform.dynamodb.link;

import static nl.laslink.platform.dynamodb.Keys.key;

import java.time.Duration;
import java.util.Optional;
import nl.laslink.domain.link.ApprovalToken;
import nl.laslink.domain.link.ApprovalTokens;
import nl.laslink.domain.link.TokenHash;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.platform.dynamodb.BodyItem;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;

/** The approval tokens in DynamoDB, by their hash. */
public final class DynamoApprovalTokens implements ApprovalTokens {
    private static final String PREFIX = "TOKEN#";
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(90);

    private final DynamoDbTable<BodyItem> tokens;

    public DynamoApprovalTokens(DynamoDbEnhancedClient client, String linksTable) {
        this.tokens = client.table(linksTable, BodyItem.SCHEMA);
    }

    @Override
    public void save(ApprovalToken token) {
        tokens.putItem(
                BodyItem.of(token.school().toString(), PREFIX + token.hash().hex(), token)
                        .until(token.expiresAt().plus(KEPT_AFTER_EXPIRY)));
    }

    // Consistent: the mail may be opened the moment after the token was stored.
    @Override
    public Optional<ApprovalToken> find(SchoolId school, TokenHash hash) {
        return Optional.ofNullable(tokens.getItem(
                        g -> g.key(key(school, PREFIX + hash.hex())).consistentRead(true)))
                .map(item -> item.read(ApprovalToken.class, school));
    }
}
