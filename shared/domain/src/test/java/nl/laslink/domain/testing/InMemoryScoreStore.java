package nl.laslink.domain.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.CorrectedNorms;
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
    public boolean replace(LedgerEntry stored, LedgerEntry remains) {
        synchronized (tables) {
            boolean isThere = find(stored.school(), stored.key())
                    .filter(found -> found.version() == stored.version())
                    .isPresent();
            if (isThere) {
                tables.scores.get(stored.school()).remove(stored.key());
                tables.scores.get(stored.school()).put(remains.key(), remains);
            }
            return isThere;
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
        saveDefinition(definition, Instant.EPOCH, Instant.EPOCH);
    }

    @Override
    public boolean saveDefinition(TestDefinition definition, Instant definedAt, Instant now) {
        synchronized (tables) {
            DefinitionKey key = new DefinitionKey(definition.code(), definition.version());
            Defined stored = tables.definitions.get(key);
            if (stored != null && stored.at().isAfter(definedAt)) {
                return false;
            }
            if (stored != null && !stored.definition().hasNormsOf(definition)) {
                tables.correctedNorms.add(new CorrectedNorms(definition.code(), definition.version(), now));
            }
            tables.definitions.put(key, new Defined(definition, definedAt));
            return true;
        }
    }

    @Override
    public List<CorrectedNorms> correctedNorms(Instant since) {
        synchronized (tables) {
            return tables.correctedNorms.stream()
                    .filter(corrected -> !corrected.at().isBefore(since))
                    .toList();
        }
    }

    @Override
    public Instant normsApplied(SchoolId school) {
        synchronized (tables) {
            return tables.normsApplied.getOrDefault(school, Instant.EPOCH);
        }
    }

    @Override
    public void normsApplied(SchoolId school, Instant until) {
        synchronized (tables) {
            tables.normsApplied.put(school, until);
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
