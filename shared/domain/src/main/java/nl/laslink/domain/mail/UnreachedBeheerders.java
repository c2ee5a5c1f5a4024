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
    private final MailFates fates;

    public UnreachedBeheerders(Beheerders beheerders, MailFates fates) {
        this.beheerders = beheerders;
        this.fates = fates;
    }

    public record Unreached(Beheerder beheerder, MailFate fate) {}

    public List<Unreached> of(SchoolId school) {
        Map<Recipient, MailFate> failed = fates.of(school).stream()
                .filter(fate -> fate.outcome() != MailFate.Outcome.DELIVERED)
                .collect(Collectors.toMap(MailFate::recipient, Function.identity()));
        if (failed.isEmpty()) {
            return List.of();
        }
        return beheerders.of(school).stream()
                .flatMap(b -> Optional.ofNullable(failed.get(Recipient.beheerder(school, b.subject())))
                        .map(fate -> new Unreached(b, fate))
                        .stream())
                .toList();
    }
}
