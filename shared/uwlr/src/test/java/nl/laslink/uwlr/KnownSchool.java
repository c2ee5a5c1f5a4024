package nl.laslink.uwlr;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.id.ImportId;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.imports.Enrolled;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Leavers;
import nl.laslink.domain.imports.Staging;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Group;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.RosterRecord;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.uwlr.answer.Judgement;

/**
 * A roster that holds everybody of a delivery, as a commit leaves it, and one pupil of the same LAS whom that delivery does not
 * know: {@link #GONE}. Tells by the product's own rules who would be proposed as a leaver after the next answer.
 */
final class KnownSchool {
    static final String GONE = "gone";

    private static final LasTypeCode LAS = new LasTypeCode("Example");
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

    private final Roster roster;

    KnownSchool(Delivery delivery) {
        List<RosterRecord> records = new ArrayList<>();
        Map<LasKey, RecordId> groups = new HashMap<>();
        for (DeliveredGroup group : delivery.groups()) {
            RecordId id = new RecordId("group-" + groups.size());
            groups.put(group.key(), id);
            records.add(new Group(
                    id,
                    group.name(),
                    group.yearGroup(),
                    group.composite(),
                    delivery.schoolYear(),
                    number(Optional.of(group.key()))));
        }
        for (DeliveredPupil pupil : delivery.pupils()) {
            records.add(pupil(id(pupil), pupil, groups));
        }
        records.add(pupil(
                GONE,
                new DeliveredPupil(
                        Optional.empty(),
                        Optional.of(new LasKey("a key of nobody else")),
                        PersonName.of("Zonder", "", "Voorbeeld"),
                        Optional.empty(),
                        Optional.empty(),
                        delivery.groups().stream().map(DeliveredGroup::key).findFirst(),
                        List.of()),
                groups));
        roster = new Roster(
                SchoolId.parse("99XX-00"),
                "De Voorbeeld",
                1,
                records.stream().map(r -> new Roster.Versioned(r, 1)).toList());
    }

    /** Key and ECK iD as an answer writes them: what a pupil is known by, and what this school calls that pupil. */
    static String id(String key, String eckId) {
        // An ECK iD is longer than an id of ours may be.
        return key.strip() + "|" + Integer.toHexString(eckId.strip().hashCode());
    }

    private static String id(DeliveredPupil pupil) {
        return id(
                pupil.key().map(LasKey::value).orElse(""),
                pupil.eckId().map(EckId::value).orElse(""));
    }

    /** Only a whole school is staged; after any other judgement nobody can be proposed. */
    Set<String> leavers(Judgement judgement) {
        return judgement instanceof Judgement.WholeSchool whole ? leavers(whole.delivery()) : Set.of();
    }

    private Set<String> leavers(Delivery delivery) {
        int[] last = {0};
        Staging staging = new Staging(roster, LAS, () -> "id" + last[0]++);
        Enrolled enrolled = Enrolled.at(NOW, delivery);
        if (enrolled.isOfLeaversAlone()) {
            return Set.of();
        }
        Import.Header header = new Import.Header(
                        roster.school(),
                        new ImportId("i1"),
                        LAS,
                        delivery.schoolYear(),
                        NOW,
                        NOW.plus(Duration.ofDays(14)),
                        new Import.Counts(0, 0, 0),
                        enrolled.present().warnings())
                .listingAsLeft(staging.active(enrolled.left(), delivery.schoolYear()));
        return Leavers.leaving(staging.stage(enrolled.present(), List.of()), roster, header).stream()
                .map(l -> l.pupil().id().value())
                .collect(Collectors.toSet());
    }

    private static Pupil pupil(String id, DeliveredPupil pupil, Map<LasKey, RecordId> groups) {
        return new Pupil(
                new RecordId(id),
                pupil.name(),
                pupil.birthDate(),
                pupil.yearGroup(),
                pupil.group().map(groups::get),
                pupil.compositeGroups().stream().map(groups::get).toList(),
                true,
                pupil.eckId(),
                number(pupil.key()),
                Pupil.TestHistory.NONE);
    }

    private static Optional<ExternalNumber> number(Optional<LasKey> key) {
        return Optional.of(new ExternalNumber(LAS, key.filter(LasKey::isLasting)));
    }
}
