package nl.laslink.operations.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.Advice;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.FailureReason;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.ResponsibleParty;
import nl.laslink.domain.link.Contact;
import nl.laslink.uwlr.answer.Found;
import nl.laslink.uwlr.answer.Judgement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NextStepTest {
    private static final Instant AT = Instant.parse("2026-11-24T02:31:10Z");
    private static final Found NOTHING_FOUND = new Found(List.of(), Map.of(), new Found.Counts(0, 0, 0, 0, 0, 0));

    /** All that can come of a call and be wrong. */
    static Stream<Arguments> everythingThatGoesWrong() {
        return Stream.of(
                        Arrays.stream(FaultCode.values())
                                .map(code -> Arguments.of(
                                        Contact.Outcome.REFUSED,
                                        code,
                                        NextStep.after(new Judgement.Refused(code, NOTHING_FOUND)))),
                        Arrays.stream(AnswerFlaw.values())
                                .map(flaw -> Arguments.of(
                                        Contact.Outcome.UNREADABLE,
                                        flaw,
                                        NextStep.after(new Judgement.Rejected(List.of(flaw), NOTHING_FOUND)))),
                        Arrays.stream(NoAnswer.values())
                                .map(reason ->
                                        Arguments.of(Contact.Outcome.UNREACHABLE, reason, NextStep.after(reason))))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("everythingThatGoesWrong")
    void namesFirstWhomThePageNames_andWhoItIsAfterThreeNights(
            Contact.Outcome outcome, FailureReason reason, List<Advice> advices) {
        Contact once = new Contact(AT, outcome, Optional.of(reason));
        Contact lasting = once.failing(Optional.of(new Contact.Failing(AT, 3, 1)));

        assertThat(advices.getFirst().responsible()).isEqualTo(once.responsible());
        assertThat(advices).extracting(Advice::responsible).contains(lasting.responsible());
        assertThat(advices).allSatisfy(advice -> assertThat(advice.responsible() == ResponsibleParty.NOBODY)
                .isEqualTo(advice == Advice.TRY_LATER));
    }
}
