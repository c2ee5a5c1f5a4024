package nl.laslink.operations.user;

import java.util.SortedSet;
import java.util.TreeSet;
import nl.laslink.domain.delivery.EmailAddress;

/**
 * Somebody in the user pool. {@code schools} are texts as they stand in {@code custom:schools}: what is there may be older than
 * what we accept today. {@code state} is Cognito's own word, such as {@code FORCE_CHANGE_PASSWORD}.
 */
public record SignInUser(
        String username,
        String subject,
        EmailAddress email,
        String name,
        SortedSet<String> schools,
        SortedSet<String> groups,
        String state) {
    /** The state of a user who has not accepted the invitation. */
    static final String INVITED = "FORCE_CHANGE_PASSWORD";

    public SignInUser {
        schools = new TreeSet<>(schools);
        groups = new TreeSet<>(groups);
    }

    SignInUser with(String newName, SortedSet<String> newSchools) {
        return new SignInUser(username, subject, email, newName, newSchools, groups, state);
    }

    SignInUser in(String group) {
        SortedSet<String> more = new TreeSet<>(groups);
        more.add(group);
        return new SignInUser(username, subject, email, name, schools, more, state);
    }
}
