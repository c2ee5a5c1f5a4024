package nl.laslink.local.lassimulator.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Walks over the child elements of one element in the order its xs:sequence demands, and refuses what does not fit: this
 * LAS is strict, so that whatever passes here passes at a lenient one too.
 */
final class Children {
    private final Element parent;
    private final String namespace;
    private final List<Element> elements;
    private int next;

    private Children(Element parent, String namespace, List<Element> elements) {
        this.parent = parent;
        this.namespace = namespace;
        this.elements = elements;
    }

    static Children of(Element parent) throws Refused {
        return of(parent, parent.getNamespaceURI());
    }

    /** The children of an element whose content lives in this namespace. */
    static Children of(Element parent, String namespace) throws Refused {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            } else if (node.getNodeType() == Node.TEXT_NODE
                    && !node.getTextContent().isBlank()) {
                throw Refused.malformed("text between the elements of " + parent.getLocalName());
            }
        }
        return new Children(parent, namespace, elements);
    }

    /** The next element when it has this name. */
    Optional<Element> optional(String name) {
        if (next < elements.size() && is(elements.get(next), name)) {
            return Optional.of(elements.get(next++));
        }
        return Optional.empty();
    }

    Element required(String name) throws Refused {
        return optional(name)
                .orElseThrow(() -> Refused.malformed(name + " is missing in " + parent.getLocalName()
                        + (next < elements.size()
                                ? ", before " + elements.get(next).getLocalName()
                                : "")));
    }

    /** All next elements of this name. */
    List<Element> many(String name) {
        List<Element> found = new ArrayList<>();
        for (Optional<Element> element = optional(name); element.isPresent(); element = optional(name)) {
            found.add(element.get());
        }
        return found;
    }

    /** All next elements of this name; there must be at least one. */
    List<Element> atLeastOne(String name) throws Refused {
        List<Element> found = many(name);
        if (found.isEmpty()) {
            throw Refused.malformed(parent.getLocalName() + " holds no " + name);
        }
        return found;
    }

    String text(String name, int max) throws Refused {
        return textOf(required(name), max);
    }

    Optional<String> optionalText(String name, int max) throws Refused {
        Optional<Element> element = optional(name);
        return element.isPresent() ? Optional.of(textOf(element.get(), max)) : Optional.empty();
    }

    /** Refuses what is left. */
    void end() throws Refused {
        if (next < elements.size()) {
            throw Refused.malformed(
                    elements.get(next).getLocalName() + " is not expected here in " + parent.getLocalName());
        }
    }

    /** The text of an element without child elements: 1 to {@code max} characters, outer white space set aside. */
    static String textOf(Element element, int max) throws Refused {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                throw Refused.malformed(element.getLocalName() + " holds an element instead of text");
            }
        }
        String text = element.getTextContent().strip();
        if (text.isEmpty() || text.length() > max) {
            throw Refused.malformed(element.getLocalName() + " must have 1 to " + max + " characters");
        }
        return text;
    }

    private boolean is(Element element, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }
}
