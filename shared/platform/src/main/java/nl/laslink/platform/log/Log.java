package nl.laslink.platform.log;

import java.io.PrintStream;
import nl.laslink.platform.json.JsonObject;

/**
 * JSON lines on standard output, which Lambda hands to CloudWatch. A line holds a fixed event name, ids and counts: never a
 * free text, a name, an address or a key.
 */
public final class Log {
    private final PrintStream out;
    private final String function;

    public Log(PrintStream out, String function) {
        this.out = out;
        this.function = function;
    }

    public static Log of(String function) {
        return new Log(System.out, function);
    }

    public Line info(String event) {
        return new Line("INFO", event);
    }

    public Line error(String event) {
        return new Line("ERROR", event);
    }

    /** One line, written by {@link #write}. */
    public final class Line {
        private final JsonObject json = JsonObject.empty();

        private Line(String level, String event) {
            json.put("level", level).put("function", function).put("event", event);
        }

        /** An id or a word of ours; never what a person or a LAS typed. */
        public Line with(String name, Object id) {
            json.put(name, String.valueOf(id));
            return this;
        }

        public Line count(String name, long number) {
            json.put(name, number);
            return this;
        }

        /** The classes of an exception and its causes and where it was thrown; its messages may quote data and stay out. */
        public Line failure(Throwable thrown) {
            StringBuilder classes = new StringBuilder();
            Throwable cause = thrown;
            while (cause != null) {
                classes.append(classes.isEmpty() ? "" : " < ")
                        .append(cause.getClass().getName());
                StackTraceElement[] frames = cause.getStackTrace();
                if (frames.length > 0) {
                    classes.append(" at ").append(frames[0]);
                }
                cause = cause.getCause();
            }
            json.put("failure", classes.toString());
            java.util.Arrays.stream(thrown.getStackTrace())
                    .filter(f -> f.getClassName().startsWith("nl.laslink"))
                    .findFirst()
                    .ifPresent(f -> json.put("at", f.toString()));
            return this;
        }

        public void write() {
            out.println(json);
        }
    }
}
