package nl.laslink.local.emulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started; stopped all together, the last first. */
public final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    /** Answers the part, to be stopped with the others. */
    public <T extends AutoCloseable> T open(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        for (AutoCloseable part : started) {
            try {
                part.close();
            } catch (Exception stuck) {
                // AutoCloseable declares nothing narrower; the other parts must still be stopped.
                System.err.println("A part did not stop by itself: " + stuck);
            }
        }
    }
}
