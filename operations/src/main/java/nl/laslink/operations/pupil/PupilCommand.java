package nl.laslink.operations.pupil;

import nl.laslink.domain.roster.RecordId;
import nl.laslink.operations.Console;
import nl.laslink.operations.OptionTypes;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bin/pupil}. */
@Command(
        name = "bin/pupil",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "The data of one pupil in an environment, for a request of a parent to the school (AVG, articles 15 and 17).",
            "The pupil's ID is the last part of the address of the page Corrigeren in Leerlingen."
        })
public final class PupilCommand {
    private PupilCommand() {}

    public static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new PupilCommand())
                .addSubcommand(new ExportPupilCommand(console))
                .addSubcommand(new ErasePupilCommand(console));
        OptionTypes.register(line, RecordId.class, RecordId::new);
        return line;
    }
}
