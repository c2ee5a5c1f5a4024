package nl.laslink.platform.dynamodb;

/**
 * A stored item lacks a field or has another form there. That is our own fault: the caller gets 500, and not the 422
 * of a body that is unreadable. The message names the field and no value.
 */
public final class UnreadableItem extends RuntimeException {
    UnreadableItem(String kind, String why) {
        super(kind + ": " + why);
    }
}
