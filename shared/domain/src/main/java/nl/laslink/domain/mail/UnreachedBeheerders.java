package nl.laslink.domain.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.link.Beheerders;
import nl.laslink.domain.school.SchoolId;

/** The beheerders of a school whom the last mail did not reach; who is no beheerder any more is left out. */
public final class UnreachedBeheerders {
    private final Beheerders beheerders;
    private final DeliveryStatuses statuses;

    public UnreachedBeheerders(Beheerders beheerders, DeliveryStatuses statuses) {
        this.beheerders = beheerders;
        this.statuses = statuses;
    }

    public record Unreached(Beheerder beheerder, DeliveryStatus status) {}

    public List<Unreached> of(SchoolId school) {
        Map<Recipient, DeliveryStatus> failed = statuses.of(school).stream()
                .filter(status -> status.outcome() != DeliveryStatus.Outcome.DELIVERED)
                .collect(Collectors.toMap(DeliveryStatus::recipient, Function.identity()));
        if (failed.isEmpty()) {
            return List.of();
        }
        return beheerders.of(school).stream()
                .flatMap(b -> Optional.ofNullable(failed.get(Recipient.beheerder(school, b.subject())))
                        .map(status -> new Unreached(b, status))
                        .stream())
                .toList();
    }
}
