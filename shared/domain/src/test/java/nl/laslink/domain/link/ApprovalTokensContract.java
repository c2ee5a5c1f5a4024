package nl.laslink.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.testing.Links;
import org.junit.jupiter.api.Test;

/** What a store of approval tokens promises. */
public abstract class ApprovalTokensContract {
    private static final TokenHash HASH = TokenHash.of(Secret.of("a-token"));

    protected abstract SchoolId freshSchool();

    protected abstract ApprovalTokens tokens();

    @Test
    void findsToken_byItsHash() {
        SchoolId school = freshSchool();
        ApprovalToken token = token(school, "kim@laslink.example");

        tokens().save(token);

        assertThat(tokens().find(school, HASH)).contains(token);
    }

    @Test
    void findsNothing_forAnotherSchoolOrHash() {
        SchoolId school = freshSchool();
        tokens().save(token(school, "kim@laslink.example"));

        assertThat(tokens().find(freshSchool(), HASH)).isEmpty();
        assertThat(tokens().find(school, TokenHash.of(Secret.of("another-token"))))
                .isEmpty();
    }

    @Test
    void keepsOne_whenSavedTwice() {
        SchoolId school = freshSchool();
        ApprovalToken token = token(school, "kim@laslink.example");

        tokens().save(token);
        tokens().save(token);

        assertThat(tokens().find(school, HASH)).contains(token);
    }

    @Test
    void stillFindsToken_longAfterItExpired() {
        SchoolId school = freshSchool();
        ApprovalToken token = new ApprovalToken(
                school,
                Links.REQUEST,
                HASH,
                new EmailAddress("kim@laslink.example"),
                Links.AT.minus(Duration.ofDays(80)));

        tokens().save(token);

        assertThat(tokens().find(school, HASH)).contains(token);
    }

    private static ApprovalToken token(SchoolId school, String recipient) {
        return new ApprovalToken(
                school, Links.REQUEST, HASH, new EmailAddress(recipient), Links.AT.plus(Duration.ofDays(7)));
    }
}
