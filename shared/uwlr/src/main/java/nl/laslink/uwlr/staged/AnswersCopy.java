package nl.laslink.uwlr.staged;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The copies of several answers as one document: {@code answers}, with an envelope for each. */
final class AnswersCopy {
    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><answers>";

    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final int most;

    AnswersCopy(int most) {
        this.most = most;
        all.writeBytes(START.getBytes(StandardCharsets.UTF_8));
    }

    /** False, and nothing added, when that would be too much. */
    boolean add(byte[] copy) {
        int from = declaration(copy);
        if (all.size() + copy.length - from > most) {
            return false;
        }
        all.write(copy, from, copy.length - from);
        return true;
    }

    byte[] written() {
        all.writeBytes("</answers>".getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }

    /** Where the declaration ends; a document has one, at its start. */
    private static int declaration(byte[] copy) {
        if (copy.length < 2 || copy[0] != '<' || copy[1] != '?') {
            return 0;
        }
        int at = 2;
        while (at < copy.length && copy[at - 1] != '>') {
            at++;
        }
        return at;
    }
}
