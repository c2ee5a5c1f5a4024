package nl.laslink.uwlr.answer;

import java.util.Arrays;
import java.util.Optional;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.uwlr.request.Operation;
import nl.laslink.uwlr.request.Uwlr;

/** Reads the one element in the body of an answer, of any operation. */
final class PayloadReader {
    private final Asked asked;
    private final Collected collected;

    PayloadReader(Asked asked, Collected collected) {
        this.asked = asked;
        this.collected = collected;
    }

    AnswerJudge.Content read(XmlCursor in) throws Unusable {
        Operation operation = answered(in);
        if (asked.operation().filter(o -> o != operation).isPresent()) {
            throw new Unusable(AnswerFlaw.OTHER_OPERATION);
        }
        if (operation == Operation.RESULTS) {
            in.skip();
            return Judgement.Confirmed::new;
        }
        return oneOfThree(operation, in);
    }

    /** The operation whose answer the element is that was just entered. */
    private static Operation answered(XmlCursor in) throws Unusable {
        return Arrays.stream(Operation.values())
                .filter(o -> in.name(o.namespace()).equals(o.root()))
                .findFirst()
                .orElseThrow(() -> new Unusable(AnswerFlaw.NOT_UWLR));
    }

    private AnswerJudge.Content oneOfThree(Operation operation, XmlCursor in) throws Unusable {
        Optional<AnswerJudge.Content> content = Optional.empty();
        while (in.nextChild()) {
            Optional<AnswerJudge.Content> next = contentOf(operation, in);
            if (next.isPresent() && content.isPresent()) {
                throw new Unusable(AnswerFlaw.NOT_ONE_OF_THREE);
            }
            content = next.isPresent() ? next : content;
        }
        return content.orElseThrow(() -> new Unusable(AnswerFlaw.NOT_ONE_OF_THREE));
    }

    private Optional<AnswerJudge.Content> contentOf(Operation operation, XmlCursor in) throws Unusable {
        String name = in.name(Uwlr.PUPIL_DATA);
        if (name.equals(operation.content())) {
            return Optional.of(new PupilDataReader(operation, asked, collected).read(in));
        }
        in.skip();
        return switch (name) {
            case "geenwijzigingen" -> Optional.of(found -> new Judgement.NoChanges(operation, found));
            case "geengegevens" -> Optional.of(found -> new Judgement.NoData(operation, found));
            default -> Optional.empty();
        };
    }
}
