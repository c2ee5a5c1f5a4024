package nl.laslink.domain.link;

/** The stage a link is in, as the index {@code byState} holds it. */
public enum LinkState {
    REQUESTED,
    REJECTED,
    ACTIVE,
    ENDED
}
