package nl.laslink.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.laslink.domain.Word;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.Waiting;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.mail.PlainText;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.secret.SecretAccess;
import nl.laslink.platform.text.LasAnswerTexts;

/** Writes each kind of letter in one language. No letter holds a pupil's data or an authorisation key. */
final class Letters {
    private final NotifyConfig.Sender sender;

    Letters(NotifyConfig.Sender sender) {
        this.sender = sender;
    }

    /** What every letter about a link names. */
    record About(SchoolId school, String schoolName, String typeName, CorrelationId chain) {}

    Letter requested(About about, Link.Requested link, Secret token, Instant expiresAt) {
        Page page = new Page("requested", MailTexts.DUTCH, about);
        page.places.put("by", link.requestedBy().name());
        page.places.put("expires", page.texts.moment(expiresAt));
        page.fact("school", about.schoolName() + " (" + about.school() + ")");
        page.fact("type", about.typeName());
        page.fact("schoolYear", link.fields().schoolYear().toString());
        page.fact("by", link.requestedBy().name());
        page.fact("at", page.texts.moment(link.requestedAt()));
        page.fact("key", page.text("fact.filled"));
        page.fact("schoolKey", page.text(link.fields().schoolKey().isPresent() ? "fact.filled" : "fact.empty"));
        page.note("expires");
        String address = sender.webAddress() + "/goedkeuren#school=" + about.school() + "&request=" + link.request()
                + "&token=" + token.reveal(SecretAccess.TO_MAIL_THE_APPROVER);
        return page.letter(address);
    }

    Letter approved(About about, MailTexts texts) {
        return new Page("approved", texts, about).letter(importing(about));
    }

    Letter rejected(About about, MailTexts texts, String reason) {
        Page page = new Page("rejected", texts, about);
        page.factOnLines("reason", reason);
        return page.letter(ofSchool(about) + "/koppeling");
    }

    /**
     * @param delivered what the LAS sent
     * @param newToDecide how much of what waits did not wait after the contact before
     */
    Letter staged(About about, MailTexts texts, Import.Counts delivered, Waiting waiting, int newToDecide) {
        Page page = new Page("staged", texts, about);
        page.fact("toDecide", Integer.toString(waiting.toDecide()));
        if (newToDecide < waiting.toDecide()) {
            page.fact("newToDecide", Integer.toString(newToDecide));
        }
        if (waiting.withoutEmail() > 0) {
            page.fact("withoutEmail", Integer.toString(waiting.withoutEmail()));
        }
        page.fact("groups", Integer.toString(delivered.groups()));
        page.fact("teachers", Integer.toString(delivered.teachers()));
        page.fact("pupils", Integer.toString(delivered.pupils()));
        return page.letter(importing(about));
    }

    Letter committed(About about, MailTexts texts, Import.Receipt receipt) {
        Page page = new Page("committed", texts, about);
        page.places.put("by", receipt.by().name());
        page.places.put("at", texts.moment(receipt.at()));
        page.fact("groups", page.counts(receipt.groups()));
        page.fact("teachers", page.counts(receipt.teachers()));
        page.fact("pupils", page.counts(receipt.pupils()));
        page.fact("deactivated", Integer.toString(receipt.deactivated()));
        page.fact("teachersLeftOut", Integer.toString(receipt.teachersLeftOut()));
        Import.Counts skipped = receipt.skipped();
        page.fact("skipped", Integer.toString(skipped.groups() + skipped.teachers() + skipped.pupils()));
        Import.Counts back = receipt.cameBack();
        int cameBack = back.groups() + back.teachers() + back.pupils();
        if (cameBack > 0) {
            page.fact("cameBack", Integer.toString(cameBack));
        }
        return page.letter(ofSchool(about) + "/leerlingen");
    }

    /** The nights stopped: laslink fetches no pupils or sends no results until the fault in {@code contact} is solved. */
    Letter stopped(About about, MailTexts texts, DomainEvent.NightsStopped.About of, Contact contact) {
        Page page = new Page("stopped", texts, about);
        LasAnswerTexts answers = texts.ofAnswers();
        String las = PlainText.onOneLine(about.typeName());
        List<String> whyAndWhatNext = new ArrayList<>();
        contact.reason().ifPresent(reason -> whyAndWhatNext.add(answers.meaning(reason, las)));
        whyAndWhatNext.add(answers.advice(contact.advice(), las));
        contact.failing().ifPresent(f -> page.fact("since", texts.moment(f.since())));
        return page.written(
                ofSchool(about) + "/koppeling",
                List.of(
                        page.text("stopped.1." + Word.of(of)),
                        String.join(" ", whyAndWhatNext),
                        page.text("stopped.2")));
    }

    private String ofSchool(About about) {
        return sender.webAddress() + "/s/" + about.school();
    }

    private String importing(About about) {
        return ofSchool(about) + "/importeren";
    }

    /** One letter that is being written. */
    private final class Page {
        private final String kind;
        private final MailTexts texts;
        private final Map<String, String> places = new LinkedHashMap<>();
        private final List<Letter.Fact> facts = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Page(String kind, MailTexts texts, About about) {
            this.kind = kind;
            this.texts = texts;
            boolean isMain = about.school().dependance().equals(Dependance.MAIN);
            places.put("school", about.schoolName());
            places.put(
                    "code",
                    isMain ? about.school().brin().toString() : about.school().toString());
            places.put("type", about.typeName());
            places.put("reference", about.chain().value());
            places.put("web", sender.webAddress());
            places.put("phone", sender.customerServicePhone());
            places.put("email", sender.customerServiceEmail().value());
        }

        String text(String key) {
            return texts.get(key, places);
        }

        String counts(Import.AddedChanged counts) {
            return texts.get(
                    "fact.counts",
                    Map.of("added", Integer.toString(counts.added()), "changed", Integer.toString(counts.changed())));
        }

        void fact(String name, String value) {
            facts.add(new Letter.Fact(text("fact." + kind + "." + name), PlainText.onOneLine(value)));
        }

        void factOnLines(String name, String value) {
            facts.add(new Letter.Fact(text("fact." + kind + "." + name), PlainText.onLines(value)));
        }

        void note(String name) {
            notes.add(text(kind + ".note." + name));
        }

        Letter letter(String address) {
            return written(address, List.of(text(kind + ".1"), text(kind + ".2")));
        }

        Letter written(String address, List<String> lines) {
            notes.add(text(kind + ".why"));
            notes.add(text("help"));
            notes.add(text("reference"));
            return new Letter(
                    texts.language(),
                    text(kind + ".subject"),
                    lines,
                    facts,
                    new Letter.Button(text(kind + ".button"), address),
                    notes);
        }
    }
}
