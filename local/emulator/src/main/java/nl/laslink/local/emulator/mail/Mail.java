package nl.laslink.local.emulator.mail;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail that was sent. {@code id} is SES's message id; {@code tags} are the sender's own and SES's, as SES gives them back. Immutable.
 */
public record Mail(
        String id,
        Instant at,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        Map<String, String> tags) {
    private static final Pattern HREF = Pattern.compile("href\\s*=\\s*[\"']([^\"']+)[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"']+");

    public Mail {
        to = List.copyOf(to);
        tags = Map.copyOf(tags);
    }

    /** The web addresses in it, each once, those of the text first. */
    public List<String> links() {
        Set<String> links = new LinkedHashSet<>();
        Matcher inText = ADDRESS.matcher(text);
        while (inText.find()) {
            links.add(withoutEndOfSentence(inText.group()));
        }
        Matcher inHtml = HREF.matcher(html);
        while (inHtml.find()) {
            String link = inHtml.group(1).replace("&amp;", "&").replace("&#61;", "=");
            if (link.startsWith("http")) {
                links.add(link);
            }
        }
        return List.copyOf(links);
    }

    private static String withoutEndOfSentence(String link) {
        String shorter = link;
        while (!shorter.isEmpty() && ".,;:!?)".indexOf(shorter.charAt(shorter.length() - 1)) >= 0) {
            shorter = shorter.substring(0, shorter.length() - 1);
        }
        return shorter;
    }
}
