package nl.laslink.platform.http;

import java.util.List;
import java.util.function.Function;
import nl.laslink.platform.json.JsonObject;

/**
 * How much of a list goes into one answer: 1,000 rows, or as many as fit where they are long. Lambda answers at most 6 MB, and what
 * a LAS puts in a name is not ours to choose.
 */
public final class Page {
    /** Design, lists. */
    public static final int MOST_ROWS = 1_000;

    /** Of Lambda's 6,291,556 bytes; the rest is for what stands around the list. */
    public static final int MOST_BYTES = 5_000_000;

    /** Names in a row of the groups somebody is in. Nobody is in so many, but nothing forbids a LAS to send them. */
    public static final int MOST_GROUPS = 100;

    private Page() {}

    /** The first of {@code rows} that fit in one answer together, at least one of them. */
    public static <T> List<T> of(List<T> rows, Function<T, JsonObject> form) {
        long bytes = 0;
        for (int i = 0; i < rows.size(); i++) {
            bytes += bytes(form.apply(rows.get(i)).toString());
            if (i == MOST_ROWS || (i > 0 && bytes > MOST_BYTES)) {
                return rows.subList(0, i);
            }
        }
        return rows;
    }

    /** In UTF-8, as a string within the JSON that goes to API Gateway: what is escaped there takes two. */
    private static long bytes(String json) {
        return 1 + json.chars().map(Page::bytes).asLongStream().sum();
    }

    private static int bytes(int c) {
        if (c < 0x80) {
            return c == '"' || c == '\\' ? 2 : 1;
        }
        // Two of a surrogate pair make the four bytes of its character.
        return c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3;
    }
}
