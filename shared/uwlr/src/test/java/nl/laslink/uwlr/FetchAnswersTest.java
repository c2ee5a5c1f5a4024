package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.DeliveredTeacher;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Kind;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.EmailAddress;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolType;
import nl.laslink.uwlr.answer.AnswerBytes;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Uwlr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything a LAS may answer, sane or hostile; the oddities are those of las-quirks.md. */
class FetchAnswersTest {
    private static final LasKey K1 = new LasKey("1");

    @Test
    void readsEveryNeededField_whenAnswerIsWhole() {
        Delivery delivery = delivered(Messages.school("""
                <vestigingen><vestiging key='99XX00'><naam>Hoofd</naam></vestiging></vestigingen>
                <groepen><groep key='g5'><naam>Groep 5</naam><jaargroep>5</jaargroep></groep>
                  <samengestelde_groep key='plus'><naam>Plus</naam></samengestelde_groep></groepen>
                <leerlingen><leerling key='1' eckid='eckid_L1'><achternaam>Nergens</achternaam><voorvoegsel>van</voorvoegsel>
                  <roepnaam>Siri</roepnaam><geboortedatum>2018-05-06</geboortedatum><geslacht>2</geslacht>
                  <jaargroep>5</jaargroep><groep key='g5'/><samengestelde_groepen><samengestelde_groep key='plus'/>
                  </samengestelde_groepen></leerling></leerlingen>
                <leerkrachten><leerkracht key='9'><achternaam>Nieuwenhuis</achternaam><roepnaam>Joris</roepnaam>
                  <emailadres>j.nieuwenhuis@voorbeeldschool.example</emailadres><rol>LRK</rol><groepen><groep key='g5'>
                  <rol>LRK</rol></groep><samengestelde_groep key='plus'/></groepen></leerkracht></leerkrachten>"""));

        assertThat(delivery)
                .isEqualTo(new Delivery(
                        Messages.YEAR,
                        List.of(
                                new DeliveredGroup(new LasKey("g5"), false, "Groep 5", Optional.of("5")),
                                new DeliveredGroup(new LasKey("plus"), true, "Plus", Optional.empty())),
                        List.of(new DeliveredTeacher(
                                Optional.empty(),
                                Optional.of(new LasKey("9")),
                                PersonName.of("Joris", null, "Nieuwenhuis"),
                                Optional.of(new EmailAddress("j.nieuwenhuis@voorbeeldschool.example")),
                                List.of(new LasKey("g5"), new LasKey("plus")))),
                        List.of(new DeliveredPupil(
                                Optional.of(new EckId("eckid_L1")),
                                Optional.of(K1),
                                PersonName.of("Siri", "van", "Nergens"),
                                Optional.of(LocalDate.of(2018, 5, 6)),
                                Optional.of("5"),
                                Optional.of(new LasKey("g5")),
                                List.of(new LasKey("plus")))),
                        List.of()));
    }

    @Test
    void readsByName_whenEverythingStandsInAnotherOrder() {
        Delivery delivery = delivered(Messages.pupilData("""
                <leerlinggegevens>
                <leerlingen><leerling key='1'><groep key='g5'/><jaargroep>5</jaargroep><roepnaam>Siri</roepnaam>
                  <voorvoegsel></voorvoegsel><achternaam>Nergens</achternaam></leerling></leerlingen>
                <groepen><groep key='g5'><jaargroep>5</jaargroep><naam>Groep 5</naam></groep></groepen>
                <school><dependancecode>00</dependancecode><brincode>99XX</brincode><schooljaar> 2026-2027 </schooljaar></school>
                </leerlinggegevens>"""));

        DeliveredPupil pupil = delivery.pupils().getFirst();
        assertThat(pupil.name()).isEqualTo(PersonName.of("Siri", null, "Nergens"));
        assertThat(pupil.group()).contains(new LasKey("g5"));
        assertThat(delivery.warnings())
                .extracting(Delivery.Warning::kind)
                .containsExactly(Delivery.Kind.GROUP_WITHOUT_TEACHER);
    }

