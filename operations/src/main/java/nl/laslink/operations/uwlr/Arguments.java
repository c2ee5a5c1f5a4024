package nl.laslink.operations.uwlr;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.Brin;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.school.SchoolId;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.uwlr.answer.Asked;

/** What {@code bin/uwlr read} was given. Immutable. */
record Arguments(Path file, Asked asked, boolean showsPersonalData) {

    static final String USAGE =
            "bin/uwlr read FILE [--brin 99XX [--dependance 00]] [--year 2026-2027] [--show-personal-data]";

    /** @throws WrongUse when they make no sense; its message repeats no value */
    static Arguments parse(List<String> given) {
        Deque<String> rest = new ArrayDeque<>(given);
        if (!"read".equals(rest.poll())) {
            throw new WrongUse(USAGE);
        }
        Optional<Path> file = Optional.empty();
        Optional<Brin> brin = Optional.empty();
        Optional<Dependance> dependance = Optional.empty();
        Optional<SchoolYear> year = Optional.empty();
        boolean showsPersonalData = false;
        while (!rest.isEmpty()) {
            switch (rest.remove()) {
                case "--brin" -> brin = Optional.of(new Brin(value(rest, "--brin", Brin.isValid(rest.peek()))));
                case "--dependance" ->
                    dependance =
                            Optional.of(new Dependance(value(rest, "--dependance", Dependance.isValid(rest.peek()))));
                case "--year" ->
                    year = Optional.of(SchoolYear.parse(value(rest, "--year", SchoolYear.isValid(rest.peek()))));
                case "--show-personal-data" -> showsPersonalData = true;
                case String text -> {
                    if (file.isPresent() || text.startsWith("--")) {
                        throw new WrongUse(USAGE);
                    }
                    file = Optional.of(path(text));
                }
            }
        }
        if (dependance.isPresent() && brin.isEmpty()) {
            throw new WrongUse("--dependance goes with --brin");
        }
        Dependance establishment = dependance.orElse(Dependance.MAIN);
        Optional<SchoolIdentification> school =
                brin.map(b -> new SchoolIdentification.ByBrin(new SchoolId(b, establishment)));
        return new Arguments(
                file.orElseThrow(() -> new WrongUse(USAGE)),
                new Asked(Optional.empty(), school, year),
                showsPersonalData);
    }

    private static String value(Deque<String> rest, String option, boolean isValid) {
        if (!isValid) {
            throw new WrongUse(option + " wants a value as in: " + USAGE);
        }
        return rest.remove();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new WrongUse("the file has no usable name");
        }
    }

    /** The command was not used as it can be. */
    static final class WrongUse extends RuntimeException {
        WrongUse(String message) {
            super(message);
        }
    }
}
