package nl.laslink.uwlr.request;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasHabits;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.secret.SecretAccess;

/** Writes the elements of one namespace of a SOAP message. What is absent or blank is left out: UWLR knows no empty fields. */
public final class RequestWriter {
    private final XMLStreamWriter xml;
    private final String prefix;
    private final String namespace;

    private RequestWriter(XMLStreamWriter xml, String prefix, String namespace) {
        this.xml = xml;
        this.prefix = prefix;
        this.namespace = namespace;
    }

    /** Writes what is inside an element. */
    @FunctionalInterface
    public interface Content {
        void write(RequestWriter out) throws XMLStreamException;
    }

    /** A whole message: envelope, header and {@code root} with this content. */
    public static byte[] message(LasCredentials credentials, String namespace, String root, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            RequestWriter soap = new RequestWriter(xml, "soap", Uwlr.SOAP);
            soap.root("Envelope", envelope -> {
                envelope.element("Header", _ -> authorisation(xml, credentials));
                envelope.element("Body", _ -> new RequestWriter(xml, "u", namespace).root(root, content));
            });
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new MessageNotWritten(root);
        }
        return bytes.toByteArray();
    }

    private static void authorisation(XMLStreamWriter xml, LasCredentials credentials) throws XMLStreamException {
        new RequestWriter(xml, "au", Uwlr.AUTHORISATION).root("autorisatie", out -> {
            // Whole, whatever its length: UWLR_Autorisatie_v2p2.xsd ends at 64 characters, but a supplier issues keys
            // of 88
            // (Base64 of 64 bytes; las-quirks 11), and cut short it would open nothing. Only such a key breaks the
            // schema.
            out.text("autorisatiesleutel", credentials.authorisationKey().reveal(SecretAccess.TO_CALL_THE_LAS));
            out.text("klantcode", credentials.klantcode().reveal(SecretAccess.TO_CALL_THE_LAS));
            out.text("klantnaam", credentials.klantnaam());
        });
    }

    /** Writes on in another namespace, whose prefix each element declares for itself. */
    public RequestWriter in(String otherPrefix, String otherNamespace) {
        return new RequestWriter(xml, otherPrefix, otherNamespace);
    }

    /** An element that declares this writer's prefix. */
    public void root(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(prefix, name, namespace);
        xml.writeNamespace(prefix, namespace);
        content.write(this);
        xml.writeEndElement();
    }

    public void element(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(prefix, name, namespace);
        content.write(this);
        xml.writeEndElement();
    }

    public void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value));
    }

    public void text(String name, String value) throws XMLStreamException {
        xml.writeStartElement(prefix, name, namespace);
        xml.writeCharacters(allowed(value));
        xml.writeEndElement();
    }

    public void text(String name, Optional<String> value) throws XMLStreamException {
        if (value.filter(RequestWriter::holds).isPresent()) {
            text(name, value.get());
        }
    }

    /** The text of the element it is in, cut to the length the schema allows. */
    public void characters(String value, int maximum) throws XMLStreamException {
        xml.writeCharacters(fitting(value, maximum));
    }

    /** A text for people to read, cut to the length the schema allows. */
    public void label(String name, Optional<String> value, int maximum) throws XMLStreamException {
        text(name, value.map(v -> fitting(v, maximum)));
    }

    public void number(String name, Optional<BigDecimal> value) throws XMLStreamException {
        text(name, value.map(BigDecimal::toPlainString));
    }

    public void count(String name, Optional<Integer> value) throws XMLStreamException {
        text(name, value.map(v -> Integer.toString(v)));
    }

    /**
     * BRIN and dependance, or the school key. Dependance 00 is left out, since some servers know it only as absent, unless the
     * LAS wants it named.
     */
    public void school(SchoolIdentification school, LasHabits habits) throws XMLStreamException {
        switch (school) {
            case SchoolIdentification.ByBrin(var id) -> {
                text("brincode", id.brin().value());
                if (habits.namesMainDependance() || !id.dependance().equals(Dependance.MAIN)) {
                    text("dependancecode", id.dependance().value());
                }
            }
            case SchoolIdentification.BySchoolKey(String key) -> text("schoolkey", key);
        }
    }

    private static String fitting(String text, int maximum) {
        return cut(allowed(text).strip(), maximum);
    }

    /** Whether an element would hold anything of it. */
    public static boolean holds(String text) {
        return !allowed(text).isBlank();
    }

    /** A validator in Java or .NET counts a character beyond the first 65,536 for two, so that is what must fit. */
    private static String cut(String text, int maximum) {
        if (text.length() <= maximum) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(maximum - 1)) ? maximum - 1 : maximum;
        return text.substring(0, end).strip();
    }

    /** Without the characters that XML 1.0 cannot carry at all; one of them would spoil the whole message. */
    private static String allowed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(RequestWriter::isAllowed).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xd7ff
                || character >= 0xe000 && character <= 0xfffd
                || character >= 0x10000;
    }

    /** A message could not be written; it stayed in memory. Holds nothing of it. */
    static final class MessageNotWritten extends RuntimeException {
        MessageNotWritten(String root) {
            super(root + " could not be written");
        }
    }
}
