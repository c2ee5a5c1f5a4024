package nl.laslink.operations.school;

import nl.laslink.domain.school.SchoolType;
import nl.laslink.operations.Console;
import nl.laslink.operations.OptionTypes;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bin/school}. */
@Command(
        name = "bin/school",
        synopsisSubcommandLabel = "COMMAND",
        description = "The beginning and the end of a school in an environment.")
public final class SchoolCommand {
    private SchoolCommand() {}

    public static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new SchoolCommand())
                .addSubcommand(new AddSchoolCommand(console))
                .addSubcommand(new EraseSchoolCommand(console));
        OptionTypes.register(line, SchoolType.class, NameSchool::type);
        return line;
    }
}
