package nl.laslink.operations.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import nl.laslink.domain.delivery.EmailAddress;

/** A user pool in memory; {@code mailed} are the addresses that got an invitation, in order. */
public final class SignInUsersTwin implements SignInUsers {
    final Map<String, SignInUser> users = new TreeMap<>();
    final List<String> mailed = new ArrayList<>();

    @Override
    public List<SignInUser> all() {
        return List.copyOf(users.values());
    }

    @Override
    public Optional<SignInUser> find(EmailAddress email) {
        return users.values().stream()
                .filter(user -> user.email().equals(email))
                .findFirst();
    }

    @Override
    public SignInUser invite(EmailAddress email, String name) {
        String subject = "sub-" + email.value();
        SignInUser made =
                new SignInUser(subject, subject, email, name, new TreeSet<>(), new TreeSet<>(), SignInUser.INVITED);
        users.put(subject, made);
        mailed.add(email.value());
        return made;
    }

    @Override
    public void inviteAgain(SignInUser user) {
        mailed.add(user.email().value());
    }

    @Override
    public void save(SignInUser user) {
        users.computeIfPresent(user.username(), (_, stored) -> stored.with(user.name(), user.schools()));
    }

    @Override
    public void addTo(String group, SignInUser user) {
        users.computeIfPresent(user.username(), (_, stored) -> stored.in(group));
    }

    @Override
    public void disable(SignInUser user) {
        users.computeIfPresent(
                user.username(),
                (_, u) -> new SignInUser(
                        u.username(), u.subject(), u.email(), u.name(), u.schools(), u.groups(), "DISABLED"));
    }

    @Override
    public void delete(SignInUser user) {
        users.remove(user.username());
    }
}
