package nl.laslink.domain.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.laslink.domain.school.Night;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.score.NightQueue;

/** The messages that begin a night, in memory. */
public final class InMemoryNightQueue implements NightQueue {
    private final List<Message> messages = new ArrayList<>();

    public record Message(SchoolId school, Night night, Duration delay) {}

    @Override
    public synchronized void begin(SchoolId school, Night night, Duration delay) {
        messages.add(new Message(school, night, delay));
    }

    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }
}
