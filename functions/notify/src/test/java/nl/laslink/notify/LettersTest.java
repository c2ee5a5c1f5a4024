package nl.laslink.notify;

import static nl.laslink.domain.testing.Example.SCHOOL;
import static nl.laslink.domain.testing.Example.YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.event.Actor;
import nl.laslink.domain.event.DomainEvent;
import nl.laslink.domain.id.CorrelationId;
import nl.laslink.domain.imports.Import;
import nl.laslink.domain.imports.RowId;
import nl.laslink.domain.imports.Waiting;
import nl.laslink.domain.link.Contact;
import nl.laslink.domain.link.Link;
import nl.laslink.domain.link.LinkFields;
import nl.laslink.domain.mail.Mail;
import nl.laslink.domain.mail.Recipient;
import nl.laslink.domain.secret.Secret;
import nl.laslink.domain.testing.Example;
import nl.laslink.domain.testing.Links;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LettersTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final EmailAddress ADDRESS = new EmailAddress("anja@school.example");
    private static final Letters LETTERS =
            new Letters(new NotifyConfig.Sender("https://laslink.example", ADDRESS, "020 000 00 00"));

    /** Every control character and every separator of lines or paragraphs of Unicode. */
    static Stream<String> breaking() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR)
                .mapToObj(Character::toString);
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void writesTheSameMail_whateverBreaksANameInTwo(String character) {
        String space = Character.toString(' ');
        String inReason = "\n\u000b\f\r\u0085\u2028\u2029".contains(character) ? "\n" : space;

        assertThat(mails(character, character)).isEqualTo(mails(space, inReason));
    }

    @Test
    void writesEveryKindOfLetter() {
        assertThat(letters(MailTexts.DUTCH, " ", " ").keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Letters.class.getDeclaredMethods())
                        .filter(method -> method.getReturnType() == Letter.class)
                        .map(method -> method.getName())
                        .toList());
    }

    private static Map<String, Mail> mails(String separator, String inReason) {
        Map<String, Mail> mails = new TreeMap<>();
        for (MailTexts texts : List.of(MailTexts.DUTCH, MailTexts.ENGLISH)) {
            letters(texts, separator, inReason)
                    .forEach((kind, letter) -> mails.put(
                            texts.language() + kind,
                            letter.to(SCHOOL, new Recipient("a1"), ADDRESS, new CorrelationId("x"))));
        }
        return mails;
    }

    private static Map<String, Letter> letters(MailTexts texts, String separator, String inReason) {
        Letters.About about = new Letters.About(
                SCHOOL, "De" + separator + "Voorbeeldschool", "School" + separator + "OAS", new CorrelationId("x"));
        Actor by = new Actor("anja", "Anja" + separator + "Autorisatiesleutel: leeg");
        LinkFields fields = new LinkFields(Example.LAS, YEAR, Optional.empty(), Optional.empty(), NOW);
        Import.AddedChanged none = new Import.AddedChanged(0, 0);
        return Map.of(
                "requested",
                LETTERS.requested(
                        about,
                        new Link.Requested(SCHOOL, Links.REQUEST, fields, by, NOW, 1),
                        Secret.of("geheim"),
                        NOW.plus(Duration.ofDays(7))),
                "approved",
                LETTERS.approved(about, texts),
                "rejected",
                LETTERS.rejected(about, texts, "De brincode klopt niet." + inReason + "Bel ons."),
                "staged",
                LETTERS.staged(
                        about,
                        texts,
                        new Import.Counts(1, 2, 3),
                        new Waiting(Set.of(new RowId("w1"), new RowId("w2")), Set.of(), Set.of(), 1),
                        1),
                "committed",
                LETTERS.committed(
                        about,
                        texts,
                        new Import.Receipt(
                                NOW,
                                by,
                                none,
                                none,
                                none,
                                0,
                                0,
                                new Import.Counts(0, 0, 0),
                                new Import.Counts(0, 0, 1))),
                "stopped",
                LETTERS.stopped(
                        about,
                        texts,
                        DomainEvent.NightsStopped.About.PUPILS,
                        new Contact(NOW, Contact.Outcome.REFUSED, Optional.of(FaultCode.INVALID_AUTHORISATION))));
    }
}
