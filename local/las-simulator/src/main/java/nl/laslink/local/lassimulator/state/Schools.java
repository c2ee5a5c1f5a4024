package nl.laslink.local.lassimulator.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.school.SchoolFile;

/** All schools of the pretend LAS. */
public final class Schools {
    /** The schools it comes with, as {@code schools/<name>.json} on the class path. */
    private static final List<String> DELIVERED = List.of("98YY-00", "99XX-00");

    private final SortedMap<SchoolCode, SimulatedSchool> schools = new TreeMap<>();
    private final MessageLog messages = new MessageLog();

    private Schools() {}

    /** The delivered schools, in memory. */
    public static Schools inMemory(Clock clock) {
        Schools all = new Schools();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (School school : delivered()) {
            all.add(new SimulatedSchool(school, Received.nothing(now), (changed, received) -> {}, clock));
        }
        return all;
    }

    /** The schools kept in this directory: at first the delivered ones. */
    public static Schools keptIn(Path directory, Clock clock) {
        Schools all = new Schools();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DataDirectory data = new DataDirectory(directory, delivered(), now);
        for (DataDirectory.Kept kept : data.load(now)) {
            all.add(new SimulatedSchool(kept.school(), kept.received(), data, clock));
        }
        return all;
    }

    /** Starts afresh: the delivered schools as they were, no results, no faults, no messages. */
    public void reset() {
        for (School fresh : delivered()) {
            find(fresh.code()).ifPresent(school -> school.reset(fresh));
        }
        messages.clear();
    }

    private static List<School> delivered() {
        return DELIVERED.stream().map(Schools::read).toList();
    }

    private static School read(String name) {
        try (InputStream file = Schools.class.getResourceAsStream("/schools/" + name + ".json")) {
            return SchoolFile.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(SimulatedSchool school) {
        schools.put(school.school().code(), school);
    }

    /** Every school, by its code. */
    public List<SimulatedSchool> all() {
        return List.copyOf(schools.values());
    }

    /** The school of this code. */
    public Optional<SimulatedSchool> find(SchoolCode code) {
        return Optional.ofNullable(schools.get(code));
    }

    /** The school to which this LAS gave this key. */
    public Optional<SimulatedSchool> findByKey(String schoolKey) {
        return schools.values().stream()
                .filter(school -> school.school().schoolKey().equals(Optional.of(schoolKey)))
                .findFirst();
    }

    /** The messages of all schools. */
    public MessageLog messages() {
        return messages;
    }

    /** Lets go whoever waits for an answer, for good. */
    public void stop() {
        schools.values().forEach(SimulatedSchool::stop);
    }
}
