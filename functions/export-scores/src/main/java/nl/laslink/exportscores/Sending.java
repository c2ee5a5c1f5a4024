package nl.laslink.exportscores;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.link.LasAccess;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.roster.ExternalNumber;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;
import nl.laslink.domain.roster.Roster;
import nl.laslink.domain.roster.Teacher;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.TestDefinition;

/** What one run's messages have in common; {@code doubted} are the results that were refused once already. */
record Sending(
        Link.Active link, LasAccess.Opened opened, Roster roster, Definitions definitions, Set<ResultKey> doubted) {
    static final ZoneId DUTCH = ZoneId.of("Europe/Amsterdam");

    Optional<Sending> inOtherVersion() {
        return opened.inOtherVersion().map(other -> new Sending(link, other, roster, definitions, doubted));
    }

    /** The message about these results of one school year, by pupil, with the definitions of their tests. */
    ScoreMessage message(List<LedgerEntry> entries, Instant createdAt) {
        Map<RecordId, List<LedgerEntry>> byPupil = new LinkedHashMap<>();
        // Results of a merged pupil are those of the one who stays.
        entries.forEach(e -> byPupil.computeIfAbsent(
                        roster.pupil(e.pupil()).map(Pupil::id).orElse(e.pupil()), _ -> new ArrayList<>())
                .add(e));
        Map<String, TestDefinition> tests = new LinkedHashMap<>();
        entries.forEach(e -> definitions.of(e).ifPresent(d -> tests.put(d.code().value(), d)));
        return new ScoreMessage(
                opened.school(),
                SchoolYear.at(entries.getFirst().takenOn()),
                createdAt.atZone(DUTCH).toOffsetDateTime(),
                byPupil.entrySet().stream()
                        .map(e -> results(e.getKey(), e.getValue()))
                        .toList(),
                List.copyOf(tests.values()));
    }

    /** By which the LAS knows the pupil of a result that is due. */
    LasKey keyOf(LedgerEntry entry) {
        return keyOf(roster.pupil(entry.pupil()).orElseThrow());
    }

    private static LasKey keyOf(Pupil pupil) {
        return pupil.externalNumber().flatMap(ExternalNumber::key).orElseThrow();
    }

    private ScoreMessage.PupilResults results(RecordId id, List<LedgerEntry> results) {
        Pupil pupil = roster.pupil(id).orElseThrow();
        return new ScoreMessage.PupilResults(
                keyOf(pupil),
                pupil.eckId(),
                teacher(results),
                results.stream().map(Sending::result).toList());
    }

    private static ScoreMessage.Result result(LedgerEntry e) {
        return new ScoreMessage.Result(
                e.key(), e.takenOn(), e.test(), e.testVersion(), e.part(), e.value(), e.infoUrl());
    }

    /** UWLR names one teacher for all results of a pupil: who is responsible for each of them, if the LAS knows that one. */
    private Optional<LasKey> teacher(List<LedgerEntry> results) {
        List<Optional<RecordId>> teachers =
                results.stream().map(LedgerEntry::teacher).distinct().toList();
        if (teachers.size() != 1) {
            return Optional.empty();
        }
        return teachers.getFirst()
                .flatMap(id -> roster.teachers().stream()
                        .filter(t -> t.id().equals(id))
                        .findFirst())
                .flatMap(Teacher::externalNumber)
                .filter(n -> n.las().equals(link.fields().type()))
                .flatMap(ExternalNumber::key);
    }
}
