package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.uwlr.http.LasNetwork;
import nl.laslink.uwlr.request.Uwlr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BringAnswersTest {
    static Stream<Arguments> answers() {
        String confirmation = "<r:leerresultaten_bevestiging xmlns:r='" + Uwlr.RESULTS + "'/>";
        BringOutcome accepted = new BringOutcome.Accepted();
        BringOutcome error = new Failed.Unanswered(NoAnswer.HTTP_ERROR);
        BringOutcome refused = new Failed.Unanswered(NoAnswer.HTTP_REFUSED);
        String doctype = "<!DOCTYPE x [<!ENTITY y 'z'>]>";
        return Stream.of(
                arguments(200, Messages.answer(confirmation), accepted),
                arguments(
                        200,
                        Messages.answer(confirmation.replace("/>", "><x>1</x></r:leerresultaten_bevestiging>")),
                        accepted),
                arguments(500, Messages.answer(confirmation), error),
                arguments(200, Messages.answer(confirmation.replace("/2/", "/1/")), unreadable(AnswerFlaw.NOT_UWLR)),
                arguments(200, Messages.answer(confirmation + confirmation), unreadable(AnswerFlaw.SEVERAL_PAYLOADS)),
                arguments(200, Messages.answer(confirmation) + "x", unreadable(AnswerFlaw.NOT_XML)),
                arguments(200, Messages.answer(""), unreadable(AnswerFlaw.EMPTY_BODY)),
                arguments(200, Messages.pupilData(""), unreadable(AnswerFlaw.OTHER_OPERATION)),
                arguments(200, Messages.pupilData("<leerlinggegevens/>"), unreadable(AnswerFlaw.OTHER_OPERATION)),
                arguments(200, "<html><body>Log in</body></html>", unreadable(AnswerFlaw.WEB_PAGE)),
                arguments(200, doctype + Messages.answer(confirmation), new Failed.Unreadable(AnswerFlaw.DOCTYPE)),
                arguments(200, Messages.answer(confirmation).substring(0, 150), unreadable(AnswerFlaw.CUT_SHORT)),
                arguments(200, "", unreadable(AnswerFlaw.EMPTY)),
                arguments(204, "", unreadable(AnswerFlaw.EMPTY)),
                arguments(401, "", refused),
                arguments(407, "", refused),
                arguments(502, "<html>kapot</html>", error),
                arguments(
                        500,
                        Messages.fault("soap:Client.LeerlingOngeldig"),
                        new Failed.Refused(FaultCode.INVALID_PUPIL)),
                arguments(200, Messages.fault("Client.ScoreOngeldig"), new Failed.Refused(FaultCode.INVALID_SCORE)),
                arguments(500, Messages.fault("Client.Anders"), new Failed.Refused(FaultCode.UNKNOWN)));
    }

    private static BringOutcome unreadable(AnswerFlaw flaw) {
        return new Failed.Unreadable(flaw);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void believesOnlyConfirmationAndFault(int status, String answer, BringOutcome outcome) {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        try (PretendLas las = PretendLas.answering(status, "Content-Type: text/xml\r\n", body)) {
            assertThat(new UwlrLasClient(LasNetwork.ANY).bring(las.endpoint(), Messages.CREDENTIALS, Messages.scores()))
                    .isEqualTo(outcome);
            assertThat(las.requests()).hasSize(1);
        }
    }
}
