package nl.laslink.platform.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import nl.laslink.domain.Word;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.platform.json.JsonObject;

/**
 * What an answer of a LAS means and what to do about it, in words: the one table of pages, mails and {@code bin/uwlr}. The web
 * takes the same files; who acts is {@link Advice}'s. Immutable.
 */
public final class LasAnswerTexts {
    private static final String LAS = "{{las}}";
    private static final String COUNT = "{{count}}";

    private final JsonObject texts;

    private LasAnswerTexts(JsonObject texts) {
        this.texts = texts;
    }

    /** @param language Dutch or English; any other is English */
    public static LasAnswerTexts in(Locale language) {
        String name = "las-answers_" + (language.getLanguage().equals("nl") ? "nl" : "en") + ".json";
        try (InputStream file = Objects.requireNonNull(LasAnswerTexts.class.getResourceAsStream(name), name)) {
            return new LasAnswerTexts(JsonObject.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new IllegalStateException(name + " cannot be read", unreadable);
        }
    }

    /** Why a contact brought nothing. */
    public String meaning(FailureReason reason, String las) {
        return sentence("meaning", reason.word(), las);
    }

    /** What a beheerder does about it. */
    public String advice(Advice advice, String las) {
        return sentence("advice", Word.of(advice), las);
    }

    /** What the responsible party does about it; for a reader who has the answer itself. */
    public String instruction(Advice advice) {
        return texts.object("instruction").text(Word.of(advice));
    }

    public String finding(Delivery.Kind kind, int count) {
        String form = count == 1 ? "_one" : "_other";
        return texts.object("finding").text(Word.of(kind) + form).replace(COUNT, Integer.toString(count));
    }

    private String sentence(String table, String word, String las) {
        String text = texts.object(table).text(word).replace(LAS, las);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
