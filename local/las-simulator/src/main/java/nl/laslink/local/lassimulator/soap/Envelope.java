package nl.laslink.local.lassimulator.soap;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A SOAP 1.1 request: who asks, and the one element of the body. */
record Envelope(Credentials credentials, Element payload) {

    /** The three values of UWLR's header block. */
    record Credentials(String authorisationKey, String customerCode, String customerName) {
        @Override
        public String toString() {
            return "Credentials of " + customerName;
        }
    }

    /** Header first, then body: a message that fails on both hears about the header. */
    static Envelope read(Document document) throws Refused {
        Element root = document.getDocumentElement();
        if (!"Envelope".equals(root.getLocalName()) || !Uwlr.SOAP.equals(root.getNamespaceURI())) {
            throw Refused.malformed("the root is not a SOAP 1.1 Envelope");
        }
        Children parts = Children.of(root);
        Optional<Element> header = parts.optional("Header");
        if (header.isEmpty()) {
            throw new Refused(Fault.NOT_AUTHORISED, "there is no Header");
        }
        Credentials credentials = credentials(header.get());
        Element body = parts.required("Body");
        parts.end();
        return new Envelope(credentials, only(body));
    }

    private static Credentials credentials(Element header) throws Refused {
        List<Element> blocks = Children.of(header, Uwlr.AUTHORISATION).many("autorisatie");
        if (blocks.size() != 1) {
            throw new Refused(Fault.NOT_AUTHORISED, "the Header does not hold exactly one autorisatie");
        }
        try {
            Children fields = Children.of(blocks.getFirst());
            Credentials credentials = new Credentials(
                    // 256, not the schema's 64: one vendor gives out keys of 88 characters
                    fields.text("autorisatiesleutel", 256), fields.text("klantcode", 64), fields.text("klantnaam", 64));
            fields.end();
            return credentials;
        } catch (Refused incomplete) {
            throw new Refused(Fault.NOT_AUTHORISED, incomplete.getMessage());
        }
    }

    private static Element only(Element body) throws Refused {
        List<Element> payloads = Stream.iterate(body.getFirstChild(), Objects::nonNull, Node::getNextSibling)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
        if (payloads.size() != 1) {
            throw Refused.malformed("the Body does not hold exactly one element");
        }
        return payloads.getFirst();
    }
}
