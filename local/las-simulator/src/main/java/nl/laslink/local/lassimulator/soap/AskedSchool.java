package nl.laslink.local.lassimulator.soap;

import java.util.Optional;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.state.Schools;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/** How a message names the school: by BRIN and dependance, or by the key that this LAS gave it. Never by both. */
sealed interface AskedSchool {
    /** The school that is meant; empty when there is none. */
    Optional<SimulatedSchool> in(Schools schools);

    /** The code under which the message is remembered, also when no school has it; empty for a key that no school has. */
    Optional<String> code(Schools schools);

    record ByCode(SchoolCode code) implements AskedSchool {
        @Override
        public Optional<SimulatedSchool> in(Schools schools) {
            return schools.find(code);
        }

        @Override
        public Optional<String> code(Schools schools) {
            return Optional.of(code.toString());
        }
    }

    record ByKey(String schoolKey) implements AskedSchool {
        @Override
        public Optional<SimulatedSchool> in(Schools schools) {
            return schools.findByKey(schoolKey);
        }

        @Override
        public Optional<String> code(Schools schools) {
            return in(schools).map(school -> school.school().code().toString());
        }
    }
}
