package nl.laslink.uwlr;

import nl.laslink.domain.delivery.FetchOutcome.Flaw;

/** Why an answer as a whole cannot be used. */
public enum AnswerFlaw {
    /** Nothing but white space. */
    EMPTY(Flaw.EMPTY),
    NOT_XML(Flaw.NOT_XML),
    /** It ends before its outermost element does. */
    CUT_SHORT(Flaw.CUT_SHORT),
    /** MIME parts, as of MTOM or SOAP with attachments. */
    MULTIPART(Flaw.MULTIPART),
    /** A page for people: to sign in, or to say that the LAS is off. */
    WEB_PAGE(Flaw.WEB_PAGE),
    DOCTYPE(Flaw.DOCTYPE),
    /** More bytes than any school has. */
    TOO_LARGE(Flaw.TOO_LARGE),
    TOO_DEEP(Flaw.TOO_DEEP),
    TOO_MANY_ATTRIBUTES(Flaw.TOO_MANY_ATTRIBUTES),
    TEXT_TOO_LONG(Flaw.TEXT_TOO_LONG),
    /** More groups and persons than any school has. */
    TOO_MANY_RECORDS(Flaw.TOO_MANY_RECORDS),
    /** XML without a SOAP envelope. */
    NOT_SOAP(Flaw.NOT_SOAP),
    /** A SOAP 1.2 envelope with a fault; UWLR is SOAP 1.1. */
    OTHER_SOAP_FAULT(Flaw.OTHER_SOAP_FAULT),
    /** A SOAP 1.2 envelope with anything else. */
    OTHER_SOAP_VERSION(Flaw.OTHER_SOAP_VERSION),
    EMPTY_BODY(Flaw.EMPTY_BODY),
    SEVERAL_PAYLOADS(Flaw.SEVERAL_PAYLOADS),
    /** No answer of UWLR 2, maybe one of UWLR 1. */
    UNKNOWN_PAYLOAD(Flaw.NOT_UWLR),
    /** The answer to something else than was asked. */
    OTHER_OPERATION(Flaw.OTHER_OPERATION),
    /** Not exactly one of data, no changes and no data. */
    NOT_ONE_OF_THREE(Flaw.NOT_ONE_OF_THREE),
    WITHOUT_SCHOOL(Flaw.WITHOUT_SCHOOL),
    /** Not one pupil that can be used: the schema wants one or more. */
    WITHOUT_PUPILS(Flaw.WITHOUT_PUPILS),
    OTHER_SCHOOL(Flaw.OTHER_SCHOOL),
    OTHER_DEPENDANCE(Flaw.OTHER_DEPENDANCE),
    OTHER_SCHOOL_YEAR(Flaw.OTHER_SCHOOL_YEAR);

    private final Flaw flaw;

    AnswerFlaw(Flaw flaw) {
        this.flaw = flaw;
    }

    /** What the rest of laslink calls it. */
    public Flaw flaw() {
        return flaw;
    }
}
