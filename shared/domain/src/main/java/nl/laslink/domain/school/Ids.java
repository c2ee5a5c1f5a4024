package nl.laslink.domain.school;

/** Port to new, unguessable, unique names. */
public interface Ids {

    /** A new id of 26 characters that sorts by time of making, lower case letters and digits. */
    String next();
}
