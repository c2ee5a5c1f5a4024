package nl.laslink.uwlr.cli;

import java.util.List;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.FetchOutcome.Reason;
import nl.laslink.domain.delivery.WhoActs;
import nl.laslink.uwlr.AnswerFlaw;
import nl.laslink.uwlr.Finding;
import nl.laslink.uwlr.Judgement;

/** What to do about an answer, which stands in the texts. Whose turn it is, the domain says. */
enum NextStep {
    NOTHING,
    TRY_LATER,
    REFRESH_PUPILS,
    CHECK_REQUEST,
    CHECK_ADDRESS,
    CHECK_CUSTOMER,
    CHECK_VERSION,
    CHECK_SCHOOL,
    CHECK_YEAR,
    ASK_FOR_KEY,
    FILL_LAS,
    CORRECT_LAS,
    ASK_SUPPLIER,
    CORRECT_TEST;

    private static final Turn NOBODY = new Turn(WhoActs.NOBODY, NOTHING);

    /** A step of somebody. */
    record Turn(WhoActs who, NextStep what) {}

    /** What makes the answer unusable comes first, then what is odd in it. */
    static List<Turn> after(Judgement judgement) {
        List<Turn> turns = Stream.concat(
                        outcome(judgement),
                        judgement.found().findings().stream().map(f -> turn(f.code())))
                .filter(turn -> turn.what() != NOTHING)
                .distinct()
                .toList();
        return turns.isEmpty() ? List.of(NOBODY) : turns;
    }

    /** The likeliest first. */
    static List<Turn> after(Reason reason) {
        return switch (reason) {
            case NO_CONNECTION, HTTP_ERROR ->
                Stream.concat(
                                Stream.of(
                                        new Turn(reason.whoActs(), TRY_LATER),
                                        new Turn(WhoActs.CUSTOMER_SERVICE, CHECK_ADDRESS)),
                                ifItLasts(reason.whoActs()))
                        .toList();
            case TIMEOUT -> turns(reason.whoActs(), TRY_LATER).toList();
            case HTTP_REDIRECT, ADDRESS_NOT_ALLOWED ->
                turns(reason.whoActs(), CHECK_ADDRESS).toList();
            case HTTP_REFUSED ->
                List.of(new Turn(reason.whoActs(), CHECK_ADDRESS), new Turn(WhoActs.LAS_SUPPLIER, ASK_SUPPLIER));
        };
    }

    private static Stream<Turn> outcome(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool _, Judgement.PartOfSchool _, Judgement.NoChanges _, Judgement.Confirmed _ ->
                Stream.empty();
            case Judgement.NoData _ -> Stream.of(new Turn(WhoActs.SCHOOL, FILL_LAS));
            case Judgement.Refused refused -> turns(refused.code().whoActs(), of(refused.code()));
            case Judgement.Rejected rejected ->
                rejected.flaws().stream().flatMap(flaw -> turns(flaw.flaw().whoActs(), of(flaw)));
        };
    }

    /** Who has one answer in hand does not know for how long it goes wrong, and is told of both. */
    private static Stream<Turn> turns(WhoActs who, NextStep what) {
        return Stream.concat(Stream.of(new Turn(who, what)), ifItLasts(who));
    }

    private static Stream<Turn> ifItLasts(WhoActs who) {
        return who.whenItLasts() == who ? Stream.empty() : Stream.of(new Turn(who.whenItLasts(), ASK_SUPPLIER));
    }

    private static Turn turn(Finding.Code code) {
        return switch (of(code)) {
            case NOTHING -> NOBODY;
            case CORRECT_LAS -> new Turn(WhoActs.SCHOOL, CORRECT_LAS);
            case NextStep step -> new Turn(WhoActs.LAS_SUPPLIER, step);
        };
    }

    private static NextStep of(FaultCode code) {
        return switch (code) {
            case INTERNAL_ERROR, TEMPORARILY_UNAVAILABLE, UNKNOWN -> TRY_LATER;
            case INVALID_MESSAGE -> CHECK_REQUEST;
            case INVALID_CUSTOMER -> CHECK_CUSTOMER;
            case INVALID_AUTHORISATION, SHARED_KEY_REFUSED -> ASK_FOR_KEY;
            case INVALID_VERSION -> CHECK_VERSION;
            case INVALID_PUPIL -> REFRESH_PUPILS;
            case INVALID_VOCABULARY_TERM, INVALID_NORM, INVALID_SCORE, INVALID_OSO_RESULT -> CORRECT_TEST;
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
