package nl.laslink.operations;

import java.util.List;

/** The names of the six tables of an environment. Immutable. */
public record Tables(String links, String imports, String roster, String scores, String audit, String outbox) {

    public static Tables of(Stack stack) {
        return new Tables(
                stack.resource("LinksTable"),
                stack.resource("ImportsTable"),
                stack.resource("RosterTable"),
                stack.resource("ScoresTable"),
                stack.resource("AuditTable"),
                stack.resource("OutboxTable"));
    }

    /** Those whose partition key is a school: all but the outbox. The table of links comes last. */
    public List<String> bySchool() {
        return List.of(imports, scores, audit, roster, links);
    }
}
