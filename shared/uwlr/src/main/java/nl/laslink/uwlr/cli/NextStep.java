package nl.laslink.uwlr.cli;

import java.util.List;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome.Reason;
import nl.laslink.uwlr.AnswerFlaw;
import nl.laslink.uwlr.Finding;
import nl.laslink.uwlr.Judgement;

/** Who must do something about an answer; what it is stands in the texts. */
enum NextStep {
    NOTHING(Who.NOBODY),
    TRY_LATER(Who.LASLINK),
    REFRESH_PUPILS(Who.LASLINK),
    CHECK_REQUEST(Who.CUSTOMER_SERVICE),
    CHECK_ADDRESS(Who.CUSTOMER_SERVICE),
    CHECK_CUSTOMER(Who.CUSTOMER_SERVICE),
    CHECK_VERSION(Who.CUSTOMER_SERVICE),
    CHECK_SCHOOL(Who.SCHOOL),
    CHECK_YEAR(Who.SCHOOL),
    ASK_FOR_KEY(Who.SCHOOL),
    FILL_LAS(Who.SCHOOL),
    CORRECT_LAS(Who.SCHOOL),
    ASK_SUPPLIER(Who.LAS_SUPPLIER),
    CORRECT_TEST(Who.TEST_CENTRE);

    enum Who {
        NOBODY,
        LASLINK,
        CUSTOMER_SERVICE,
        SCHOOL,
        LAS_SUPPLIER,
        TEST_CENTRE
    }

    private final Who who;

    NextStep(Who who) {
        this.who = who;
    }

    Who who() {
        return who;
    }

    /** What makes the answer unusable comes first, then what is odd in it. */
    static List<NextStep> after(Judgement judgement) {
        List<NextStep> steps = Stream.concat(
                        outcome(judgement),
                        judgement.found().findings().stream().map(Finding::code).map(NextStep::of))
                .filter(step -> step != NOTHING)
                .distinct()
                .toList();
        return steps.isEmpty() ? List.of(NOTHING) : steps;
    }

    /** The likeliest first. */
    static List<NextStep> after(Reason reason) {
        return switch (reason) {
            case TIMEOUT -> List.of(TRY_LATER, ASK_SUPPLIER);
            case NO_CONNECTION -> List.of(CHECK_ADDRESS, ASK_SUPPLIER);
            case HTTP_ERROR -> List.of(TRY_LATER, CHECK_ADDRESS, ASK_SUPPLIER);
            case HTTP_REDIRECT, ADDRESS_NOT_ALLOWED -> List.of(CHECK_ADDRESS);
            case HTTP_REFUSED -> List.of(CHECK_ADDRESS, ASK_SUPPLIER);
        };
    }

    private static Stream<NextStep> outcome(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool _, Judgement.PartOfSchool _, Judgement.NoChanges _, Judgement.Confirmed _ ->
                Stream.empty();
            case Judgement.NoData _ -> Stream.of(FILL_LAS);
            case Judgement.Refused refused -> Stream.of(of(refused.code()));
            case Judgement.Rejected rejected -> rejected.flaws().stream().map(NextStep::of);
        };
    }

    private static NextStep of(FaultCode code) {
        return switch (code) {
            case INTERNAL_ERROR, TEMPORARILY_UNAVAILABLE -> TRY_LATER;
            case INVALID_MESSAGE -> CHECK_REQUEST;
            case INVALID_CUSTOMER -> CHECK_CUSTOMER;
            case INVALID_AUTHORISATION -> ASK_FOR_KEY;
            case INVALID_VERSION -> CHECK_VERSION;
            case INVALID_PUPIL -> REFRESH_PUPILS;
            case INVALID_VOCABULARY_TERM, INVALID_NORM, INVALID_SCORE, INVALID_OSO_RESULT -> CORRECT_TEST;
            case UNKNOWN -> ASK_SUPPLIER;
        };
    }

    private static NextStep of(AnswerFlaw flaw) {
        return switch (flaw) {
            case EMPTY, CUT_SHORT -> TRY_LATER;
            case WEB_PAGE, OTHER_OPERATION -> CHECK_ADDRESS;
            case WITHOUT_PUPILS -> FILL_LAS;
            case OTHER_SCHOOL, OTHER_DEPENDANCE -> CHECK_SCHOOL;
            case OTHER_SCHOOL_YEAR -> CHECK_YEAR;
            case NOT_XML,
                    MULTIPART,
                    DOCTYPE,
                    TOO_LARGE,
                    TOO_DEEP,
                    TOO_MANY_ATTRIBUTES,
                    TEXT_TOO_LONG,
                    TOO_MANY_RECORDS,
                    NOT_SOAP,
                    OTHER_SOAP_FAULT,
                    OTHER_SOAP_VERSION,
                    EMPTY_BODY,
                    SEVERAL_PAYLOADS,
                    UNKNOWN_PAYLOAD,
                    NOT_ONE_OF_THREE,
                    WITHOUT_SCHOOL -> ASK_SUPPLIER;
        };
    }

    private static NextStep of(Finding.Code code) {
        return switch (code) {
            case DUPLICATE_PERSON,
                    GROUP_WITHOUT_PUPILS,
                    GROUP_WITHOUT_TEACHER,
                    YEAR_GROUP_READ_AS_SECONDARY,
                    YEAR_GROUP_OF_SECONDARY_SCHOOL -> NOTHING;
            case PERSON_WITHOUT_NAME,
                    DUPLICATE_ECK_ID,
                    GROUP_WITHOUT_NAME,
                    UNUSABLE_EMAIL,
                    UNUSABLE_BIRTH_DATE,
                    UNUSABLE_LEAVING_DATE,
                    UNKNOWN_YEAR_GROUP,
                    VALUE_TOO_LONG -> CORRECT_LAS;
            case PERSON_WITHOUT_IDENTITY,
                    CONFLICTING_PERSON,
                    DUPLICATE_KEY,
                    DUPLICATE_GROUP_KEY,
                    GROUP_WITHOUT_KEY,
                    UNKNOWN_GROUP,
                    GROUP_OF_OTHER_KIND,
                    TEACHER_GROUP_OF_OTHER_KIND,
                    KEY_OF_ONE_MESSAGE,
                    NATIONAL_NUMBER -> ASK_SUPPLIER;
        };
    }
}
