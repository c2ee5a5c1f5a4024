package nl.laslink.domain.secret;

/** Why a secret is read. */
public enum SecretAccess {
    /** To encrypt it before it is stored. */
    TO_STORE,
    /** To put it in the header of a message to the LAS. */
    TO_CALL_THE_LAS,
    /** To put an approval token in its own mail. */
    TO_MAIL_THE_APPROVER
}
