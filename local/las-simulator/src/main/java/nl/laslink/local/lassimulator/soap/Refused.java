package nl.laslink.local.lassimulator.soap;

/** A message is refused with a fault. The reason is for the person at the simulator's pages and is not sent. */
final class Refused extends Exception {
    private final Fault fault;

    Refused(Fault fault, String reason) {
        super(reason);
        this.fault = fault;
    }

    static Refused malformed(String reason) {
        return new Refused(Fault.MALFORMED, reason);
    }

    Fault fault() {
        return fault;
    }
}
