package nl.laslink.uwlr.answer;

import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.AnswerFlaw;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FaultCode;
import nl.laslink.uwlr.request.Operation;

/** What an answer of a LAS is worth, with everything that was found in it. Only a {@link WholeSchool} can tell who left. */
public sealed interface Judgement {

    Found found();

    /** What went wrong; empty for a usable answer. */
    default Optional<Failed> failed() {
        return switch (this) {
            case Refused refused -> Optional.of(new Failed.Refused(refused.code()));
            case Rejected rejected -> Optional.of(new Failed.Unreadable(rejected.flaws()));
            case WholeSchool _, PartOfSchool _, NoChanges _, NoData _, Confirmed _ -> Optional.empty();
        };
    }

    /** Whether it is a fault, which holds whatever the HTTP status is: of SOAP 1.1, or of 1.2, which UWLR does not know. */
    default boolean isFault() {
        return this instanceof Refused
                || this instanceof Rejected rejected && rejected.flaws().contains(AnswerFlaw.OTHER_SOAP_FAULT);
    }

    /** The complete answer to HaalLeerlinggegevens, for the school and year that were asked. */
    record WholeSchool(Delivery delivery, Found found) implements Judgement {}

    /** One stage of a staged transfer. Its references point into another stage and were not followed. */
    record PartOfSchool(Operation operation, Collected collected, Found found) implements Judgement {
        public Delivery delivery() {
            return collected.part();
        }
    }

    /** {@code geenwijzigingen}. */
    record NoChanges(Operation operation, Found found) implements Judgement {}

    /** {@code geengegevens}: nothing was found for the request, which is not a school without pupils. */
    record NoData(Operation operation, Found found) implements Judgement {
        /** Whether the groups of a stage have no pupils or no teachers, which a LAS may also answer with an empty list. */
        public boolean isEmptyStage() {
            return operation == Operation.PUPILS || operation == Operation.TEACHERS;
        }
    }

    /** {@code leerresultaten_bevestiging}. */
    record Confirmed(Found found) implements Judgement {}

    /** A SOAP fault. */
    record Refused(FaultCode code, Found found) implements Judgement {}

    /** Nothing of it can be trusted; the worst flaw comes first. */
    public record Rejected(List<AnswerFlaw> flaws, Found found) implements Judgement {
        public Rejected {
            flaws = List.copyOf(flaws);
        }
    }
}
