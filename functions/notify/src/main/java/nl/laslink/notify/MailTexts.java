package nl.laslink.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.laslink.domain.link.Beheerder;
import nl.laslink.domain.mail.PlainText;
import nl.laslink.platform.text.LasAnswerTexts;

/** The words of our mails in one language, from a message file in UTF-8 beside this class. Immutable. */
final class MailTexts {
    static final MailTexts DUTCH = new MailTexts("mails_nl.properties", Locale.of("nl"));
    static final MailTexts ENGLISH = new MailTexts("mails_en.properties", Locale.of("en"));
    private static final ZoneId SCHOOLS = ZoneId.of("Europe/Amsterdam");
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

    private final Properties texts = new Properties();
    private final Locale locale;
    private final DateTimeFormatter moment;

    private MailTexts(String file, Locale locale) {
        this.locale = locale;
        this.moment = DateTimeFormatter.ofPattern("EEE d MMMM yyyy, HH:mm", locale);
        try (InputStream in = MailTexts.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static MailTexts in(Beheerder.Language language) {
        return switch (language) {
            case DUTCH -> DUTCH;
            case ENGLISH -> ENGLISH;
        };
    }

    String language() {
        return locale.getLanguage();
    }

    /** What an answer of the LAS means, in the same language. */
    LasAnswerTexts ofAnswers() {
        return LasAnswerTexts.in(locale);
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    /** The text with its places {@code {name}} filled in, each on one line; what is filled in is not searched for places. */
    String get(String key, Map<String, String> places) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no text for " + key);
        }
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(filled(place, places)));
    }

    private static String filled(MatchResult place, Map<String, String> places) {
        String value = places.get(place.group(1));
        if (value == null) {
            throw new IllegalStateException("nothing for the place " + place.group(1));
        }
        return PlainText.onOneLine(value);
    }

    /** As Dutch people write it: ma 23 november 2026, 14:05. */
    String moment(Instant at) {
        return moment.format(at.atZone(SCHOOLS));
    }
}
