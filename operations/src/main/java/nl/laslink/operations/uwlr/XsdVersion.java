package nl.laslink.operations.uwlr;

import java.util.Arrays;

/** The versions of UWLR that requests can name. */
enum XsdVersion {
    V2_2("2.2"),
    V2_3("2.3");

    private final String wire;

    XsdVersion(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    static XsdVersion parse(String text) {
        return Arrays.stream(values())
                .filter(version -> version.wire.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the version is 2.2 or 2.3"));
    }
}
