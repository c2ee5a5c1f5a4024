package nl.laslink.domain.delivery;

/** Why an answer as a whole cannot be used. */
public enum AnswerFlaw implements FailureReason {
    /** Nothing but white space. */
    EMPTY(Advice.TRY_LATER),
    /** It ends before its outermost element does. */
    CUT_SHORT(Advice.TRY_LATER),
    NOT_XML(Advice.ASK_SUPPLIER),
    /** MIME parts, as of MTOM or SOAP with attachments. */
    MULTIPART(Advice.ASK_SUPPLIER),
    /** A page for people: to sign in, or to say that the LAS is off. */
    WEB_PAGE(Advice.CHECK_ADDRESS),
    DOCTYPE(Advice.ASK_SUPPLIER),
    /** More bytes than any school has. */
    TOO_LARGE(Advice.ASK_SUPPLIER),
    /** Elements deeper inside one another than UWLR has. */
    TOO_DEEP(Advice.ASK_SUPPLIER),
    TOO_MANY_ATTRIBUTES(Advice.ASK_SUPPLIER),
    /** A text longer than any comment is. */
    TEXT_TOO_LONG(Advice.ASK_SUPPLIER),
    /** More groups and persons than any school has. */
    TOO_MANY_RECORDS(Advice.ASK_SUPPLIER),
    /** An EDEXML file, as a LAS exports it for people, instead of an answer of its web service. */
    EDEXML_FILE(Advice.CHECK_ADDRESS),
    /** XML without a SOAP envelope. */
    NOT_SOAP(Advice.ASK_SUPPLIER),
    /** A fault of SOAP 1.2; UWLR is SOAP 1.1. */
    OTHER_SOAP_FAULT(Advice.ASK_SUPPLIER),
    /** A SOAP 1.2 envelope with anything else. */
    OTHER_SOAP_VERSION(Advice.ASK_SUPPLIER),
    EMPTY_BODY(Advice.ASK_SUPPLIER),
    SEVERAL_PAYLOADS(Advice.ASK_SUPPLIER),
    /** No answer of UWLR 2, maybe one of UWLR 1. */
    NOT_UWLR(Advice.ASK_SUPPLIER),
    /** The answer to something else than was asked: the address may be that of another service. */
    OTHER_OPERATION(Advice.CHECK_ADDRESS),
    /** Not exactly one of data, no changes and no data. */
    NOT_ONE_OF_THREE(Advice.ASK_SUPPLIER),
    WITHOUT_SCHOOL(Advice.ASK_SUPPLIER),
    /** No pupil in it is at the school now: the school year must still be filled in the LAS. */
    WITHOUT_PUPILS(Advice.FILL_LAS),
    OTHER_SCHOOL(Advice.CHECK_SCHOOL),
    OTHER_DEPENDANCE(Advice.CHECK_SCHOOL),
    OTHER_SCHOOL_YEAR(Advice.CHECK_YEAR),
    /** The stages of a staged transfer do not add up to one school: it changed between the calls, or a part is missing. */
    INCOMPLETE(Advice.TRY_LATER);

    private final Advice advice;

    AnswerFlaw(Advice advice) {
        this.advice = advice;
    }

    @Override
    public Advice advice() {
        return advice;
    }
}
