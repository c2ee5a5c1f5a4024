package nl.laslink.operations.user;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.EmailAddress;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The user pool in Cognito. */
public final class CognitoUsers implements SignInUsers {
    private static final String SCHOOLS = "custom:schools";

    private final CognitoIdentityProviderClient cognito;
    private final String pool;

    public CognitoUsers(CognitoIdentityProviderClient cognito, String pool) {
        this.cognito = cognito;
        this.pool = pool;
    }

    @Override
    public List<SignInUser> all() {
        return cognito.listUsersPaginator(l -> l.userPoolId(pool)).users().stream()
                .map(this::read)
                .toList();
    }

    @Override
    public Optional<SignInUser> find(EmailAddress email) {
        return cognito.listUsers(l -> l.userPoolId(pool).filter("email = \"" + email.value() + "\"")).users().stream()
                .map(this::read)
                .findFirst();
    }

    @Override
    public SignInUser invite(EmailAddress email, String name) {
        return read(cognito.adminCreateUser(c -> c.userPoolId(pool)
                        .username(email.value())
                        .userAttributes(
                                attribute("email", email.value()),
                                attribute("email_verified", "true"),
                                attribute("name", name))
                        .desiredDeliveryMediums(DeliveryMediumType.EMAIL))
                .user());
    }

    @Override
    public void inviteAgain(SignInUser user) {
        cognito.adminCreateUser(c -> c.userPoolId(pool)
                .username(user.email().value()) // this call alone takes no sub where addresses are the user names
                .messageAction(MessageActionType.RESEND)
                .desiredDeliveryMediums(DeliveryMediumType.EMAIL));
    }

    @Override
    public void save(SignInUser user) {
        cognito.adminUpdateUserAttributes(u -> u.userPoolId(pool)
                .username(user.username())
                .userAttributes(attribute("name", user.name()), attribute(SCHOOLS, String.join(",", user.schools()))));
    }

    @Override
    public void addTo(String group, SignInUser user) {
        cognito.adminAddUserToGroup(a -> a.userPoolId(pool).groupName(group).username(user.username()));
    }

    @Override
    public void disable(SignInUser user) {
        cognito.adminDisableUser(d -> d.userPoolId(pool).username(user.username()));
    }

    @Override
    public void delete(SignInUser user) {
        cognito.adminDeleteUser(d -> d.userPoolId(pool).username(user.username()));
    }

    private SignInUser read(UserType user) {
        Map<String, String> attributes = user.attributes().stream()
                .collect(Collectors.toMap(
                        AttributeType::name, a -> Optional.ofNullable(a.value()).orElse("")));
        SortedSet<String> groups =
                cognito
                        .adminListGroupsForUserPaginator(g -> g.userPoolId(pool).username(user.username()))
                        .groups()
                        .stream()
                        .map(GroupType::groupName)
                        .collect(Collectors.toCollection(TreeSet::new));
        return new SignInUser(
                user.username(),
                attributes.getOrDefault("sub", user.username()),
                new EmailAddress(attributes.get("email")),
                attributes.getOrDefault("name", ""),
                Arrays.stream(attributes.getOrDefault(SCHOOLS, "").split(","))
                        .filter(school -> !school.isBlank())
                        .collect(Collectors.toCollection(TreeSet::new)),
                groups,
                user.enabled() ? user.userStatusAsString() : "DISABLED");
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
