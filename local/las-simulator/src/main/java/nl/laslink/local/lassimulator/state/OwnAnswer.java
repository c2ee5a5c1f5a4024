package nl.laslink.local.lassimulator.state;

/** The fixed answer of a school to every call: bytes, status and Content-Type. */
public record OwnAnswer(int status, String contentType, byte[] body) {
    public OwnAnswer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status is 200 to 599");
        }
    }
}
