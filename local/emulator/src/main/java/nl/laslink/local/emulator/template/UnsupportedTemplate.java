package nl.laslink.local.emulator.template;

/** The template holds something this machine does not know; the message names it. */
public final class UnsupportedTemplate extends RuntimeException {
    UnsupportedTemplate(String what) {
        super("template.yaml holds what the local product does not know: " + what);
    }
}
