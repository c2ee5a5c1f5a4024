package nl.laslink.uwlr.answer;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.Delivery;

/**
 * Walks through an answer, element by element, and copies what is asked of it: nothing that is skipped, no text between
 * elements, no attribute but the identities. Elements that may hold a national number are not even shown. Knows no DOCTYPE and
 * no entities of the answer's own, and has limits to depth, attributes and text.
 */
final class XmlCursor {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_ATTRIBUTES = 64;
    /** A field has at most 256 characters (UWLR); a comment may be long. */
    private static final int MAX_TEXT = 65_536;

    private static final String VENDOR_BLOCKS = "toevoegingen";
    private static final String LAST_FOUR_DIGITS = "bsn_ondwnr-4";

    private static final Set<String> IDENTITIES = Set.of("key", "eckid");

    /**
     * The national numbers of EDEXML, and {@code toevoegingen}: blocks of a vendor's own making, of which nobody here can tell
     * what they hold.
     */
    private static final Set<String> NEVER_KEPT =
            Set.of("bsn", "sofinummer", "onderwijsnummer", LAST_FOUR_DIGITS, "rijksregisternummer", VENDOR_BLOCKS);

    private final AnswerBytes bytes;
    private final XMLStreamReader xml;
    private final AnswerCopy copy;
    private final Findings findings;
    private int depth;
    private int textLength;
    /** The element it just entered is not copied yet: it may still be skipped. */
    private boolean entered;

    /** {@code charset} is what HTTP says; a byte order mark in the answer knows better. */
    XmlCursor(AnswerBytes answer, Optional<Charset> charset, AnswerCopy copy, Findings findings) throws Unusable {
        this.bytes = answer;
        this.copy = copy;
        this.findings = findings;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(javax.xml.XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((_, _, _, _) -> {
            throw new XMLStreamException("nothing outside the answer is read");
        });
        try {
            xml = factory.createXMLStreamReader(answer.text(charset));
        } catch (XMLStreamException | RuntimeException e) {
            throw new Unusable(answer.flaw(false));
        }
    }

    /** Enters the outermost element. */
    public void root() throws Unusable {
        if (!nextChild()) {
            throw new Unusable(AnswerFlaw.NOT_XML);
        }
    }

    /** Enters the next child of the element it is in; at that one's end leaves it and says false. */
    public boolean nextChild() throws Unusable {
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (enter()) {
                        return true;
                    }
                }
                case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    /** Local name of the element it just entered, when that is of this namespace; else empty. */
    public String name(String namespace) {
        return namespace.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "";
    }

    public String localName() {
        return xml.getLocalName();
    }

    /** Line of the start tag it just entered. */
    public int line() {
        return xml.getLocation().getLineNumber();
    }

    /** An attribute without namespace of the element it just entered, stripped; empty counts as absent. Keeps the element. */
    public Optional<String> attribute(String name) {
        return exactAttribute(name).flatMap(XmlCursor::present);
    }

    /** An attribute without namespace of the element it just entered, with its spaces. Keeps the element. */
    public Optional<String> exactAttribute(String name) {
        keep();
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (name.equals(xml.getAttributeLocalName(i)) && isWithoutNamespace(i)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /** The element's own text, stripped, empty counts as absent; leaves the element. */
    public Optional<String> text() throws Unusable {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    copy.text(xml.getText());
                    text.append(xml.getText());
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    if (enter()) {
                        skip();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return present(text.toString());
                }
                default -> {}
            }
        }
    }

    /** Leaves the element without looking at it. */
    public void skip() throws Unusable {
        if (entered) {
            entered = false;
            passOver();
            return;
        }
        while (nextChild()) {
            skip();
        }
    }

    /** Reads on to the end; what follows the outermost element must still be XML. */
    public void end() throws Unusable {
        while (depth > 0) {
            skip();
        }
        while (advance() != XMLStreamConstants.END_DOCUMENT) {
            // Comments and white space may follow.
        }
        bytes.requireWhole();
        copy.finish();
    }

    /** Whether the element may be looked at; one that is never kept is passed over. */
    private boolean enter() throws Unusable {
        if (isNeverKept(xml.getLocalName())) {
            noticeNationalNumbers();
            passOver();
            return false;
        }
        entered = true;
        return true;
    }

    /** To the end of the element whose start is the last that was read. */
    private void passOver() throws Unusable {
        boolean isOfVendor = xml.getLocalName().equalsIgnoreCase(VENDOR_BLOCKS);
        int inside = depth;
        while (depth >= inside) {
            if (read() == XMLStreamConstants.START_ELEMENT && !isOfVendor) {
                noticeNationalNumbers();
            }
        }
    }

    private static boolean isNeverKept(String localName) {
        return NEVER_KEPT.contains(localName.toLowerCase(Locale.ROOT));
    }

    /** In the name of the element it is at, or of an attribute of it. */
    private void noticeNationalNumbers() {
        noticeNationalNumber(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            noticeNationalNumber(xml.getAttributeLocalName(i));
        }
    }

    private void noticeNationalNumber(String localName) {
        if (isNeverKept(localName) && !localName.equalsIgnoreCase(VENDOR_BLOCKS)) {
            Delivery.Kind kind = localName.equalsIgnoreCase(LAST_FOUR_DIGITS)
                    ? Delivery.Kind.NATIONAL_NUMBER_PART
                    : Delivery.Kind.NATIONAL_NUMBER;
            findings.add(kind, findings.place(Delivery.Subject.ANSWER, 1, line()));
        }
    }

    private void keep() {
        if (entered) {
            entered = false;
            noticeNationalNumbers();
            copyStart();
        }
    }

    private void copyStart() {
        copy.start(xml.getPrefix(), xml.getNamespaceURI(), xml.getLocalName());
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            copy.namespace(xml.getNamespacePrefix(i), xml.getNamespaceURI(i));
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String name = xml.getAttributeLocalName(i);
            if (IDENTITIES.contains(name) && isWithoutNamespace(i)) {
                copy.attribute(name, xml.getAttributeValue(i));
            }
        }
    }

