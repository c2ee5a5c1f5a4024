package nl.laslink.operations.user;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.EmailAddress;

/** Port to the user pool. */
public interface SignInUsers {

    List<SignInUser> all();

    Optional<SignInUser> find(EmailAddress email);

    /** Makes the user, without schools and groups, and mails the invitation. */
    SignInUser invite(EmailAddress email, String name);

    /** Mails an invitation again, with a new password; for who has not followed the first. */
    void inviteAgain(SignInUser user);

    /** Stores name and schools. */
    void save(SignInUser user);

    void addTo(String group, SignInUser user);

    /** Signing in ends at once; tokens that are out stay valid for their hour. */
    void disable(SignInUser user);

    void delete(SignInUser user);
}
