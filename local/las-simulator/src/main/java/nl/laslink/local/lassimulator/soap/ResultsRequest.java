package nl.laslink.local.lassimulator.soap;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** A {@code leerresultaten_verzoek} whose structure is right; values that have a fault of their own are not judged yet. */
record ResultsRequest(
        String version, AskedSchool school, Instant created, List<Sitting> sittings, List<TestDefinition> tests)
        implements Operation.Request {

    /** The results of one pupil. */
    record Sitting(String pupil, Optional<String> eckId, List<Result> results) {}

    /** One result; {@code value} is the element score, osoresultaat or anderresultaat. */
    record Result(
            String key,
            LocalDate takenOn,
            String test,
            Optional<String> version,
            Optional<String> part,
            Element value) {}

    record TestDefinition(
            String code, Optional<String> version, Optional<String> name, List<Norm> norms, List<Part> parts) {}

    record Part(String code, Optional<String> name, List<Norm> norms) {}

    /** A norm's limits as they are written. */
    record Norm(String term, String from, String through) {}
}