    @ParameterizedTest
    @CsvSource({"soap, lg", "SOAP-ENV, le", "s, ''"})
    void readsAnyPrefix(String soap, String payload) {
        String p = payload.isEmpty() ? "" : payload + ":";
        String ns = payload.isEmpty() ? "xmlns" : "xmlns:" + payload;
        String xml =
                "<%1$s:Envelope xmlns:%1$s='%2$s'><%1$s:Body><%3$sleerlinggegevens_antwoord %4$s='%5$s'><%3$sgeenwijzigingen/>"
                                .formatted(soap, Uwlr.SOAP, p, ns, Uwlr.PUPIL_DATA)
                        + "</%2$sleerlinggegevens_antwoord></%1$s:Body></%1$s:Envelope>".formatted(soap, p);

        assertThat(fetch(xml)).isEqualTo(new FetchOutcome.NoChanges());
    }

    @ParameterizedTest
    @CsvSource({
        "<geboortedatum>2015-04-09+02:00</geboortedatum>, 2015-04-09",
        "<geboortedatum>2015-04-09Z</geboortedatum>, 2015-04-09",
        "<geboortedatum> 2015-04-09 </geboortedatum>, 2015-04-09",
        "<geboortedatum>2015-04-08T22:00:00Z</geboortedatum>,",
        "<geboortedatum>2015-02-30</geboortedatum>,",
        "<geboortedatum>gisteren</geboortedatum>,",
        "<geboortedatum/>,"
    })
    void readsBirthDateAsCalendarDay_orNotAtAll(String field, LocalDate day) {
        assertThat(pupil("key='1'", "<roepnaam>Siri</roepnaam>" + field).birthDate())
                .isEqualTo(Optional.ofNullable(day));
    }

    @ParameterizedTest
    @CsvSource({
        "<roepnaam>Siri</roepnaam>, Siri",
        "<achternaam>Nergens</achternaam><voornamen>Siri Anne</voornamen><voorletters-1>S.A.</voorletters-1>, Siri Anne Nergens",
        "<achternaam>Nergens</achternaam><voorletters-1>S.</voorletters-1>, S. Nergens",
        "<achternaam>Nergens</achternaam>, Nergens",
        "<achternaam>N<x>onbekend</x>ergens</achternaam>, Nergens",
        "<achternaam><![CDATA[Nergens & Co]]></achternaam>, Nergens & Co",
        "<achternaam>Ner<!-- niets -->gens</achternaam>, Nergens"
    })
    void readsName_fromWhatIsThere(String fields, String name) {
        assertThat(pupil("key='1'", fields).name().full()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "key=' 1 ', ' 1 ',",
        "key='1\u00a0', '1\u00a0',",
        "key='\u00a0' eckid='E1', , E1",
        "key='1' eckid='', 1,",
        "eckid='E1', , E1",
        "key='#001', #001,",
        "key='' eckid='E1', , E1"
    })
    void readsIdentity_asWrittenAndEmptyAsAbsent(String attributes, String key, String eckId) {
        DeliveredPupil pupil = pupil(attributes, "<roepnaam>Siri</roepnaam>");

        assertThat(pupil.key().map(LasKey::value)).isEqualTo(Optional.ofNullable(key));
        assertThat(pupil.eckId().map(EckId::value)).isEqualTo(Optional.ofNullable(eckId));
    }

