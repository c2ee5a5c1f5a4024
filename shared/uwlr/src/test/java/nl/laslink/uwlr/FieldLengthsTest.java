package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Delivery.Field;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.NodeList;

/** A value is out of range at the length of its own field, and what is dropped is not taken for what is not there. */
class FieldLengthsTest {

    @ParameterizedTest
    @EnumSource(
            value = Field.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KEY", "ECK_ID", "GROUP"})
    void areThoseOfTheSchemas(Field field) throws Exception {
        Set<String> types = texts("EDEXML.elementen.xsd", "//*[@name='" + field.wire() + "']/@type");
        Set<String> longest = new TreeSet<>();
        for (String type : types) {
            longest.addAll(texts(
                    "EDEXML.types.vast.xsd",
                    "//*[local-name()='simpleType'][@name='" + type + "']//*[local-name()='maxLength']/@value"));
        }

        assertThat(longest).containsExactly(Integer.toString(field.longest()));
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY", "ECK_ID", "GROUP"})
    void areThatOfTheBaseSchema_forIdentities(Field field) throws Exception {
        Set<String> longest = texts(
                "EDEXML.types.vast.xsd",
                "//*[local-name()='simpleType'][@name='EDEXKeyType']//*[local-name()='maxLength']/@value");

        assertThat(longest).containsExactly(Integer.toString(field.longest()));
    }

    /** A character beyond the first 65,536 counts for one, as it does in a schema. */
    @ParameterizedTest
    @CsvSource({
        "achternaam, 200, SURNAME",
        "voorvoegsel, 10, PREFIX",
        "roepnaam, 64, FIRST_NAME",
    })
    void areCountedInCharacters(String field, int longest, PersonName.Part part) {
        String letter = Character.toString(0x10400);
        String values = "<achternaam>Nergens</achternaam><voorvoegsel>van</voorvoegsel><roepnaam>Siri</roepnaam>"
                .replaceFirst("<" + field + ">.*</" + field + ">", "<" + field + ">%s</" + field + ">");

        assertThat(pupil(values.formatted(letter.repeat(longest))).name().unread())
                .isEmpty();
        assertThat(pupil(values.formatted(letter.repeat(longest + 1))).name().unread())
                .containsExactly(part);
    }

    @ParameterizedTest
    @CsvSource({
        "'<roepnaam>Siri</roepnaam><voornamen>LONG</voornamen>', Siri, false",
        "'<roepnaam>LONG</roepnaam><voornamen>Siri Maria</voornamen>', Siri Maria, true",
        "'<voornamen>LONG</voornamen><voorletters-1>S.M.</voorletters-1>', S.M., true",
        "'<voornamen>Siri Maria</voornamen><voorletters-1>LONG</voorletters-1>', Siri Maria, false",
        "'<voorletters-1>LONG</voorletters-1>', , true",
        "'', , false",
    })
    void leaveAFirstNameUnread_whenTheFieldThatWouldBeItIsTooLong(String fields, String first, boolean isUnread) {
        PersonName name = pupil("<achternaam>Nergens</achternaam>" + fields.replace("LONG", "l".repeat(201)))
                .name();

        assertThat(name.firstName().orElse(null)).isEqualTo(first);
        assertThat(name.unread().contains(PersonName.Part.FIRST_NAME)).isEqualTo(isUnread);
    }

    @Test
    void saySoOfAGroup_whoseNameIsTooLong() {
        Delivery delivery = delivery("<groepen><groep key='g5'><naam>" + "n".repeat(65) + "</naam></groep>"
                + "<groep key='g6'><naam>" + "n".repeat(64) + "</naam></groep></groepen><leerlingen>"
                + Messages.PUPIL_XML + "</leerlingen>");

        assertThat(delivery.groups()).extracting(g -> g.named()).containsExactly(false, true);
        assertThat(delivery.groups().getFirst().name()).isEqualTo("g5");
    }

    private static DeliveredPupil pupil(String fields) {
        return delivery("<leerlingen><leerling key='1'>" + fields + "</leerling></leerlingen>")
                .pupils()
                .getFirst();
    }

    private static Delivery delivery(String content) {
        byte[] answer = Messages.school(content).getBytes(StandardCharsets.UTF_8);
        return ((Judgement.WholeSchool) new AnswerJudge(Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR))
                        .judge(new ByteArrayInputStream(answer), "", OutputStream.nullOutputStream()))
                .delivery();
    }

    private static Set<String> texts(String schema, String path) throws Exception {
        Path file = PublishedSchemas.folder().resolve(schema);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        NodeList found = (NodeList) XPathFactory.newDefaultInstance()
                .newXPath()
                .evaluate(path, factory.newDocumentBuilder().parse(file.toFile()), XPathConstants.NODESET);
        Set<String> texts = new TreeSet<>();
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getNodeValue());
        }
        return texts;
    }
}
