package nl.laslink.operations.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.operations.Refused;
import nl.laslink.platform.http.Person;

/**
 * Who may sign in, and who of them gets a school's mails. The two are kept in different services, so each step looks first at
 * what is there: doing it again heals what was left half-done.
 */
public final class People {
    /** Cognito's longest text of an attribute, as the template sets it. */
    private static final int MOST_SCHOOLS_TEXT = 2048;

    private final SignInUsers users;
    private final Beheerders beheerders;

    public People(SignInUsers users, Beheerders beheerders) {
        this.users = users;
        this.beheerders = beheerders;
    }

    /** A requested change of a beheerder; an absent name or language stays as it is, or is Dutch. */
    public record Wanted(
            EmailAddress email,
            Optional<String> name,
            SortedSet<String> schools,
            Optional<Beheerder.Language> language) {}

    /** A user as a list shows it; {@code unmailed} are those of his schools that send him no mail. */
    public record Listed(SignInUser user, List<String> unmailed) {}

    /**
     * First the user without any right, then the items that mails are sent by, the schools and the group last: who can sign in
     * as a beheerder also gets the mails.
     *
     * @return what was done, a line for each thing; empty when all of it was there
     */
    public List<String> addBeheerder(Wanted wanted) {
        List<String> done = new ArrayList<>();
        SignInUser user = user(wanted.email(), wanted.name(), Person.BEHEERDER, done);
        String name = wanted.name().orElse(user.name());
        SortedSet<String> schools = new TreeSet<>(user.schools());
        schools.addAll(wanted.schools());
        if (String.join(",", schools).length() > MOST_SCHOOLS_TEXT) {
            throw new Refused(
                    "One user cannot have " + schools.size() + " schools: Cognito keeps 2,048 characters of them.");
        }
        for (String school : schools) {
            saveItem(SchoolId.parse(school), user.subject(), name, wanted, done);
        }
        if (!name.equals(user.name()) || !schools.equals(user.schools())) {
            users.save(user.with(name, schools));
            done.add("schools are " + String.join(", ", schools));
        }
        addTo(Person.BEHEERDER, user, done);
        return done;
    }

    private void saveItem(SchoolId school, String subject, String name, Wanted wanted, List<String> done) {
        Optional<Beheerder> stored = beheerders.of(school).stream()
                .filter(b -> b.subject().equals(subject))
                .findFirst();
        Beheerder.Language language =
                wanted.language().or(() -> stored.map(Beheerder::language)).orElse(Beheerder.Language.DUTCH);
        Beheerder next = new Beheerder(subject, name, wanted.email(), language);
        if (!stored.equals(Optional.of(next))) {
            beheerders.save(school, next);
            done.add("mails of " + school + " go to this address, in "
                    + (language == Beheerder.Language.DUTCH ? "Dutch" : "English"));
        }
    }

    /** @return as {@link #addBeheerder} */
    public List<String> addCustomerService(EmailAddress email, Optional<String> name) {
        List<String> done = new ArrayList<>();
        SignInUser user = user(email, name, Person.CUSTOMER_SERVICE, done);
        if (name.isPresent() && !name.get().equals(user.name())) {
            users.save(user.with(name.get(), user.schools()));
            done.add("name is changed");
        }
        addTo(Person.CUSTOMER_SERVICE, user, done);
        return done;
    }

    private SignInUser user(EmailAddress email, Optional<String> name, String role, List<String> done) {
        Optional<SignInUser> found = users.find(email);
        found.flatMap(user ->
                        user.groups().stream().filter(g -> !g.equals(role)).findFirst())
                .ifPresent(other -> {
                    throw new Refused(
                            "This address is " + other + " already; a person has one role, so use another address.");
                });
        if (found.isPresent()) {
            return found.get();
        }
        SignInUser made = users.invite(
                email, name.orElseThrow(() -> new Refused("Nobody has this address yet: say who it is with --name.")));
        done.add("user is made, the invitation is mailed");
        return made;
    }

    private void addTo(String group, SignInUser user, List<String> done) {
        if (!user.groups().contains(group)) {
            users.addTo(group, user);
            done.add("user is " + group);
        }
    }

    /** Mails the invitation again. */
    public void inviteAgain(EmailAddress email) {
        SignInUser user = users.find(email).orElseThrow(() -> new Refused("Nobody has this address."));
        if (!user.state().equals(SignInUser.INVITED)) {
            throw new Refused(
                    "This user has chosen a password already: the sign-in page itself replaces a forgotten one.");
        }
        users.inviteAgain(user);
    }

    /** Everybody, or who has this school. */
    public List<Listed> list(Optional<SchoolId> school) {
        return users.all().stream()
                .filter(user ->
                        school.isEmpty() || user.schools().contains(school.get().toString()))
                .sorted(java.util.Comparator.comparing(user -> user.email().value()))
                .map(user -> new Listed(user, unmailed(user)))
                .toList();
    }

    private List<String> unmailed(SignInUser user) {
        return user.schools().stream()
                .filter(school -> beheerders.of(SchoolId.parse(school)).stream()
                        .noneMatch(b -> b.subject().equals(user.subject())))
                .toList();
    }

    /**
     * The school goes first, then its mails; a user who has none left is deleted. Also removes the mails of somebody who is no
     * user any more.
     *
     * @return what was done; empty when nothing was there
     */
    public List<String> removeFrom(SchoolId school, EmailAddress email) {
        List<String> done = new ArrayList<>();
        Optional<SignInUser> user = users.find(email);
        if (user.isPresent() && user.get().schools().contains(school.toString())) {
            SortedSet<String> left = new TreeSet<>(user.get().schools());
            left.remove(school.toString());
            users.save(user.get().with(user.get().name(), left));
            done.add(school + " is taken from this user");
        }
        beheerders.of(school).stream().filter(b -> b.email().equals(email)).forEach(b -> {
            beheerders.remove(school, b.subject());
            done.add("mails of " + school + " go to this address no more");
        });
        users.find(email)
                .filter(u -> u.schools().isEmpty() && !u.groups().contains(Person.CUSTOMER_SERVICE))
                .ifPresent(u -> {
                    users.delete(u);
                    done.add("user is deleted: no school is left");
                });
        return done;
    }

    /** Signing in ends first, then the mails, the user last: until then this can be done again. */
    public List<String> remove(EmailAddress email) {
        SignInUser user = users.find(email)
                .orElseThrow(() -> new Refused(
                        "Nobody has this address. When a school still mails to it, name that school with --school."));
        List<String> done = new ArrayList<>();
        users.disable(user);
        for (String school : user.schools()) {
            beheerders.remove(SchoolId.parse(school), user.subject());
            done.add("mails of " + school + " go to this address no more");
        }
        users.delete(user);
        done.add("user is deleted");
        return done;
    }
}