    static Stream<Arguments> oddities() {
        String other = "<leerling key='2'><roepnaam>Noor</roepnaam></leerling>";
        return Stream.of(
                arguments(
                        pupils("<leerling><roepnaam>Siri</roepnaam></leerling>" + other),
                        Kind.PERSON_WITHOUT_IDENTITY,
                        1),
                arguments(
                        pupils("<leerling key='" + "9".repeat(257) + "'><roepnaam>Siri</roepnaam></leerling>" + other),
                        Kind.PERSON_WITHOUT_IDENTITY,
                        1),
                arguments(
                        pupils("<leerling key='1'><voorvoegsel>van</voorvoegsel></leerling>" + other),
                        Kind.PERSON_WITHOUT_NAME,
                        1),
                arguments(
                        pupils("<leerling key='1'><roepnaam> </roepnaam></leerling><leerling key='3'/>" + other),
                        Kind.PERSON_WITHOUT_NAME,
                        2),
                arguments(pupils(other + other + other), Kind.DUPLICATE_PERSON, 2),
                arguments(
                        pupils(other.repeat(21).replaceAll("</leerling>", "<jaargroep>9</jaargroep></leerling>")),
                        Kind.UNKNOWN_YEAR_GROUP,
                        21),
                arguments(
                        pupils(other.replace(
                                "</leerling>",
                                "<jaargroep>9</jaargroep><geboortedatum>gisteren</geboortedatum></leerling>")),
                        Kind.UNUSABLE_BIRTH_DATE,
                        1),
                arguments(
                        "<groepen><groep key='g'><naam>A</naam></groep><samengestelde_groep key='g'><naam>B</naam></samengestelde_groep></groepen>"
                                + pupils(other),
                        Kind.DUPLICATE_GROUP_KEY,
                        1),
                arguments(
                        "<groepen><groep><naam>A</naam></groep></groepen>" + pupils(other), Kind.GROUP_WITHOUT_KEY, 1),
                arguments(
                        pupils("<leerling key='1'><roepnaam>Siri</roepnaam><groep key='weg'/><samengestelde_groepen>"
                                + "<samengestelde_groep key='ook'/></samengestelde_groepen></leerling>"),
                        Kind.UNKNOWN_GROUP,
                        2),
                arguments(
                        pupils(other) + "<leerkrachten><leerkracht key='9'><roepnaam>Joris</roepnaam>"
                                + "<emailadres>email</emailadres></leerkracht></leerkrachten>",
                        Kind.UNUSABLE_EMAIL,
                        1));
    }

    @Test
    void countsThePupilsAmongThePersonsLeftOut() {
        Delivery delivery = delivered(Messages.school(pupils("<leerling><roepnaam>Siri</roepnaam></leerling>"
                        + "<leerling key='1'><roepnaam> </roepnaam></leerling>"
                        + "<leerling key='2'><roepnaam>Noor</roepnaam></leerling>")
                + "<leerkrachten><leerkracht><roepnaam>Joris</roepnaam></leerkracht></leerkrachten>"));

        assertThat(delivery.warnings())
                .contains(
                        new Delivery.Warning(
                                Kind.PERSON_WITHOUT_IDENTITY,
                                2,
                                List.of(
                                        new Delivery.Place(1, Delivery.Subject.PUPIL, 1, 1),
                                        new Delivery.Place(1, Delivery.Subject.TEACHER, 1, 1))),
                        new Delivery.Warning(Kind.PUPIL_LEFT_OUT, 2));
    }

