package nl.laslink.operations.uwlr;

import java.time.Clock;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.id.LasTypeCode;
import nl.laslink.domain.school.Brin;
import nl.laslink.domain.school.Dependance;
import nl.laslink.operations.Console;
import nl.laslink.operations.OptionTypes;
import nl.laslink.uwlr.http.CallTimes;
import nl.laslink.uwlr.request.Operation;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code bin/uwlr}. */
@Command(
        name = "bin/uwlr",
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks into the connection with a LAS, with the product's own reader and client.")
public final class UwlrCommand {
    static final int USABLE = 0;
    static final int NOT_USABLE = 1;

    private UwlrCommand() {}

    public static CommandLine line(Console console, Clock clock, CallTimes times) {
        CommandLine line = new CommandLine(new UwlrCommand())
                .addSubcommand(new ReadCommand(console))
                .addSubcommand(new CallCommand(console, clock, times))
                .addSubcommand(new ResultsCommand(console, clock));
        OptionTypes.register(line, Brin.class, Brin::new);
        OptionTypes.register(line, Dependance.class, Dependance::new);
        OptionTypes.register(line, SchoolIdentification.BySchoolKey.class, SchoolIdentification.BySchoolKey::new);
        OptionTypes.register(line, LasTypeCode.class, LasTypeCode::new);
        OptionTypes.register(line, LasKey.class, LasKey::new);
        OptionTypes.register(line, KeyOfId.class, KeyOfId::parse);
        OptionTypes.register(line, XsdVersion.class, XsdVersion::parse);
        OptionTypes.register(line, Operation.class, UwlrCommand::operation);
        return line;
    }

    private static Operation operation(String wire) {
        return java.util.Arrays.stream(Operation.values())
                .filter(o -> o.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("UWLR has no such operation"));
    }
}
