package nl.laslink.operations.uwlr;

import java.util.Optional;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.school.Brin;
import nl.laslink.domain.school.Dependance;
import nl.laslink.domain.school.SchoolId;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a school is named: by BRIN and dependance, or by SchoolKey. */
final class SchoolOptions {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private ByBrin byBrin;

    @Option(
            names = "--school-key",
            paramLabel = "KEY",
            required = true,
            description = "The school's SchoolKey, which replaces BRIN and dependance.")
    private SchoolIdentification.BySchoolKey bySchoolKey;

    static final class ByBrin {
        @Option(names = "--brin", paramLabel = "99XX", required = true, description = "The school's BRIN.")
        private Brin brin;

        @Option(
                names = "--dependance",
                paramLabel = "00",
                description = "The dependance of the BRIN; without it 00, the main one.")
        private Dependance dependance = Dependance.MAIN;

        private SchoolIdentification identification() {
            return new SchoolIdentification.ByBrin(new SchoolId(brin, dependance));
        }
    }

    SchoolIdentification identification() {
        return Optional.ofNullable(byBrin).map(ByBrin::identification).orElse(bySchoolKey);
    }
}
