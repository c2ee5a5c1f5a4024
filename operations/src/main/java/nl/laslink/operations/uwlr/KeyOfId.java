package nl.laslink.operations.uwlr;

import nl.laslink.domain.delivery.LasKey;

/** Which key the LAS has for an id of the events. */
record KeyOfId(String id, LasKey key) {
    static KeyOfId parse(String text) {
        int separator = text.indexOf('=');
        if (separator < 1) {
            throw new IllegalArgumentException(
                    "it is written as ID=KEY: the id in the events and the key that the LAS has for it");
        }
        return new KeyOfId(text.substring(0, separator), new LasKey(text.substring(separator + 1)));
    }
}
