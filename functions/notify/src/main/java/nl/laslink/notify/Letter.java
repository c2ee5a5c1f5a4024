package nl.laslink.notify;

import java.util.List;
import java.util.stream.Collectors;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.mail.Mail;
import nl.laslink.domain.mail.PlainText;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.school.SchoolId;

/**
 * A mail before it has a form: what happened and what is asked, facts, one button, a note, why you get it and who to call. The plain
 * text and the HTML say the same words. Immutable.
 */
record Letter(
        String language, String subject, List<String> paragraphs, List<Fact> facts, Button button, List<String> notes) {

    record Fact(String label, String value) {}

    record Button(String label, String address) {}

    Letter {
        paragraphs = List.copyOf(paragraphs);
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
    }

    Mail to(SchoolId school, Recipient recipient, EmailAddress address, CorrelationId chain) {
        return new Mail(school, recipient, address, chain, PlainText.onOneLine(subject), text(), html());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        paragraphs.forEach(p -> text.append(p).append("\n\n"));
        if (!facts.isEmpty()) {
            facts.forEach(
                    f -> text.append(f.label()).append(": ").append(f.value()).append('\n'));
            text.append('\n');
        }
        text.append(button.label()).append(":\n").append(button.address()).append("\n\n");
        return text.append(String.join("\n", notes)).append('\n').toString();
    }

    // Tables and inline styles: mail programs know little else. Colours and sizes are the pages' own.
    private String html() {
        String style = "font-family:'Source Sans 3',Arial,sans-serif;color:#16242c;background:#f6f7f5";
        String rows = facts.stream()
                .map(f -> "<tr><th style=\"text-align:left;padding:4px 16px 4px 0;font-weight:600;vertical-align:top\">"
                        + escaped(f.label()) + "</th><td style=\"padding:4px 0\">" + escaped(f.value())
                        + "</td></tr>\n")
                .collect(Collectors.joining());
        String address = escaped(button.address());
        return "<!DOCTYPE html>\n<html lang=\"" + language + "\">\n<head><meta charset=\"utf-8\"><title>"
                + escaped(subject)
                + "</title></head>\n<body style=\"" + style
                + ";margin:0;padding:24px;font-size:18px;line-height:28px\">\n"
                + "<div style=\"max-width:600px;margin:0 auto;background:#ffffff;padding:24px\">\n"
                + paragraphs.stream().map(p -> "<p>" + escaped(p) + "</p>\n").collect(Collectors.joining())
                + (rows.isEmpty() ? "" : "<table style=\"border-collapse:collapse\">\n" + rows + "</table>\n")
                + "<p style=\"margin:24px 0 4px\"><a href=\"" + address
                + "\" style=\"display:inline-block;background:#0b5f73;color:#ffffff;padding:12px 24px;"
                + "border-radius:4px;text-decoration:none\">" + escaped(button.label()) + "</a></p>\n"
                + "<p style=\"font-size:15px;line-height:24px;margin:0 0 24px;word-break:break-all\">" + address
                + "</p>\n"
                + notes.stream()
                        .map(n -> "<p style=\"font-size:15px;line-height:24px;color:#51606a;margin:0 0 8px\">"
                                + escaped(n) + "</p>\n")
                        .collect(Collectors.joining())
                + "</div>\n</body>\n</html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