    private boolean isWithoutNamespace(int attribute) {
        String namespace = xml.getAttributeNamespace(attribute);
        return namespace == null || namespace.isEmpty();
    }

    /** One event on. What it leaves behind is copied: a start that was not skipped, an end. */
    private int advance() throws Unusable {
        keep();
        int event = read();
        if (event == XMLStreamConstants.END_ELEMENT) {
            copy.end();
        }
        return event;
    }

    private int read() throws Unusable {
        int event = next();
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                depth++;
                textLength = 0;
                limit(depth <= MAX_DEPTH, AnswerFlaw.TOO_DEEP);
                limit(
                        xml.getAttributeCount() + xml.getNamespaceCount() <= MAX_ATTRIBUTES,
                        AnswerFlaw.TOO_MANY_ATTRIBUTES);
                for (int i = 0; i < xml.getAttributeCount(); i++) {
                    limit(xml.getAttributeValue(i).length() <= MAX_TEXT, AnswerFlaw.TEXT_TOO_LONG);
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                textLength += xml.getTextLength();
                limit(textLength <= MAX_TEXT, AnswerFlaw.TEXT_TOO_LONG);
            }
            case XMLStreamConstants.DTD -> throw new Unusable(AnswerFlaw.DOCTYPE);
            case XMLStreamConstants.ENTITY_REFERENCE -> throw new Unusable(AnswerFlaw.NOT_XML);
            default -> {}
        }
        return event;
    }

    private int next() throws Unusable {
        try {
            if (!xml.hasNext()) {
                throw new Unusable(AnswerFlaw.NOT_XML);
            }
            return xml.next();
        } catch (XMLStreamException | RuntimeException e) {
            // The JDK's parser also throws unchecked over hostile input; its message quotes the input, so it ends here.
            throw new Unusable(bytes.flaw(depth > 0));
        }
    }

    private static void limit(boolean isWithin, AnswerFlaw flaw) throws Unusable {
        if (!isWithin) {
            throw new Unusable(flaw);
        }
    }

    private static Optional<String> present(String text) {
        return Optional.of(text.strip()).filter(t -> !t.isEmpty());
    }
}
