package nl.laslink.domain.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.LasKey;

/**
 * Who of a delivery is at the school. The base set of EDEXML may go on listing who left, with a leaving day in the past or in
 * jaargroep H (historic); they are in {@code left} and count as missing from {@code present}. Who starts later is present,
 * with the day. Immutable.
 */
public record Enrolled(Delivery present, List<DeliveredPupil> left) {
    private static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");
    private static final String HISTORIC = "H"; // EDEXML's code list of jaargroep

    public Enrolled {
        left = List.copyOf(left);
    }

    /** On the leaving day itself a pupil is still there. A historic group without anybody present is left out. */
    public static Enrolled at(Instant now, Delivery delivery) {
        LocalDate today = LocalDate.ofInstant(now, DUTCH);
        Map<LasKey, DeliveredGroup> groups = delivery.groups().stream()
                .collect(Collectors.toMap(DeliveredGroup::key, Function.identity(), (_, last) -> last));
        Map<Boolean, List<DeliveredPupil>> byPresence =
                delivery.pupils().stream().collect(Collectors.partitioningBy(p -> !hasLeft(p, groups, today)));
        List<DeliveredPupil> present =
                byPresence.get(true).stream().map(p -> p.asOf(today)).toList();
        List<DeliveredPupil> left = byPresence.get(false);
        Set<LasKey> inUse = new HashSet<>();
        present.forEach(p -> {
            p.group().ifPresent(inUse::add);
            inUse.addAll(p.compositeGroups());
        });
        List<DeliveredGroup> current = delivery.groups().stream()
                .filter(g -> !isHistoric(g.yearGroup()) || inUse.contains(g.key()))
                .toList();
        List<Delivery.Warning> warnings = new ArrayList<>(delivery.warnings());
        if (!left.isEmpty()) {
            warnings.add(new Delivery.Warning(Delivery.Kind.LISTED_AS_LEFT, left.size()));
        }
        return new Enrolled(new Delivery(delivery.schoolYear(), current, delivery.teachers(), present, warnings), left);
    }

    public boolean isOfLeaversAlone() {
        return present.pupils().isEmpty() && !left.isEmpty();
    }

    /** The pupil's own year group overrules the group's. */
    private static boolean hasLeft(DeliveredPupil pupil, Map<LasKey, DeliveredGroup> groups, LocalDate today) {
        Optional<String> yearGroup =
                pupil.yearGroup().or(() -> pupil.group().map(groups::get).flatMap(DeliveredGroup::yearGroup));
        return isHistoric(yearGroup) || pupil.leavesOn().filter(today::isAfter).isPresent();
    }

    private static boolean isHistoric(Optional<String> yearGroup) {
        return yearGroup.filter(HISTORIC::equals).isPresent();
    }
}
