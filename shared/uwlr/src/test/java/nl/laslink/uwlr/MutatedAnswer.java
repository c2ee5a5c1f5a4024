package nl.laslink.uwlr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import nl.laslink.uwlr.request.Uwlr;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes a valid answer in another way that means the same: other order, prefixes, white space, encoding, empty fields, CDATA,
 * comments, and with national numbers that were not requested. The same seed always writes the same bytes.
 */
final class MutatedAnswer {
    /** In none of the answers of the corpus; none is anybody's. */
    static final List<String> NATIONAL_NUMBERS = List.of("999990019", "999990020", "999990031");

    /** Damage can turn a comment into text. */
    static final String IN_COMMENTS = "999990043";

    private static final List<String> NUMBER_ELEMENTS = List.of(
            "bsn", "sofinummer", "onderwijsnummer", "bsn_ondwnr-4", "rijksregisternummer", "BSN", "toevoegingen");
    private static final Set<String> ANY_ORDER =
            Set.of("school", "leerling", "leerkracht", "groep", "samengestelde_groep", "leerlinggegevens");
    private static final Set<String> PERSONS = Set.of("leerling", "leerkracht");
    private static final List<String> MAY_BE_EMPTY =
            List.of("voorvoegsel", "achternaam", "roepnaam", "geboortedatum", "jaargroep", "geslacht", "emailadres");
    private static final List<String> PREFIXES = List.of("", "le", "ns1", "SOAP-ENV", "x.y-z", "ë");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final Encoding encoding;
    private final boolean comments;
    private final boolean spaces;

    private MutatedAnswer(Random random) {
        this.random = random;
        this.encoding = one(List.of(Encoding.values()));
        this.comments = random.nextBoolean();
        this.spaces = random.nextBoolean();
    }

    private enum Encoding {
        UTF_8("UTF-8", StandardCharsets.UTF_8, ""),
        UTF_8_WITHOUT_NAME("", StandardCharsets.UTF_8, ""),
        UTF_8_WITH_MARK("UTF-8", StandardCharsets.UTF_8, "\uFEFF"),
        UTF_16_BIG_END_FIRST("UTF-16", StandardCharsets.UTF_16BE, "\uFEFF"),
        UTF_16_LITTLE_END_FIRST("utf-16", StandardCharsets.UTF_16LE, "\uFEFF"),
        UTF_16_BIG_WITHOUT_MARK("UTF-16BE", StandardCharsets.UTF_16BE, ""),
        LATIN_1("ISO-8859-1", StandardCharsets.ISO_8859_1, ""),
        WINDOWS("windows-1252", Charset.forName("windows-1252"), ""),
        ASCII("US-ASCII", StandardCharsets.US_ASCII, "");

        private final String name;
        private final Charset charset;
        private final String mark;

        Encoding(String name, Charset charset, String mark) {
            this.name = name;
            this.charset = charset;
            this.mark = mark;
        }
    }

    static byte[] of(byte[] answer, long seed) {
        MutatedAnswer mutated = new MutatedAnswer(new Random(seed));
        mutated.document(parse(answer));
        return mutated.bytes();
    }

