package nl.laslink.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The texts of one language, from a message file in UTF-8 beside this class. */
final class Texts {
    private final Properties texts;

    private Texts(Properties texts) {
        this.texts = texts;
    }

    static Texts load(String file) {
        Properties texts = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(file)) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Texts(texts);
    }

    Set<String> keys() {
        return texts.stringPropertyNames();
    }

    String get(String key, List<String> arguments) {
        return find(key, arguments).orElseThrow(() -> new IllegalStateException("no text for " + key));
    }

    Optional<String> find(String key, List<String> arguments) {
        return Optional.ofNullable(texts.getProperty(key)).map(text -> {
            String filled = text;
            for (int i = 0; i < arguments.size(); i++) {
                filled = filled.replace("{" + i + "}", arguments.get(i));
            }
            return filled;
        });
    }
}
