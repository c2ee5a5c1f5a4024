package nl.laslink.local.lassimulator.soap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a SOAP 1.1 answer in UTF-8: prefix {@code soap}, and the payload in one default namespace. */
final class SoapWriter {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;
    private final String namespace;

    private SoapWriter(String namespace) throws XMLStreamException {
        this.namespace = namespace;
        this.xml = FACTORY.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    }

    /** The content of the payload's root element. */
    @FunctionalInterface
    interface Content {
        void write(SoapWriter out) throws XMLStreamException;
    }

    /** An answer whose body is this element with this content. */
    static byte[] answer(String namespace, String root, Content content) {
        return envelope(namespace, out -> {
            out.xml.writeStartElement("", root, namespace);
            out.xml.writeDefaultNamespace(namespace);
            content.write(out);
            out.close();
        });
    }

    /** A fault: the dotted UWLR code behind SOAP's prefix, one fixed sentence, no detail. */
    static byte[] fault(String code, String sentence) {
        return envelope(Uwlr.SOAP, out -> {
            out.xml.writeStartElement("soap", "Fault", Uwlr.SOAP);
            out.xml.writeStartElement("faultcode");
            out.xml.writeCharacters("soap:" + code);
            out.close();
            out.xml.writeStartElement("faultstring");
            out.xml.writeCharacters(sentence);
            out.close();
            out.close();
        });
    }

    private static byte[] envelope(String namespace, Content body) {
        try {
            SoapWriter out = new SoapWriter(namespace);
            out.xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            out.xml.writeStartElement("soap", "Envelope", Uwlr.SOAP);
            out.xml.writeNamespace("soap", Uwlr.SOAP);
            out.xml.writeStartElement("soap", "Body", Uwlr.SOAP);
            body.write(out);
            out.close();
            out.close();
            out.xml.writeEndDocument();
            out.xml.close();
            return out.bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing XML to memory does not fail", e);
        }
    }

    void open(String element, String... attributesAndValues) throws XMLStreamException {
        xml.writeStartElement("", element, namespace);
        writeAttributes(attributesAndValues);
    }

    void close() throws XMLStreamException {
        xml.writeEndElement();
    }

    void text(String element, String text) throws XMLStreamException {
        open(element);
        xml.writeCharacters(text);
        close();
    }

    void text(String element, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            text(element, text.get());
        }
    }

    void empty(String element) throws XMLStreamException {
        xml.writeEmptyElement("", element, namespace);
    }

    void reference(String element, String key) throws XMLStreamException {
        empty(element);
        writeAttributes("key", key);
    }

    private void writeAttributes(String... attributesAndValues) throws XMLStreamException {
        for (int i = 0; i < attributesAndValues.length; i += 2) {
            xml.writeAttribute(attributesAndValues[i], attributesAndValues[i + 1]);
        }
    }
}