    static Document parse(byte[] answer) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setCoalescing(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new ByteArrayInputStream(answer));
        } catch (SAXException | IOException e) {
            throw new NotWellFormed();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The byte at a place is lost, doubled or another one. */
    static byte[] damaged(byte[] whole, int at, Random random) {
        byte[] before = Arrays.copyOf(whole, at);
        byte[] after = Arrays.copyOfRange(whole, at + 1, whole.length);
        return switch (random.nextInt(3)) {
            case 0 -> joined(before, after);
            case 1 -> joined(Arrays.copyOf(whole, at + 1), Arrays.copyOfRange(whole, at, whole.length));
            default -> joined(before, joined(new byte[] {(byte) random.nextInt()}, after));
        };
    }

    /** Up to 40 bytes in a row are lost or doubled. */
    static byte[] withDamagedPiece(byte[] whole, Random random) {
        int from = random.nextInt(whole.length);
        int to = Math.min(whole.length, from + 1 + random.nextInt(40));
        return random.nextBoolean()
                ? joined(Arrays.copyOf(whole, from), Arrays.copyOfRange(whole, to, whole.length))
                : joined(Arrays.copyOf(whole, to), Arrays.copyOfRange(whole, from, whole.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** What another parser than the product's makes of it. */
    static final class NotWellFormed extends RuntimeException {}

    private byte[] bytes() {
        byte[] plain = (encoding.mark + out).getBytes(encoding.charset);
        if (random.nextInt(4) > 0) {
            return plain;
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private void document(Document document) {
        if (!encoding.name.isEmpty()) {
            out.append("<?xml version=\"1.0\" encoding=\"%s\"?>".formatted(encoding.name));
        }
        between();
        element(document.getDocumentElement(), List.of());
        between();
    }

    /** A prefix in scope, and what it stands for. */
    private record Scope(String prefix, String namespace) {}

    private void element(Element element, List<Scope> outer) {
        String namespace = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
        List<Scope> known = outer.stream()
                .filter(s -> s.namespace().equals(namespace) && isVisible(s, outer))
                .toList();
        boolean declares = known.isEmpty() && !(namespace.isEmpty() && isVisible(new Scope("", ""), outer))
                || random.nextInt(6) == 0;
        Scope scope = !declares
                ? known.isEmpty() ? new Scope("", "") : one(known)
                : new Scope(namespace.isEmpty() ? "" : prefix(namespace), namespace);
        List<Scope> inner = new ArrayList<>(outer);
        inner.add(scope);
        String name = (scope.prefix().isEmpty() ? "" : scope.prefix() + ":") + element.getLocalName();
        out.append('<').append(name);
        if (declares) {
            out.append(scope.prefix().isEmpty() ? " xmlns" : " xmlns:" + scope.prefix())
                    .append("='" + namespace + "'");
        }
        attributes(element);
        List<Runnable> children = children(element, inner);
        if (children.isEmpty() && random.nextBoolean()) {
            out.append("/>");
            return;
        }
        out.append('>');
        children.forEach(Runnable::run);
        out.append("</").append(name).append(random.nextInt(4) == 0 ? " >" : ">");
    }

    /** The innermost declaration of a prefix hides those outside it. */
    private static boolean isVisible(Scope scope, List<Scope> scopes) {
        return scopes.reversed().stream()
                .filter(s -> s.prefix().equals(scope.prefix()))
                .findFirst()
                .map(s -> s.namespace().equals(scope.namespace()))
                .orElse(scope.prefix().isEmpty() && scope.namespace().isEmpty());
    }

    private String prefix(String namespace) {
        String prefix = one(PREFIXES);
        CharsetEncoder encoder = encoding.charset.newEncoder();
        return encoder.canEncode(prefix) ? prefix : "p" + namespace.length();
    }

    private void attributes(Element element) {
        List<Attr> attributes = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            attributes.add((Attr) element.getAttributes().item(i));
        }
        Collections.shuffle(attributes, random);
        for (Attr attribute : attributes) {
            // Only what UWLR knows: prefixed attributes are a vendor's, and their prefixes were not kept.
            if (attribute.getNamespaceURI() == null) {
                char quote = random.nextBoolean() ? '"' : '\'';
                out.append(' ')
                        .append(attribute.getName())
                        .append('=')
                        .append(quote)
                        .append(pad());
                attribute.getValue().codePoints().forEach(this::character);
                out.append(pad()).append(quote);
            }
        }
        if (PERSONS.contains(element.getLocalName()) && random.nextInt(8) == 0) {
            out.append(" bsn='").append(one(NATIONAL_NUMBERS)).append('\'');
        }
    }

    private List<Runnable> children(Element element, List<Scope> scopes) {
        List<Runnable> children = new ArrayList<>();
        boolean hasElements = false;
        Set<String> names = new HashSet<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                hasElements = true;
                names.add(inner.getLocalName());
                children.add(() -> element(inner, scopes));
            }
        }
        if (!hasElements) {
            String text = element.getTextContent();
            return text.isBlank() ? List.of() : List.of(() -> text(text));
        }
        String name = element.getLocalName();
        if (PERSONS.contains(name)) {
            if (random.nextBoolean()) {
                children.add(this::nationalNumber);
            }
            MAY_BE_EMPTY.stream()
                    .filter(f -> !names.contains(f) && random.nextInt(3) == 0)
                    .forEach(f -> children.add(() -> emptyField(element, f, scopes)));
        }
        if (ANY_ORDER.contains(name)) {
            Collections.shuffle(children, random);
        }
        List<Runnable> spaced = new ArrayList<>();
        spaced.add(this::between);
        children.forEach(child -> {
            spaced.add(child);
            spaced.add(this::between);
        });
        return spaced;
    }

    private void nationalNumber() {
        String name = one(NUMBER_ELEMENTS);
        out.append('<').append(name).append(" xmlns='").append(Uwlr.PUPIL_DATA).append("'>");
        switch (random.nextInt(3)) {
            case 0 -> text(one(NATIONAL_NUMBERS));
            case 1 -> out.append("<a><b n='").append(one(NATIONAL_NUMBERS)).append("'/></a>");
            default -> out.append("<![CDATA[").append(one(NATIONAL_NUMBERS)).append("]]>");
        }
        out.append("</").append(name).append('>');
    }

    private void emptyField(Element parent, String name, List<Scope> scopes) {
        Element empty = parent.getOwnerDocument().createElementNS(Uwlr.PUPIL_DATA, name);
        element(empty, scopes);
    }

    private void text(String text) {
        out.append(pad());
        text.codePoints().forEach(c -> {
            if (comments && random.nextInt(8) == 0) {
                out.append(random.nextBoolean() ? "<!-- -->" : "<?p i?>");
            }
            if (random.nextInt(8) == 0 && canEncode(c) && c != ']') {
                out.append("<![CDATA[").appendCodePoint(c).append("]]>");
            } else {
                character(c);
            }
        });
        out.append(pad());
    }

    private void character(int c) {
        if (c == '<' || c == '&' || c == '>' || c == '"' || c == '\'' || !canEncode(c) || random.nextInt(16) == 0) {
            out.append(random.nextBoolean() ? "&#%d;".formatted(c) : "&#x%x;".formatted(c));
        } else {
            out.appendCodePoint(c);
        }
    }

    private boolean canEncode(int c) {
        return encoding.charset.newEncoder().canEncode(Character.toString(c));
    }

    private String pad() {
        return spaces && random.nextInt(3) == 0 ? one(List.of(" ", "\n\t", "&#9;", "&#32; ")) : "";
    }

    private void between() {
        if (spaces) {
            out.append(one(List.of("", " ", "\n", "\r\n\t", "\n      ")));
        }
        if (comments && random.nextInt(5) == 0) {
            out.append(one(List.of("<!-- <leerling key='9'/> 999990043 -->", "<?laslink 999990043?>", "<!---->")));
        }
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
