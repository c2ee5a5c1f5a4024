package nl.laslink.domain.delivery;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.domain.Word;

/** Why a contact with a LAS brought nothing. Each word is unique over the whole family. */
public sealed interface FailureReason permits FaultCode, NoAnswer, AnswerFlaw, NotAsked {

    Advice advice();

    default Remedy remedy() {
        return advice().remedy();
    }

    /** The name of the constant. */
    String name();

    default ResponsibleParty responsible() {
        return advice().responsible();
    }

    /** Its name in events, contacts and answers: lower case with hyphens. */
    default String word() {
        return Word.of(name());
    }

    static Stream<FailureReason> all() {
        return Stream.<FailureReason[]>of(FaultCode.values(), NoAnswer.values(), AnswerFlaw.values(), NotAsked.values())
                .flatMap(Arrays::stream);
    }

    static Optional<FailureReason> ofWord(String word) {
        return all().filter(reason -> reason.word().equals(word)).findFirst();
    }
}
