package nl.laslink.local.lassimulator.soap;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nl.laslink.local.lassimulator.school.Pupil;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Norm;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Part;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Result;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Sitting;
import nl.laslink.local.lassimulator.soap.ResultsRequest.TestDefinition;
import nl.laslink.local.lassimulator.state.ReceivedResult;
import nl.laslink.local.lassimulator.state.SimulatedSchool;
import org.w3c.dom.Element;

/** BrengLeerresultaten: a message is taken as a whole or refused as a whole. */
final class BringResults implements Operation<ResultsRequest> {
    /** Longer whole numbers are no score of any test. */
    private static final String WHOLE_NUMBER = "[0-9]{1,18}";

    private final Clock clock;

    BringResults(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "BrengLeerresultaten";
    }

    @Override
    public ResultsRequest read(Element payload) throws Refused {
        return ResultsReader.read(payload);
    }

    @Override
    public byte[] answer(ResultsRequest request, SimulatedSchool school) throws Refused {
        Optional<Instant> last = school.lastAccepted();
        if (last.isPresent() && !request.created().isAfter(last.get())) {
            throw notLater(last.get());
        }
        for (TestDefinition test : request.tests()) {
            checkNorms(test.norms());
            for (Part part : test.parts()) {
                checkNorms(part.norms());
            }
        }
        List<ReceivedResult> results = new ArrayList<>();
        for (Sitting sitting : request.sittings()) {
            checkPupil(sitting, school.school());
            for (Result result : sitting.results()) {
                results.add(received(request, sitting, result));
            }
        }
        if (!school.accept(request.created(), results)) {
            throw notLater(school.lastAccepted().orElseThrow());
        }
        return SoapWriter.answer(Uwlr.RESULTS, "leerresultaten_bevestiging", out -> {});
    }

    private static Refused notLater(Instant last) {
        return Refused.malformed("aanmaakdatum is not later than that of the previous message, " + last);
    }

    private static void checkNorms(List<Norm> norms) throws Refused {
        for (Norm norm : norms) {
            if (!norm.from().matches(WHOLE_NUMBER)
                    || !norm.through().matches(WHOLE_NUMBER)
                    || Long.parseLong(norm.from()) > Long.parseLong(norm.through())) {
                throw new Refused(Fault.INVALID_NORM, "norm " + norm.term() + " does not go up in whole numbers");
            }
        }
    }

    private static void checkPupil(Sitting sitting, School school) throws Refused {
        Pupil pupil = school.pupil(sitting.pupil())
                .orElseThrow(() -> new Refused(Fault.UNKNOWN_PUPIL, "there is no pupil " + sitting.pupil()));
        if (sitting.eckId().isPresent()
                && pupil.eckId().isPresent()
                && !sitting.eckId().equals(pupil.eckId())) {
            throw new Refused(Fault.UNKNOWN_PUPIL, "the ECK iD is not that of pupil " + sitting.pupil());
        }
    }

    private ReceivedResult received(ResultsRequest request, Sitting sitting, Result result) throws Refused {
        TestDefinition test = request.tests().stream()
                .filter(t -> t.code().equals(result.test()))
                .findFirst()
                .orElseThrow(() -> Refused.malformed("toets " + result.test() + " is not defined in the message"));
        Optional<Part> part = Optional.empty();
        if (result.part().isPresent()) {
            part = test.parts().stream()
                    .filter(p -> p.code().equals(result.part().get()))
                    .findFirst();
            if (part.isEmpty()) {
                throw Refused.malformed(
                        "toetsonderdeel " + result.part().get() + " is not defined in toets " + result.test());
            }
        }
        boolean isScore = "score".equals(result.value().getLocalName());
        OptionalLong score = isScore ? OptionalLong.of(score(result)) : OptionalLong.empty();
        OsoResult oso = isScore ? OsoResult.NONE : OsoResult.read(result.value());
        List<Norm> norms = part.map(Part::norms).orElse(test.norms());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new ReceivedResult(
                result.key(),
                sitting.pupil(),
                test.code(),
                result.version().or(test::version),
                test.name(),
                result.part(),
                part.flatMap(Part::name),
                result.takenOn(),
                score,
                score.isPresent() ? term(norms, score.getAsLong()) : Optional.empty(),
                oso.measured(),
                oso.references(),
                request.created(),
                now,
                now,
                1);
    }

    private static long score(Result result) throws Refused {
        String text = result.value().getTextContent().strip();
        if (!text.matches(WHOLE_NUMBER)) {
            throw new Refused(
                    Fault.INVALID_SCORE, "the score of resultaat " + result.key() + " is no whole number from 0");
        }
        return Long.parseLong(text);
    }

    private static Optional<String> term(List<Norm> norms, long score) {
        return norms.stream()
                .filter(n -> Long.parseLong(n.from()) <= score && score <= Long.parseLong(n.through()))
                .map(Norm::term)
                .findFirst();
    }
}
