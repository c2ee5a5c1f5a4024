package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.LedgerEntry;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreState;
import nl.laslink.domain.score.ScoreStore;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.testing.InMemoryTables.Defined;
import nl.laslink.domain.testing.InMemoryTables.DefinitionKey;

/** The score ledger and the definitions of tests, in memory. */
public final class InMemoryScoreStore implements ScoreStore {
    private final InMemoryTables tables;

    public InMemoryScoreStore(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<LedgerEntry> find(SchoolId school, ResultKey key) {
        synchronized (tables) {
            return Optional.ofNullable(
                    tables.scores.getOrDefault(school, Map.of()).get(key));
        }
    }

    @Override
    public boolean save(LedgerEntry next) {
        synchronized (tables) {
            long stored =
                    find(next.school(), next.key()).map(LedgerEntry::version).orElse(0L);
            if (stored != next.version() - 1) {
                return false;
            }
            tables.scores
                    .computeIfAbsent(
                            next.school(), _ -> new TreeMap<>(java.util.Comparator.comparing(ResultKey::value)))
                    .put(next.key(), next);
            return true;
        }
    }

    @Override
    public List<LedgerEntry> all(SchoolId school) {
        return only(school, _ -> true);
    }

    @Override
    public List<LedgerEntry> due(SchoolId school) {
        return only(school, e -> e.state().isDue());
    }

    @Override
    public List<LedgerEntry> waiting(SchoolId school) {
        return only(school, e -> e.state() instanceof ScoreState.Waiting);
    }

    private List<LedgerEntry> only(SchoolId school, Predicate<LedgerEntry> wanted) {
        synchronized (tables) {
            return tables.scores.getOrDefault(school, Map.of()).values().stream()
                    .filter(wanted)
                    .toList();
        }
    }

    /** A definition whose time does not matter: any other replaces it. */
    public void saveDefinition(TestDefinition definition) {
        saveDefinition(definition, Instant.EPOCH);
    }

    @Override
    public boolean saveDefinition(TestDefinition definition, Instant definedAt) {
        synchronized (tables) {
            Defined given = new Defined(definition, definedAt);
            Defined newest = tables.definitions.merge(
                    new DefinitionKey(definition.code(), definition.version()),
                    given,
                    (stored, _) -> stored.at().isAfter(definedAt) ? stored : given);
            return newest == given;
        }
    }

    @Override
    public Optional<TestDefinition> definition(TestCode code, Optional<String> version) {
        synchronized (tables) {
            return Optional.ofNullable(tables.definitions.get(new DefinitionKey(code, version)))
                    .map(Defined::definition);
        }
    }
}
