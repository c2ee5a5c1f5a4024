package nl.laslink.domain.delivery;

import java.util.List;

/** What came of asking a LAS for its pupils. Only {@link Delivered} may change anything. */
public sealed interface FetchOutcome {

    /**
     * A complete, readable answer for the school and year that were asked. {@code rawXml} is the answer in UTF-8, as far as
     * laslink has a purpose for it.
     */
    record Delivered(Delivery delivery, byte[] rawXml) implements FetchOutcome {}

    /** {@code geenwijzigingen}: nothing changed; keep what you have. */
    record NoChanges() implements FetchOutcome {}

    /** {@code geengegevens}: nothing found for this request; it does not mean that the school has no pupils. */
    record NoData() implements FetchOutcome {}

    record Refused(FaultCode code) implements FetchOutcome {}

    /** No usable answer came: no connection, a time-out, an HTTP error without a SOAP fault. */
    record Unreachable(Reason reason) implements FetchOutcome {}

    /** An answer came that cannot be trusted. Everything that is wrong with it, the worst first. */
    record Unreadable(List<Flaw> flaws) implements FetchOutcome {
        public Unreadable {
            if (flaws.isEmpty()) {
                throw new IllegalArgumentException("an answer without flaw can be used");
            }
            flaws = List.copyOf(flaws);
        }

        public Unreadable(Flaw flaw) {
            this(List.of(flaw));
        }
    }

    enum Reason {
        NO_CONNECTION(WhoActs.NOBODY),
        TIMEOUT(WhoActs.NOBODY),
        /** The server failed and sent no SOAP fault. */
        HTTP_ERROR(WhoActs.NOBODY),
        /** The server sent us on to another address, as to one where people sign in; we do not follow. */
        HTTP_REDIRECT(WhoActs.CUSTOMER_SERVICE),
        /** The server knows no such address, or keeps us out, before UWLR comes into play. */
        HTTP_REFUSED(WhoActs.CUSTOMER_SERVICE),
        ADDRESS_NOT_ALLOWED(WhoActs.CUSTOMER_SERVICE);

        private final WhoActs whoActs;

        Reason(WhoActs whoActs) {
            this.whoActs = whoActs;
        }

        public WhoActs whoActs() {
            return whoActs;
        }

        /** Of a status that is no success, when there was no fault. */
        public static Reason ofStatus(int status) {
            if (status == 408 || status == 429) { // too late, too often: it passes, as a failure does
                return HTTP_ERROR;
            }
            return switch (status / 100) {
                case 3 -> HTTP_REDIRECT;
                case 4 -> HTTP_REFUSED;
                default -> HTTP_ERROR;
            };
        }
    }

    enum Flaw {
        /** Nothing but white space. */
        EMPTY(WhoActs.NOBODY),
        /** It ends before its outermost element does. */
        CUT_SHORT(WhoActs.NOBODY),
        NOT_XML(WhoActs.LAS_SUPPLIER),
        /** MIME parts, as of MTOM or SOAP with attachments. */
        MULTIPART(WhoActs.LAS_SUPPLIER),
        /** A page for people: to sign in, or to say that the LAS is off. */
        WEB_PAGE(WhoActs.CUSTOMER_SERVICE),
        DOCTYPE(WhoActs.LAS_SUPPLIER),
        /** More bytes than any school has. */
        TOO_LARGE(WhoActs.LAS_SUPPLIER),
        /** Elements deeper inside one another than UWLR has. */
        TOO_DEEP(WhoActs.LAS_SUPPLIER),
        TOO_MANY_ATTRIBUTES(WhoActs.LAS_SUPPLIER),
        /** A text longer than any comment is. */
        TEXT_TOO_LONG(WhoActs.LAS_SUPPLIER),
        /** More groups and persons than any school has. */
        TOO_MANY_RECORDS(WhoActs.LAS_SUPPLIER),
        /** XML without a SOAP envelope. */
        NOT_SOAP(WhoActs.LAS_SUPPLIER),
        /** A fault of SOAP 1.2; UWLR is SOAP 1.1. */
        OTHER_SOAP_FAULT(WhoActs.LAS_SUPPLIER),
        /** A SOAP 1.2 envelope with anything else. */
        OTHER_SOAP_VERSION(WhoActs.LAS_SUPPLIER),
        EMPTY_BODY(WhoActs.LAS_SUPPLIER),
        SEVERAL_PAYLOADS(WhoActs.LAS_SUPPLIER),
        /** No answer of UWLR 2, maybe one of UWLR 1. */
        NOT_UWLR(WhoActs.LAS_SUPPLIER),
        /** The answer to something else than was asked: the address may be that of another service. */
        OTHER_OPERATION(WhoActs.CUSTOMER_SERVICE),
        /** Not exactly one of data, no changes and no data. */
        NOT_ONE_OF_THREE(WhoActs.LAS_SUPPLIER),
        WITHOUT_SCHOOL(WhoActs.LAS_SUPPLIER),
        /** Nobody in it is at the school: one that must still be filled. */
        WITHOUT_PUPILS(WhoActs.SCHOOL),
        OTHER_SCHOOL(WhoActs.SCHOOL),
        OTHER_DEPENDANCE(WhoActs.SCHOOL),
        OTHER_SCHOOL_YEAR(WhoActs.SCHOOL),
        /** The stages of a staged transfer do not make one school: it changed meanwhile, or something did not come. */
        INCOMPLETE(WhoActs.NOBODY);

        private final WhoActs whoActs;

        Flaw(WhoActs whoActs) {
            this.whoActs = whoActs;
        }

        public WhoActs whoActs() {
            return whoActs;
        }
    }
}
