package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Found;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.http.LasNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The answers in src/test/resources/answers; qNN is the number of a line in las-quirks.md. Counts are groups, composite groups,
 * teachers, pupils, pupils with key and with ECK iD. "client" is what {@link UwlrLasClient#fetch} makes of it.
 */
class CorpusTest {
    private static final Asked ASKED =
            new Asked(Optional.empty(), Optional.of(Messages.SCHOOL), Optional.of(Messages.YEAR));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            answer                              | judgement                               | client                          | counts      | findings
            2.3-without-keys.xml                | WholeSchool                             | Delivered                       | 1 1 1 2 0 2 |
            byte-order-mark.xml                 | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            cdata-and-comments.xml              | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            confirmation.xml                    | Confirmed                               | Unreadable OTHER_OPERATION                  | 0 0 0 0 0 0 |
            cut-short-behind-a-pupil.xml        | Rejected CUT_SHORT                      | Unreadable CUT_SHORT                        | 1 1 0 1 1 0 |
            cut-short.xml                       | Rejected CUT_SHORT                      | Unreadable CUT_SHORT                        | 1 1 0 0 0 0 |
            doctype.xml                         | Rejected DOCTYPE                        | Unreadable DOCTYPE                          | 0 0 0 0 0 0 |
            empty-body.xml                      | Rejected EMPTY_BODY                     | Unreadable EMPTY_BODY                       | 0 0 0 0 0 0 |
            empty.xml                           | Rejected EMPTY                          | Unreadable EMPTY                            | 0 0 0 0 0 0 |
            esis-wide-set.xml                   | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            fault-of-the-vendor.xml             | Refused UNKNOWN                         | Refused UNKNOWN                 | 0 0 0 0 0 0 |
            fault-other-prefix.xml              | Refused INVALID_VERSION                 | Refused INVALID_VERSION         | 0 0 0 0 0 0 |
            fault-plain.xml                     | Refused UNKNOWN                         | Refused UNKNOWN                 | 0 0 0 0 0 0 |
            fault-soap-1.2.xml                  | Rejected OTHER_SOAP_FAULT               | Unreadable OTHER_SOAP_FAULT                 | 0 0 0 0 0 0 |
            fault-topicus.xml                   | Refused INVALID_AUTHORISATION           | Refused INVALID_AUTHORISATION   | 0 0 0 0 0 0 |
            fault-with-language.xml             | Refused TEMPORARILY_UNAVAILABLE         | Refused TEMPORARILY_UNAVAILABLE | 0 0 0 0 0 0 |
            fault-without-prefix.xml            | Refused INTERNAL_ERROR                  | Refused INTERNAL_ERROR          | 0 0 0 0 0 0 | NATIONAL_NUMBER antwoord[1]
            first-name-only.xml                 | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            groups-without-key-or-name.xml      | WholeSchool                             | Delivered                       | 2 1 1 2 2 0 | GROUP_WITHOUT_KEY groep[2], GROUP_WITHOUT_NAME groep[3], REGISTERED_TWICE leerling[1], REGISTERED_TWICE leerling[2]
            iso-8859-1.xml                      | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            keys-of-one-message.xml             | WholeSchool                             | Delivered                       | 1 1 1 2 0 1 | KEY_OF_ONE_MESSAGE groep[1], KEY_OF_ONE_MESSAGE leerling[1], KEY_OF_ONE_MESSAGE leerling[2]
            keys-with-spaces.xml                | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            login-page.html                     | Rejected WEB_PAGE                       | Unreadable WEB_PAGE                         | 0 0 0 0 0 0 |
            magister-2.3-smalle-set.xml         | WholeSchool                             | Delivered                       | 1 1 1 2 0 2 | UNUSABLE_EMAIL leerkracht[1], GROUP_WITHOUT_TEACHER samengestelde_groep[1]
            maintenance-page.html               | Rejected WEB_PAGE                       | Unreadable WEB_PAGE                         | 0 0 0 0 0 0 |
            multipart.txt                       | Rejected MULTIPART                      | Unreadable MULTIPART                        | 0 0 0 0 0 0 |
            national-numbers.xml                | WholeSchool                             | Delivered                       | 1 1 1 2 2 0 | NATIONAL_NUMBER antwoord[1], NATIONAL_NUMBER antwoord[1]
            no-data.xml                         | NoData PUPIL_DATA                       | NoData                          | 0 0 0 0 0 0 |
            none-of-three.xml                   | Rejected NOT_ONE_OF_THREE               | Unreadable NOT_ONE_OF_THREE                 | 0 0 0 0 0 0 |
            not-utf-8.xml                       | Rejected NOT_XML                        | Unreadable NOT_XML                          | 0 0 0 0 0 0 |
            not-well-formed.xml                 | Rejected NOT_XML                        | Unreadable NOT_XML                          | 1 1 0 0 0 0 |
            one-eckid-two-keys.xml              | WholeSchool                             | Delivered                       | 1 1 1 1 1 1 | DUPLICATE_ECK_ID leerling[2]
            one-key-two-groups.xml              | WholeSchool                             | Delivered                       | 0 1 1 1 1 0 | DUPLICATE_GROUP_KEY samengestelde_groep[1], TEACHER_GROUP_OF_OTHER_KIND leerkracht[1], GROUP_OF_OTHER_KIND leerling[1], GROUP_WITHOUT_PUPILS samengestelde_groep[1]
            one-key-two-names.xml               | WholeSchool                             | Delivered                       | 1 1 1 2 2 0 | CONFLICTING_PERSON leerling[2]
            one-key-two-pupils.xml              | WholeSchool                             | Delivered                       | 1 1 1 2 2 2 | DUPLICATE_KEY leerling[2]
            only-nameless-pupils.xml            | Rejected WITHOUT_PUPILS                 | Unreadable WITHOUT_PUPILS                   | 0 0 0 0 0 0 | PERSON_WITHOUT_NAME leerling[1], PERSON_WITHOUT_NAME leerling[2]
            other-dependance.xml                | Rejected OTHER_DEPENDANCE               | Unreadable OTHER_DEPENDANCE                 | 1 1 1 1 1 0 |
            other-school.xml                    | Rejected OTHER_SCHOOL                   | Unreadable OTHER_SCHOOL                     | 1 1 1 1 1 0 |
            other-school-and-year.xml           | Rejected OTHER_SCHOOL OTHER_SCHOOL_YEAR | Unreadable OTHER_SCHOOL OTHER_SCHOOL_YEAR   | 1 1 1 1 1 0 |
            other-year.xml                      | Rejected OTHER_SCHOOL_YEAR              | Unreadable OTHER_SCHOOL_YEAR                | 1 1 1 1 1 0 |
            parnassys-dates-with-offset.xml     | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            plain-text.txt                      | Rejected NOT_XML                        | Unreadable NOT_XML                          | 0 0 0 0 0 0 |
            pupils-no-data.xml                  | NoData PUPILS                           | Unreadable OTHER_OPERATION                  | 0 0 0 0 0 0 |
            pupils.xml                          | PartOfSchool PUPILS                     | Unreadable OTHER_OPERATION                  | 0 0 0 2 2 0 |
            q01-any-order.xml                   | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            q02-empty-elements.xml              | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            q03-no-prefix-in-the-payload.xml    | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            q03-prefixes-of-the-hub.xml         | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            q04-eckid-on-some.xml               | WholeSchool                             | Delivered                       | 1 1 2 2 2 1 |
            q05-eckid-of-no-official-form.xml   | WholeSchool                             | Delivered                       | 1 1 1 2 2 2 |
            q06-email-is-no-address.xml         | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 | UNUSABLE_EMAIL leerkracht[1]
            q06-lvs-set-without-email.xml       | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            q07-groups-of-the-other-kind.xml    | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 | TEACHER_GROUP_OF_OTHER_KIND leerkracht[1], GROUP_OF_OTHER_KIND leerling[1], GROUP_OF_OTHER_KIND leerling[1], GROUP_WITHOUT_PUPILS groep[1], GROUP_WITHOUT_TEACHER groep[1], GROUP_WITHOUT_PUPILS samengestelde_groep[1]
            q07-groups-that-are-not-listed.xml  | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 | UNKNOWN_GROUP leerkracht[1], UNKNOWN_GROUP leerling[1], UNKNOWN_GROUP leerling[1], GROUP_WITHOUT_PUPILS groep[1], GROUP_WITHOUT_TEACHER groep[1], GROUP_WITHOUT_PUPILS samengestelde_groep[1]
            q07-groups-without-people.xml       | WholeSchool                             | Delivered                       | 2 1 1 1 1 0 | GROUP_WITHOUT_PUPILS groep[2], GROUP_WITHOUT_TEACHER groep[2]
            q08-no-composite-groups.xml         | WholeSchool                             | Delivered                       | 1 0 1 1 1 0 |
            q09-pupil-under-two-dependances.xml | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 | DUPLICATE_PERSON leerling[2]
            q10-primary-with-11.xml             | WholeSchool                             | Delivered                       | 1 1 1 2 2 0 | YEAR_GROUP_OF_SECONDARY_SCHOOL leerling[2]
            q10-secondary-as-1-to-6.xml         | WholeSchool                             | Delivered                       | 1 1 1 2 2 0 |
            q10-secondary-as-11-to-16.xml       | WholeSchool                             | Delivered                       | 1 1 1 2 2 0 |
            q10-secondary-both-ways.xml         | WholeSchool                             | Delivered                       | 1 1 1 2 2 0 | YEAR_GROUP_READ_AS_SECONDARY leerling[2]
            q14-no-changes.xml                  | NoChanges PUPIL_DATA                    | NoChanges                       | 0 0 0 0 0 0 |
            q15-vendor-blocks.xml               | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            same-person-twice.xml               | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 | DUPLICATE_PERSON leerling[2], DUPLICATE_PERSON leerkracht[2]
            second-payload.xml                  | Rejected SEVERAL_PAYLOADS               | Unreadable SEVERAL_PAYLOADS                 | 0 0 0 0 0 0 |
            somtoday-composite-groups-only.xml  | WholeSchool                             | Delivered                       | 0 1 1 1 1 0 |
            still-listed-but-left.xml           | WholeSchool                             | Delivered                       | 2 1 1 6 6 0 | UNUSABLE_LEAVING_DATE leerling[6], GROUP_WITHOUT_TEACHER groep[2]
            structure.xml                       | PartOfSchool STRUCTURE                  | Unreadable OTHER_OPERATION                  | 1 1 0 0 0 0 |
            teachers.xml                        | PartOfSchool TEACHERS                   | Unreadable OTHER_OPERATION                  | 0 0 1 0 0 0 |
            two-of-three.xml                    | Rejected NOT_ONE_OF_THREE               | Unreadable NOT_ONE_OF_THREE                 | 0 0 0 0 0 0 |
            utf-16.xml                          | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            uwlr-1.0.xml                        | Rejected NOT_UWLR                | Unreadable NOT_UWLR                         | 0 0 0 0 0 0 |
            values-out-of-range.xml             | WholeSchool                             | Delivered                       | 1 1 1 4 4 0 | UNKNOWN_YEAR_GROUP groep[1], UNUSABLE_BIRTH_DATE leerling[1], UNKNOWN_YEAR_GROUP leerling[1], UNUSABLE_BIRTH_DATE leerling[2], UNKNOWN_YEAR_GROUP leerling[2], VALUE_TOO_LONG leerling[3] voorvoegsel, VALUE_TOO_LONG leerling[4] eckid, UNUSABLE_BIRTH_DATE leerling[3], UNUSABLE_BIRTH_DATE leerling[4]
            values-too-long.xml                 | WholeSchool                             | Delivered                       | 1 1 1 5 5 0 | VALUE_TOO_LONG groep[1] naam, GROUP_WITHOUT_NAME groep[1], VALUE_TOO_LONG leerling[1] voorvoegsel, VALUE_TOO_LONG leerling[2] achternaam, VALUE_TOO_LONG leerling[3] roepnaam, VALUE_TOO_LONG leerling[4] voornamen, VALUE_TOO_LONG leerling[4] voorletters-1, VALUE_TOO_LONG leerling[5] groep, VALUE_TOO_LONG leerling[6] achternaam, PERSON_WITHOUT_NAME leerling[6], VALUE_TOO_LONG leerkracht[1] eckid, VALUE_TOO_LONG leerkracht[1] emailadres
            whole-school.xml                    | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            without-brin.xml                    | Rejected OTHER_SCHOOL                   | Unreadable OTHER_SCHOOL                     | 1 1 1 1 1 0 |
            without-declaration.xml             | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 |
            without-envelope.xml                | Rejected NOT_SOAP                       | Unreadable NOT_SOAP                         | 0 0 0 0 0 0 |
            without-identity.xml                | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 | PERSON_WITHOUT_IDENTITY leerling[2], PERSON_WITHOUT_IDENTITY leerling[3], PERSON_WITHOUT_IDENTITY leerkracht[2]
            without-name.xml                    | WholeSchool                             | Delivered                       | 1 1 1 1 1 0 | PERSON_WITHOUT_NAME leerling[2]
            without-pupils.xml                  | Rejected WITHOUT_PUPILS                 | Unreadable WITHOUT_PUPILS                   | 1 1 1 0 0 0 | GROUP_WITHOUT_PUPILS groep[1], GROUP_WITHOUT_PUPILS samengestelde_groep[1]
            without-school.xml                  | Rejected WITHOUT_SCHOOL                 | Unreadable WITHOUT_SCHOOL                   | 1 1 0 1 1 0 | GROUP_WITHOUT_TEACHER groep[1], GROUP_WITHOUT_TEACHER samengestelde_groep[1]
            """)
    void isJudged(String answer, String judgement, String client, String counts, String findings) throws IOException {
        byte[] bytes = bytes(answer);
        Judgement seen =
                new AnswerJudge(ASKED).judge(new ByteArrayInputStream(bytes), "", OutputStream.nullOutputStream());
        assertThat(name(seen)).isEqualTo(judgement);
        assertThat(name(fetch(bytes))).isEqualTo(client);
        assertThat(counts(seen.found().counts())).isEqualTo(counts);
        assertThat(findings(seen.found())).isEqualTo(findings == null ? "" : findings);
    }

    @Test
    void holdsEveryFileOfTheCorpus() throws Exception {
        CsvSource table = Stream.of(CorpusTest.class.getDeclaredMethods())
                .filter(m -> m.getName().equals("isJudged"))
                .findFirst()
                .orElseThrow()
                .getAnnotation(CsvSource.class);
        try (Stream<Path> files =
                Files.list(Path.of(CorpusTest.class.getResource("/answers").toURI()))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .isNotEmpty()
                    .allSatisfy(f -> assertThat(table.textBlock()).contains(f + " "));
        }
    }

    private static String name(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool _, Judgement.Confirmed _ ->
                judgement.getClass().getSimpleName();
            case Judgement.PartOfSchool part -> "PartOfSchool " + part.operation();
            case Judgement.NoChanges none -> "NoChanges " + none.operation();
            case Judgement.NoData none -> "NoData " + none.operation();
            case Judgement.Refused refused -> "Refused " + refused.code();
            case Judgement.Rejected rejected ->
                "Rejected " + rejected.flaws().stream().map(Enum::name).collect(Collectors.joining(" "));
        };
    }

    private static String name(FetchOutcome outcome) {
        return switch (outcome) {
            case Failed.Refused(var code) -> "Refused " + code;
            case Failed.Unanswered(var reason) -> "Unreachable " + reason;
            case Failed.Unreadable(var flaws) ->
                "Unreadable " + flaws.stream().map(Enum::name).collect(Collectors.joining(" "));
            case FetchOutcome.Delivered _, FetchOutcome.NoChanges _, FetchOutcome.NoData _ ->
                outcome.getClass().getSimpleName();
        };
    }

    private static String counts(Found.Counts c) {
        return "%d %d %d %d %d %d"
                .formatted(c.groups(), c.compositeGroups(), c.teachers(), c.pupils(), c.withKey(), c.withEckId());
    }

    private static String findings(Found found) {
        return found.findings().stream()
                .map(f -> f.kind() + " " + f.place().subject().element() + "["
                        + f.place().ordinal() + "]"
                        + f.place().field().map(field -> " " + field.wire()).orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static byte[] bytes(String answer) throws IOException {
        try (InputStream in = CorpusTest.class.getResourceAsStream("/answers/" + answer)) {
            return in.readAllBytes();
        }
    }

    private static FetchOutcome fetch(byte[] answer) {
        try (PretendLas las = PretendLas.answering(200, "Content-Type: text/xml\r\n", answer)) {
            return new UwlrLasClient(LasNetwork.ANY)
                    .fetch(las.endpoint(), Messages.CREDENTIALS, Messages.SCHOOL, Messages.YEAR);
        }
    }
}
