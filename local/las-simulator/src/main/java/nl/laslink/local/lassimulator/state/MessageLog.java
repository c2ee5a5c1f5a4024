package nl.laslink.local.lassimulator.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last messages on the wire, newest first. Safe for use by several threads. */
public final class MessageLog {
    /** How many are remembered; an answer for a whole school is about 150 kB. */
    private static final int CAPACITY = 100;

    private final Deque<Message> messages = new ArrayDeque<>();
    private long lastNumber;

    /**
     * One request with its answer, raw: both may hold secrets and (fictional) personal data.
     *
     * @param school as the request names it, empty when it names none
     * @param outcome {@code ok}, {@code no-answer}, or the fault code
     * @param schema {@code fits}, or what the published schema has against the request; empty where it is not at hand
     * @param reason why a message was refused, for people; the wire does not carry it
     */
    public record Message(
            long number,
            Instant receivedAt,
            String operation,
            Optional<String> school,
            int status,
            String outcome,
            Optional<String> reason,
            Optional<String> schema,
            String request,
            String answer) {

        /** The request with authorisation key and customer code replaced by dots. */
        public String maskedRequest() {
            return request.replaceAll(
                    "(?s)(<(?:[\\w.-]+:)?(autorisatiesleutel|klantcode)\\b[^>]*>).*?(</(?:[\\w.-]+:)?\\2\\s*>)",
                    "$1••••••$3");
        }
    }

    /** Remembers a message under the next number. */
    public synchronized void add(
            Instant receivedAt,
            String operation,
            Optional<String> school,
            int status,
            String outcome,
            Optional<String> reason,
            Optional<String> schema,
            String request,
            String answer) {
        messages.addFirst(new Message(
                ++lastNumber, receivedAt, operation, school, status, outcome, reason, schema, request, answer));
        if (messages.size() > CAPACITY) {
            messages.removeLast();
        }
    }

    /** All that is remembered, newest first. */
    public synchronized List<Message> all() {
        return List.copyOf(messages);
    }

    /** The message of this number, unless it is forgotten. */
    public synchronized Optional<Message> find(long number) {
        return messages.stream().filter(m -> m.number() == number).findFirst();
    }

    /** Forgets everything; numbers go on. */
    public synchronized void clear() {
        messages.clear();
    }
}
