package nl.laslink.uwlr.answer;

import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An answer written again, in UTF-8, as far as it was of use. */
final class AnswerCopy {
    private final XMLStreamWriter xml;

    AnswerCopy(OutputStream out) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw new CopyNotWritten();
        }
    }

    void start(String prefix, String namespace, String localName) {
        write(() -> xml.writeStartElement(orEmpty(prefix), localName, orEmpty(namespace)));
    }

    void namespace(String prefix, String uri) {
        write(() -> {
            if (orEmpty(prefix).isEmpty()) {
                xml.writeDefaultNamespace(orEmpty(uri));
            } else {
                xml.writeNamespace(prefix, orEmpty(uri));
            }
        });
    }

    void attribute(String name, String value) {
        write(() -> xml.writeAttribute(name, value));
    }

    void text(String text) {
        write(() -> xml.writeCharacters(text));
    }

    void end() {
        write(xml::writeEndElement);
    }

    void finish() {
        write(xml::flush);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    @FunctionalInterface
    private interface Step {
        void write() throws XMLStreamException;
    }

    private static void write(Step step) {
        try {
            step.write();
        } catch (XMLStreamException e) {
            throw new CopyNotWritten();
        }
    }

    /** Writing failed. Holds nothing of the answer. */
    static final class CopyNotWritten extends RuntimeException {
        CopyNotWritten() {
            super("the copy of an answer could not be written");
        }
    }
}
