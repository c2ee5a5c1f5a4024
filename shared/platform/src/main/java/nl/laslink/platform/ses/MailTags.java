package nl.laslink.platform.ses;

/** The names of the tags that a mail carries, so that later events of SES identify the recipient without an address. */
public final class MailTags {
    public static final String SCHOOL = "school";
    public static final String RECIPIENT = "recipient";
    public static final String CORRELATION = "correlation";

    private MailTags() {}
}