    @Test
    void keepsBothPupils_whenOneKeyHasTwoNames() {
        Delivery delivery = delivered(Messages.school(pupils("<leerling key='1'><roepnaam>Siri</roepnaam></leerling>"
                + "<leerling key='1'><roepnaam>Joris</roepnaam></leerling>")));

        assertThat(delivery.pupils()).extracting(p -> p.name().full()).containsExactly("Siri", "Joris");
        assertThat(delivery.warnings())
                .containsExactlyInAnyOrder(
                        new Delivery.Warning(
                                Kind.CONFLICTING_PERSON,
                                1,
                                List.of(new Delivery.Place(1, Delivery.Subject.PUPIL, 2, 1))),
                        new Delivery.Warning(Kind.PUPIL_LEFT_OUT, 1));
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void warnsAndGoesOn_whenRecordIsOdd(String content, Kind kind, int count) {
        Delivery delivery = delivered(Messages.school(content));

        assertThat(delivery.warnings())
                .filteredOn(w -> w.kind() == kind)
                .singleElement()
                .satisfies(w -> {
                    assertThat(w.count()).isEqualTo(count);
                    assertThat(w.places()).hasSize(Math.min(count, 20));
                });
        assertThat(delivery.pupils()).hasSize(1);
        assertThat(delivery.pupils().getFirst().group()).isEmpty();
        assertThat(delivery.teachers()).allSatisfy(t -> assertThat(t.email()).isEmpty());
    }

    @Test
    void keepsLastOfEachName_whenPersonComesTwice() {
        List<DeliveredPupil> pupils = delivered(Messages.school(pupils("""
                <leerling key='1' eckid='E1'><roepnaam>Eerst</roepnaam></leerling>
                <leerling key='2'><roepnaam>Tussen</roepnaam></leerling>
                <leerling key='1'><roepnaam>eerst</roepnaam></leerling>
                <leerling key='1'><roepnaam>Laatst</roepnaam></leerling>
                <leerling key='1'><roepnaam>laatst</roepnaam></leerling>
                <leerling key='2' eckid='E2'><roepnaam>Ook</roepnaam></leerling>
                <leerling key='2' eckid='E3'><roepnaam>Ander</roepnaam></leerling>
                <leerling key='#1'><roepnaam>Los</roepnaam></leerling>
                <leerling key='#1'><roepnaam>Los</roepnaam></leerling>"""))).pupils();

        assertThat(pupils)
                .extracting(p -> p.name().full())
                .containsExactly("eerst", "Tussen", "laatst", "Ook", "Ander", "Los", "Los");
    }

    @Test
    void readsGroups_evenWithoutPupilsNamesOrKeys() {
        List<DeliveredGroup> groups =
                delivered(Messages.school("""
                <groepen><groep key='a'><naam>Oud</naam></groep><groep key='a'><naam>Nieuw</naam></groep>
                <groep key='b'/><groep><naam>Zonder sleutel</naam></groep></groepen>""" + pupils(Messages.PUPIL_XML))).groups();

        assertThat(groups)
                .containsExactly(
                        new DeliveredGroup(new LasKey("a"), false, "Nieuw", Optional.empty()),
                        DeliveredGroup.withoutName(new LasKey("b"), false, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "soap:Client.AutorisatieOngeldig, INVALID_AUTHORISATION",
        "Client.AutorisatieOngeldig, INVALID_AUTHORISATION",
        "' x:Server.TijdelijkNietBeschikbaar ', TEMPORARILY_UNAVAILABLE",
        "Server.InterneFout, INTERNAL_ERROR",
        "soap:Client, UNKNOWN",
        "'', UNKNOWN"
    })
    void tellsFault_whateverTheStatus(String wire, FaultCode code) {
        for (int status : new int[] {200, 202, 302, 400, 401, 404, 500, 503}) {
            byte[] body = Messages.fault(wire).getBytes(StandardCharsets.UTF_8);
            try (PretendLas las = PretendLas.answering(status, "Content-Type: text/xml\r\n", body)) {
                assertThat(fetch(las)).as("status " + status).isEqualTo(new Failed.Refused(code));
            }
        }
    }

    @Test
    void tellsUnknownFault_whenCodeIsMissing() {
        assertThat(fetch(Messages.answer("<s:Fault/>"))).isEqualTo(new Failed.Refused(FaultCode.UNKNOWN));
    }

    static Stream<Arguments> unusable() {
        String whole = Messages.school(pupils(Messages.PUPIL_XML));
        String lol = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>";
        String envelope = whole.substring(whole.indexOf("<s:"));
        return Stream.of(
                arguments("", AnswerFlaw.EMPTY),
                arguments("storing", AnswerFlaw.NOT_XML),
                arguments("<html><body>Onderhoud</body></html>", AnswerFlaw.WEB_PAGE),
                arguments("<!DOCTYPE html><html><body/></html>", AnswerFlaw.WEB_PAGE),
                arguments(lol + envelope.replace("Siri", "&b;"), AnswerFlaw.DOCTYPE),
                arguments("<!DOCTYPE x SYSTEM 'file:///etc/passwd'>" + envelope, AnswerFlaw.DOCTYPE),
                arguments(whole.replace("Siri", "&nbsp;"), AnswerFlaw.NOT_XML),
                arguments(whole.replace("Siri", "&#0;"), AnswerFlaw.NOT_XML),
                arguments(whole + "rest", AnswerFlaw.NOT_XML),
                arguments(whole + "<nog/>", AnswerFlaw.NOT_XML),
                arguments(whole.substring(0, whole.length() / 2), AnswerFlaw.CUT_SHORT),
                arguments(whole.substring(0, whole.length() - 1), AnswerFlaw.CUT_SHORT),
                arguments(whole.replace("key='1'", "key='1' key='2'"), AnswerFlaw.NOT_XML),
                arguments(whole.replace("/leerresultaten/2/", "/leerresultaten/1/"), AnswerFlaw.NOT_UWLR),
                arguments(
                        whole.replace(Uwlr.SOAP, "http://www.w3.org/2003/05/soap-envelope"),
                        AnswerFlaw.OTHER_SOAP_VERSION),
                arguments(Messages.answer(""), AnswerFlaw.EMPTY_BODY),
                arguments(Messages.answer("<x/>"), AnswerFlaw.NOT_UWLR),
                arguments(
                        Messages.fault("soap:Client.OngeldigBericht")
                                .replace(Uwlr.SOAP, "http://www.w3.org/2003/05/soap-envelope"),
                        AnswerFlaw.OTHER_SOAP_FAULT),
                arguments(
                        Messages.answer("<structuur_antwoord xmlns='" + Uwlr.PUPIL_DATA + "'><geengegevens/>"
                                + "</structuur_antwoord>"),
                        AnswerFlaw.OTHER_OPERATION),
                arguments(
                        Messages.answer("<leerresultaten_bevestiging xmlns='" + Uwlr.RESULTS + "'/>"),
                        AnswerFlaw.OTHER_OPERATION),
                arguments(whole.replace("</s:Body>", "<tweede xmlns=''/></s:Body>"), AnswerFlaw.SEVERAL_PAYLOADS),
                arguments("--deel\r\nContent-Type: text/xml\r\n\r\n" + whole + "\r\n--deel--", AnswerFlaw.MULTIPART),
                arguments(
                        envelope.substring(envelope.indexOf("<leerling"), envelope.indexOf("</s:Body>")),
                        AnswerFlaw.NOT_SOAP),
                arguments(Messages.pupilData(""), AnswerFlaw.NOT_ONE_OF_THREE),
                arguments(Messages.pupilData("<geengegevens/><geenwijzigingen/>"), AnswerFlaw.NOT_ONE_OF_THREE),
                arguments(
                        Messages.pupilData("<leerlinggegevens>" + pupils(Messages.PUPIL_XML) + "</leerlinggegevens>"),
                        AnswerFlaw.WITHOUT_SCHOOL),
                arguments(Messages.school(""), AnswerFlaw.WITHOUT_PUPILS),
                arguments(Messages.school("<leerlingen/>"), AnswerFlaw.WITHOUT_PUPILS),
                arguments(
                        Messages.school(pupils("<leerling><roepnaam>Siri</roepnaam></leerling>")),
                        AnswerFlaw.WITHOUT_PUPILS),
                arguments(whole.replace("99XX", "98YY"), AnswerFlaw.OTHER_SCHOOL),
                arguments(whole.replace("<brincode>99XX</brincode>", ""), AnswerFlaw.OTHER_SCHOOL),
                arguments(
                        whole.replace("</brincode>", "</brincode><dependancecode>01</dependancecode>"),
                        AnswerFlaw.OTHER_DEPENDANCE),
                arguments(whole.replace("2026-2027", "2025-2026"), AnswerFlaw.OTHER_SCHOOL_YEAR),
                arguments(whole.replace("2026-2027", ""), AnswerFlaw.OTHER_SCHOOL_YEAR),
                arguments(whole.replace("Siri", "<a>".repeat(100) + "</a>".repeat(100)), AnswerFlaw.TOO_DEEP),
                arguments(whole.replace("Siri", "i".repeat(70_000)), AnswerFlaw.TEXT_TOO_LONG),
                arguments(whole.replace("key='1'", "key='" + "1".repeat(70_000) + "'"), AnswerFlaw.TEXT_TOO_LONG),
                arguments(whole.replace("key='1'", attributes(100)), AnswerFlaw.TOO_MANY_ATTRIBUTES),
                arguments(Messages.school(pupils(Messages.PUPIL_XML.repeat(60_001))), AnswerFlaw.TOO_MANY_RECORDS),
                arguments(whole.replace("Siri", "<a/>".repeat(8_100_000)), AnswerFlaw.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void trustsNothing_whenAnswerIsUnusable(String xml, AnswerFlaw flaw) {
        assertThat(fetch(xml)).isEqualTo(new Failed.Unreadable(flaw));
    }

    @Test
    void tellsEverythingThatIsWrong_worstFirst() {
        String xml = Messages.school("").replace("99XX", "98YY").replace("2026-2027", "2025-2026");

        assertThat(fetch(xml))
                .isEqualTo(new Failed.Unreadable(
                        List.of(AnswerFlaw.OTHER_SCHOOL, AnswerFlaw.OTHER_SCHOOL_YEAR, AnswerFlaw.WITHOUT_PUPILS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/related; type=\"text/xml\"; boundary=deel", "Multipart/Mixed"})
    void tellsMultipart_byTheHeaderAlone(String type) {
        byte[] body = ("preambule\r\n--deel\r\n\r\n" + Messages.school(pupils(Messages.PUPIL_XML)))
                .getBytes(StandardCharsets.UTF_8);

        try (PretendLas las = PretendLas.answering(200, "Content-Type: " + type + "\r\n", body)) {
            assertThat(fetch(las)).isEqualTo(new Failed.Unreadable(AnswerFlaw.MULTIPART));
        }
    }

    /** Without a fault the status tells; with one the fault does, whatever the status. */
    @ParameterizedTest
    @CsvSource({
        "302, HTTP_REDIRECT",
        "401, HTTP_REFUSED",
        "403, HTTP_REFUSED",
        "404, HTTP_REFUSED",
        "408, HTTP_ERROR",
        "429, HTTP_ERROR",
        "500, HTTP_ERROR",
        "503, HTTP_ERROR"
    })
    void tellsStatus_whenThereIsNoFault(int status, NoAnswer reason) {
        byte[] page = "<html><body>Log in</body></html>".getBytes(StandardCharsets.UTF_8);
        byte[] fault = Messages.fault("soap:Client.AutorisatieOngeldig").getBytes(StandardCharsets.UTF_8);

        try (PretendLas las = PretendLas.answering(status, "Content-Type: text/html\r\n", page)) {
            assertThat(fetch(las)).isEqualTo(new Failed.Unanswered(reason));
        }
        try (PretendLas las = PretendLas.answering(status, "Content-Type: text/xml\r\n", fault)) {
            assertThat(fetch(las)).isEqualTo(new Failed.Refused(FaultCode.INVALID_AUTHORISATION));
        }
    }

    @Test
    void inflatesNoFurtherThanTheLimit() {
        byte[] bomb = PretendLas.gzip((" ".repeat(AnswerBytes.MAX_BYTES) + "<x/>").getBytes(StandardCharsets.UTF_8));

        try (PretendLas las = PretendLas.answering(200, "Content-Encoding: gzip\r\n", bomb)) {
            assertThat(bomb.length).isLessThan(100_000);
            assertThat(fetch(las)).isEqualTo(new Failed.Unreadable(AnswerFlaw.TOO_LARGE));
        }
    }

    @Test
    void tellsCutShort_whenGzipIs() {
        byte[] whole =
                PretendLas.gzip(Messages.school(pupils(Messages.PUPIL_XML)).getBytes(StandardCharsets.UTF_8));
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

        try (PretendLas las = PretendLas.answering(200, "Content-Encoding: gzip\r\n", half)) {
            assertThat(fetch(las)).isEqualTo(new Failed.Unreadable(AnswerFlaw.CUT_SHORT));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, '', ''",
        "UTF-8, '', UTF-8",
        "ISO-8859-1, ISO-8859-1, ''",
        "ISO-8859-1, '', ISO-8859-1",
        "ISO-8859-1, '', '\"iso-8859-1\"'",
        "UTF-16, UTF-16, ''",
        "UTF-16, '', UTF-8",
        "UTF-32BE, UTF-32, ''",
        "UTF-32LE, '', ''",
        "X-UTF-32BE-BOM, UTF-32, ''",
        "X-UTF-32LE-BOM, '', UTF-8",
        "UTF-8, '', bestaat-niet"
    })
    void decodesText_byMarkHeaderOrDeclaration(String encoding, String declared, String header) {
        String declaration = declared.isEmpty() ? "" : "<?xml version='1.0' encoding='" + declared + "'?>";
        String xml = Messages.school(pupils("<leerling key='1'><roepnaam>Zoë</roepnaam></leerling>"));
        byte[] body = (declaration + xml.substring(xml.indexOf("<s:"))).getBytes(Charset.forName(encoding));
        String type = "Content-Type: text/xml" + (header.isEmpty() ? "" : "; charset=" + header) + "\r\n";

        try (PretendLas las = PretendLas.answering(200, type, body)) {
            FetchOutcome.Delivered delivered = (FetchOutcome.Delivered) fetch(las);

            assertThat(delivered.delivery().pupils().getFirst().name().full()).isEqualTo("Zoë");
            assertThat(new String(delivered.rawXml(), StandardCharsets.UTF_8)).contains("<roepnaam>Zoë</roepnaam>");
        }
    }

    @Test
    void readsBigSchool_whenItIsWithinTheLimits() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            many.append("<leerling key='").append(i).append("'><roepnaam>Siri</roepnaam></leerling>");
        }

        assertThat(delivered(Messages.school(pupils(many.toString()))).pupils()).hasSize(20_000);
    }

    @Test
    void tellsSchool_bySchoolKey() {
        SchoolIdentification asked = new SchoolIdentification.BySchoolKey("sleutel-7");
        String xml = Messages.school(pupils(Messages.PUPIL_XML));
        String same = xml.replace("</brincode>", "</brincode><schoolkey>sleutel-7</schoolkey>");

        assertThat(fetch(asked, same)).isInstanceOf(FetchOutcome.Delivered.class);
        assertThat(fetch(asked, same.replace("sleutel-7", "sleutel-8")))
                .isEqualTo(new Failed.Unreadable(AnswerFlaw.OTHER_SCHOOL));
        assertThat(fetch(asked, xml)).isEqualTo(new Failed.Unreadable(AnswerFlaw.OTHER_SCHOOL));
    }

    @Test
    void tellsSchool_byDependance() {
        SchoolIdentification asked = new SchoolIdentification.ByBrin(SchoolId.parse("99XX-01"));
        String xml = Messages.school(pupils(Messages.PUPIL_XML));

        assertThat(fetch(asked, xml.replace("</brincode>", "</brincode><dependancecode> 01</dependancecode>")))
                .isInstanceOf(FetchOutcome.Delivered.class);
        assertThat(fetch(asked, xml)).isEqualTo(new Failed.Unreadable(AnswerFlaw.OTHER_DEPENDANCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bsn", "sofinummer", "onderwijsnummer", "bsn_ondwnr-4", "rijksregisternummer", "BSN", "x:bsn"})
    void keepsNoNationalNumber_anywhere(String element) {
        String number = "<" + element + " xmlns:x='urn:x'>12345<diep>6782</diep></" + element + ">";
        String xml = Messages.school(number
                        + pupils("<leerling key='1' bsn='123456782'><roepnaam>Siri</roepnaam>" + number
                                + "<onbekend>" + number
                                + "</onbekend><toevoegingen><blok><nr>123456782</nr></blok></toevoegingen>"
                                + "<!-- 123456782 --><?nr 123456782?></leerling>"))
                .replace("<s:Header/>", "<s:Header>" + number + "</s:Header>");

        FetchOutcome.Delivered delivered = (FetchOutcome.Delivered) fetch(xml);

        assertThat(new String(delivered.rawXml(), StandardCharsets.UTF_8))
                .contains("<roepnaam>Siri</roepnaam>")
                .doesNotContain("12345", "6782", "onbekend")
                .doesNotContainIgnoringCase("bsn");
        assertThat(delivered.delivery().pupils()).hasSize(1);
    }

    @Test
    void copiesAnswer_soThatItReadsTheSame() throws Exception {
        String xml = Messages.school("<groepen><groep key='g&quot;&lt;5' xml:lang='nl'><naam>A &amp; B &lt;c&gt; ]]&gt;"
                + "<![CDATA[<d>]]></naam></groep></groepen>" + pupils(Messages.PUPIL_XML)
                + "<v:extra xmlns:v='urn:v' v:a='1'><leeg xmlns=''/></v:extra>");

        FetchOutcome.Delivered first = (FetchOutcome.Delivered) fetch(xml);
        FetchOutcome.Delivered again =
                (FetchOutcome.Delivered) fetch(new String(first.rawXml(), StandardCharsets.UTF_8));

        assertThat(again.delivery()).isEqualTo(first.delivery());
        assertThat(again.rawXml()).isEqualTo(first.rawXml());
        assertThat(first.delivery().groups().getFirst().name()).isEqualTo("A & B <c> ]]><d>");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "<uitstroomdatum/>, ''",
        "<uitstroomdatum> 2026-09-01 </uitstroomdatum>, 2026-09-01",
        "<uitstroomdatum>2026-09-01+02:00</uitstroomdatum>, 2026-09-01",
        "<uitstroomdatum>2026-02-30</uitstroomdatum>, ''"
    })
    void readsLeavingDay_orNotAtAll(String element, String day) {
        assertThat(pupil("key='1'", "<roepnaam>Siri</roepnaam>" + element).leavesOn())
                .isEqualTo(Optional.of(day).filter(d -> !d.isEmpty()).map(LocalDate::parse));
    }

    /** Two enrolments of one pupil: who left the one is still in the other. */
    @ParameterizedTest
    @CsvSource({
        "<uitstroomdatum>2026-09-01</uitstroomdatum>, '', '', ''",
        "'', <uitstroomdatum>2026-09-01</uitstroomdatum>, '', ''",
        "<uitstroomdatum>2026-09-01</uitstroomdatum>, <uitstroomdatum>2026-10-01</uitstroomdatum>, 2026-10-01, ''",
        "<jaargroep>H</jaargroep>, <jaargroep>5</jaargroep>, '', 5",
        "<jaargroep>5</jaargroep>, <jaargroep>H</jaargroep>, '', 5",
        "<jaargroep>H</jaargroep>, '', '', ''",
        "<jaargroep>H</jaargroep>, <jaargroep>H</jaargroep>, '', H"
    })
    void leavesNobody_whoIsStillInTheOtherRecord(String first, String second, String day, String yearGroup) {
        String start = "<leerling key='1'><roepnaam>Siri</roepnaam>";
        DeliveredPupil joined = delivered(
                        Messages.school(pupils(start + first + "</leerling>" + start + second + "</leerling>")))
                .pupils()
                .getFirst();

        assertThat(joined.leavesOn())
                .isEqualTo(Optional.of(day).filter(d -> !d.isEmpty()).map(LocalDate::parse));
        assertThat(joined.yearGroup()).isEqualTo(Optional.of(yearGroup).filter(y -> !y.isEmpty()));
    }

    /** The same answer, for a LAS of primary schools, of secondary schools and of both. */
    @ParameterizedTest
    @CsvSource({
        "q10-secondary-as-1-to-6.xml, SECONDARY, 12 13",
        "q10-secondary-as-1-to-6.xml, PRIMARY, 2 3",
        "q10-secondary-as-1-to-6.xml, , 2 3",
        "q10-secondary-both-ways.xml, SECONDARY, 12 12",
        "q10-secondary-both-ways.xml, PRIMARY, 12 2",
        "q10-secondary-both-ways.xml, , 12 12",
        "q10-primary-with-11.xml, PRIMARY, 8 11"
    })
    void readsYearGroups_asTheSchoolsTypeHasThem(String answer, SchoolType type, String yearGroups) throws IOException {
        try (InputStream in = FetchAnswersTest.class.getResourceAsStream("/answers/" + answer)) {
            Asked asked = Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR).forSchoolType(Optional.ofNullable(type));
            Judgement judged = new AnswerJudge(asked).judge(in, "", OutputStream.nullOutputStream());

            assertThat(((Judgement.WholeSchool) judged).delivery().pupils())
                    .extracting(p -> p.yearGroup().orElse("-"))
                    .containsExactly(yearGroups.split(" "));
        }
    }

    private static String pupils(String content) {
        return "<leerlingen>" + content + "</leerlingen>";
    }

    private static String attributes(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("a").append(i).append("='x' ");
        }
        return all.toString();
    }

    private static DeliveredPupil pupil(String attributes, String fields) {
        String xml = Messages.school(pupils("<leerling " + attributes + ">" + fields + "</leerling>"));
        return delivered(xml).pupils().getFirst();
    }

    private static Delivery delivered(String xml) {
        FetchOutcome outcome = fetch(xml);
        assertThat(outcome).isInstanceOf(FetchOutcome.Delivered.class);
        return ((FetchOutcome.Delivered) outcome).delivery();
    }

    private static FetchOutcome fetch(String xml) {
        return fetch(Messages.SCHOOL, xml);
    }

    private static FetchOutcome fetch(SchoolIdentification school, String xml) {
        try (PretendLas las = PretendLas.answering(xml)) {
            return new UwlrLasClient(LasNetwork.ANY).fetch(las.endpoint(), Messages.CREDENTIALS, school, Messages.YEAR);
        }
    }

    private static FetchOutcome fetch(PretendLas las) {
        return new UwlrLasClient(LasNetwork.ANY)
                .fetch(las.endpoint(), Messages.CREDENTIALS, Messages.SCHOOL, Messages.YEAR);
    }
}
