package nl.laslink.operations.uwlr;

import java.util.List;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.uwlr.answer.Judgement;

/** What to do about one answer, the likeliest first. */
final class NextStep {
    private NextStep() {}

    /** What makes the answer unusable comes first, then what is odd in it. */
    static List<Advice> after(Judgement judgement) {
        List<Advice> advices = Stream.concat(
                        outcome(judgement),
                        judgement.found().findings().stream().map(f -> f.kind().advice()))
                .filter(advice -> advice != Advice.NOTHING)
                .distinct()
                .toList();
        return advices.isEmpty() ? List.of(Advice.NOTHING) : advices;
    }

    static List<Advice> after(NoAnswer reason) {
        return switch (reason) {
            case NO_CONNECTION, HTTP_ERROR -> List.of(Advice.TRY_LATER, Advice.CHECK_ADDRESS, Advice.ASK_SUPPLIER);
            case TIMEOUT, HTTP_REDIRECT, ADDRESS_NOT_ALLOWED -> advices(reason).toList();
            case HTTP_REFUSED -> List.of(reason.advice(), Advice.ASK_SUPPLIER);
        };
    }

    private static Stream<Advice> outcome(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool _, Judgement.PartOfSchool _, Judgement.NoChanges _, Judgement.Confirmed _ ->
                Stream.empty();
            case Judgement.NoData none -> none.isEmptyStage() ? Stream.empty() : Stream.of(Advice.FILL_LAS);
            case Judgement.Refused _, Judgement.Rejected _ ->
                judgement.failed().stream().flatMap(f -> f.reasons().stream()).flatMap(NextStep::advices);
        };
    }

    /** One answer does not show for how long it fails, so both advices are given. */
    private static Stream<Advice> advices(FailureReason reason) {
        return Stream.of(reason.advice(), reason.advice().whenItLasts()).distinct();
    }
}
