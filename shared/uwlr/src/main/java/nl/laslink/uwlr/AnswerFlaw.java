package nl.laslink.uwlr;

import nl.laslink.domain.delivery.FetchOutcome.Flaw;

/** Why an answer as a whole cannot be used. */
public enum AnswerFlaw {
    /** Nothing but white space. */
    EMPTY(Flaw.NOT_XML),
    NOT_XML(Flaw.NOT_XML),
    /** It ends before its outermost element does. */
    CUT_SHORT(Flaw.NOT_XML),
    /** MIME parts, as of MTOM or SOAP with attachments. */
    MULTIPART(Flaw.NOT_XML),
    /** A page for people: to sign in, or to say that the LAS is off. */
    WEB_PAGE(Flaw.NOT_UWLR),
    DOCTYPE(Flaw.DOCTYPE),
    /** More bytes, depth, attributes, text or records than any school has. */
    TOO_LARGE(Flaw.TOO_LARGE),
    /** XML without a SOAP envelope. */
    NOT_SOAP(Flaw.NOT_UWLR),
    /** A SOAP 1.2 envelope, with a fault or anything else; UWLR is SOAP 1.1. */
    OTHER_SOAP_VERSION(Flaw.NOT_UWLR),
    EMPTY_BODY(Flaw.NOT_UWLR),
    SEVERAL_PAYLOADS(Flaw.NOT_UWLR),
    /** No answer of UWLR 2, maybe one of UWLR 1. */
    UNKNOWN_PAYLOAD(Flaw.NOT_UWLR),
    /** The answer to something else than was asked. */
    OTHER_OPERATION(Flaw.NOT_UWLR),
    /** Not exactly one of data, no changes and no data. */
    NOT_ONE_OF_THREE(Flaw.NOT_UWLR),
    WITHOUT_SCHOOL(Flaw.NOT_UWLR),
    /** Not one pupil that can be used: the schema wants one or more. */
    WITHOUT_PUPILS(Flaw.WITHOUT_PUPILS),
    OTHER_SCHOOL(Flaw.OTHER_SCHOOL),
    OTHER_DEPENDANCE(Flaw.OTHER_SCHOOL),
    OTHER_SCHOOL_YEAR(Flaw.OTHER_SCHOOL_YEAR);

    private final Flaw flaw;

    AnswerFlaw(Flaw flaw) {
        this.flaw = flaw;
    }

    /** What the rest of laslink calls it. */
    Flaw flaw() {
        return flaw;
    }
}
