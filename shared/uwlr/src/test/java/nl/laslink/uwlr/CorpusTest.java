package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.FetchOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers in src/test/resources/answers as the client takes them; qNN is the number of a line in las-quirks.md. */
class CorpusTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            answer                              | outcome                         | groups, teachers, pupils | warnings
            2.3-without-keys.xml                | Delivered                       | 2 1 2 |
            byte-order-mark.xml                 | Delivered                       | 2 1 1 |
            cdata-and-comments.xml              | Delivered                       | 2 1 1 |
            confirmation.xml                    | Unreadable NOT_UWLR             | |
            cut-short-behind-a-pupil.xml        | Unreadable NOT_XML              | |
            cut-short.xml                       | Unreadable NOT_XML              | |
            doctype.xml                         | Unreadable DOCTYPE              | |
            empty-body.xml                      | Unreadable NOT_UWLR             | |
            empty.xml                           | Unreadable NOT_XML              | |
            esis-wide-set.xml                   | Delivered                       | 2 1 1 |
            fault-of-the-vendor.xml             | Refused UNKNOWN                 | |
            fault-other-prefix.xml              | Refused INVALID_VERSION         | |
            fault-plain.xml                     | Refused UNKNOWN                 | |
            fault-soap-1.2.xml                  | Unreadable NOT_UWLR             | |
            fault-topicus.xml                   | Refused INVALID_AUTHORISATION   | |
            fault-with-language.xml             | Refused TEMPORARILY_UNAVAILABLE | |
            fault-without-prefix.xml            | Refused INTERNAL_ERROR          | |
            first-name-only.xml                 | Delivered                       | 2 1 1 |
            groups-without-key-or-name.xml      | Delivered                       | 3 1 2 |
            iso-8859-1.xml                      | Delivered                       | 2 1 1 |
            keys-of-one-message.xml             | Delivered                       | 2 1 2 |
            keys-with-spaces.xml                | Delivered                       | 2 1 1 |
            login-page.html                     | Unreadable DOCTYPE              | |
            magister-2.3-smalle-set.xml         | Delivered                       | 2 1 2 | UNUSABLE_EMAIL 1
            maintenance-page.html               | Unreadable NOT_UWLR             | |
            multipart.txt                       | Unreadable NOT_XML              | |
            national-numbers.xml                | Delivered                       | 2 1 2 |
            no-data.xml                         | NoData                          | |
            none-of-three.xml                   | Unreadable NOT_UWLR             | |
            not-well-formed.xml                 | Unreadable NOT_XML              | |
            one-eckid-two-keys.xml              | Delivered                       | 2 1 1 | DUPLICATE_PERSON 1
            one-key-two-groups.xml              | Delivered                       | 1 1 1 |
            one-key-two-names.xml               | Delivered                       | 2 1 1 | DUPLICATE_PERSON 1
            one-key-two-pupils.xml              | Delivered                       | 2 1 2 |
            only-nameless-pupils.xml            | Unreadable NOT_UWLR             | |
            other-dependance.xml                | Unreadable OTHER_SCHOOL         | |
            other-school.xml                    | Unreadable OTHER_SCHOOL         | |
            other-year.xml                      | Unreadable OTHER_SCHOOL_YEAR    | |
            parnassys-dates-with-offset.xml     | Delivered                       | 2 1 1 |
            plain-text.txt                      | Unreadable NOT_XML              | |
            pupils-no-data.xml                  | Unreadable NOT_UWLR             | |
            pupils.xml                          | Unreadable NOT_UWLR             | |
            q01-any-order.xml                   | Delivered                       | 2 1 1 |
            q02-empty-elements.xml              | Delivered                       | 2 1 1 |
            q03-no-prefix-in-the-payload.xml    | Delivered                       | 2 1 1 |
            q03-prefixes-of-the-hub.xml         | Delivered                       | 2 1 1 |
            q04-eckid-on-some.xml               | Delivered                       | 2 2 2 |
            q05-eckid-of-no-official-form.xml   | Delivered                       | 2 1 2 |
            q06-email-is-no-address.xml         | Delivered                       | 2 1 1 | UNUSABLE_EMAIL 1
            q06-lvs-set-without-email.xml       | Delivered                       | 2 1 1 |
            q07-groups-of-the-other-kind.xml    | Delivered                       | 2 1 1 |
            q07-groups-that-are-not-listed.xml  | Delivered                       | 2 1 1 | UNKNOWN_GROUP 3
            q07-groups-without-people.xml       | Delivered                       | 3 1 1 |
            q08-no-composite-groups.xml         | Delivered                       | 1 1 1 |
            q09-pupil-under-two-dependances.xml | Delivered                       | 2 1 1 | DUPLICATE_PERSON 1
            q10-primary-with-11.xml             | Delivered                       | 2 1 2 |
            q10-secondary-as-1-to-6.xml         | Delivered                       | 2 1 2 |
            q10-secondary-as-11-to-16.xml       | Delivered                       | 2 1 2 |
            q10-secondary-both-ways.xml         | Delivered                       | 2 1 2 |
            q14-no-changes.xml                  | NoChanges                       | |
            q15-vendor-blocks.xml               | Delivered                       | 2 1 1 |
            same-person-twice.xml               | Delivered                       | 2 1 1 | DUPLICATE_PERSON 2
            second-payload.xml                  | Unreadable NOT_UWLR             | |
            somtoday-composite-groups-only.xml  | Delivered                       | 1 1 1 |
            structure.xml                       | Unreadable NOT_UWLR             | |
            teachers.xml                        | Unreadable NOT_UWLR             | |
            two-of-three.xml                    | Unreadable NOT_UWLR             | |
            utf-16.xml                          | Delivered                       | 2 1 1 |
            uwlr-1.0.xml                        | Unreadable NOT_UWLR             | |
            values-out-of-range.xml             | Delivered                       | 2 1 4 |
            whole-school.xml                    | Delivered                       | 2 1 1 |
            without-brin.xml                    | Unreadable OTHER_SCHOOL         | |
            without-declaration.xml             | Delivered                       | 2 1 1 |
            without-envelope.xml                | Unreadable NOT_UWLR             | |
            without-identity.xml                | Delivered                       | 2 1 1 | PERSON_WITHOUT_IDENTITY 3
            without-name.xml                    | Delivered                       | 2 1 1 | PERSON_WITHOUT_NAME 1
            without-pupils.xml                  | Unreadable NOT_UWLR             | |
            without-school.xml                  | Unreadable NOT_UWLR             | |
            """)
    void hasItsOutcome(String answer, String outcome, String records, String warnings) throws IOException {
        FetchOutcome seen = fetch(answer);

        assertThat(name(seen)).isEqualTo(outcome);
        assertThat(records(seen)).isEqualTo(records == null ? "" : records);
        assertThat(warnings(seen)).isEqualTo(warnings == null ? "" : warnings);
    }

    @Test
    void holdsEveryFileOfTheCorpus() throws Exception {
        CsvSource table = CorpusTest.class
                .getDeclaredMethod("hasItsOutcome", String.class, String.class, String.class, String.class)
                .getAnnotation(CsvSource.class);
        try (Stream<Path> files =
                Files.list(Path.of(CorpusTest.class.getResource("/answers").toURI()))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(f -> assertThat(table.textBlock()).contains(f + " "));
        }
    }

    private static String name(FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Refused(var code) -> "Refused " + code;
            case FetchOutcome.Unreachable(var reason) -> "Unreachable " + reason;
            case FetchOutcome.Unreadable(var flaw) -> "Unreadable " + flaw;
            case FetchOutcome.Delivered _, FetchOutcome.NoChanges _, FetchOutcome.NoData _ ->
                outcome.getClass().getSimpleName();
        };
    }

    private static String records(FetchOutcome outcome) {
        return outcome instanceof FetchOutcome.Delivered(Delivery delivery, var _)
                ? "%d %d %d"
                        .formatted(
                                delivery.groups().size(),
                                delivery.teachers().size(),
                                delivery.pupils().size())
                : "";
    }

    private static String warnings(FetchOutcome outcome) {
        List<Delivery.Warning> warnings =
                outcome instanceof FetchOutcome.Delivered(Delivery delivery, var _) ? delivery.warnings() : List.of();
        return warnings.stream().map(w -> w.kind() + " " + w.count()).collect(Collectors.joining(", "));
    }

    private static FetchOutcome fetch(String answer) throws IOException {
        try (InputStream in = CorpusTest.class.getResourceAsStream("/answers/" + answer);
                PretendLas las = PretendLas.answering(200, "Content-Type: text/xml\r\n", in.readAllBytes())) {
            return new UwlrLasClient(LasNetwork.ANY)
                    .fetch(las.endpoint(), Messages.CREDENTIALS, Messages.SCHOOL, Messages.YEAR);
        }
    }
}
