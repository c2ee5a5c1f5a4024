package nl.laslink.local.lassimulator.state;

/** What somebody gave a school to say, whatever it is asked: byte for byte, with this status and Content-Type. */
public record OwnAnswer(int status, String contentType, byte[] body) {
    public OwnAnswer {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status is 200 to 599");
        }
    }
}
