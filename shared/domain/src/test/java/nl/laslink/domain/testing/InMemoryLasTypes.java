package nl.laslink.domain.testing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.link.LasType;
import nl.laslink.domain.link.LasTypes;

/** The kinds of LAS, in memory. */
public final class InMemoryLasTypes implements LasTypes {
    private final InMemoryTables tables;

    public InMemoryLasTypes(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<LasType> all() {
        synchronized (tables) {
            return tables.lasTypes.values().stream()
                    .sorted(Comparator.comparingInt(LasType::position))
                    .toList();
        }
    }

    @Override
    public Optional<LasType> find(LasTypeCode code) {
        synchronized (tables) {
            return Optional.ofNullable(tables.lasTypes.get(code));
        }
    }

    @Override
    public void save(LasType type) {
        synchronized (tables) {
            tables.lasTypes.put(type.code(), type);
        }
    }
}
