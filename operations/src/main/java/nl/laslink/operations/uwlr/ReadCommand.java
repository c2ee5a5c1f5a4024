package nl.laslink.operations.uwlr;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.operations.Console;
import nl.laslink.operations.Refused;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/uwlr read}. */
@Command(
        name = "read",
        sortOptions = false,
        description = {
            "Judges a saved response of a LAS, of any operation, and prints JSON: the outcome, the reasons, the counts,"
                    + " the findings with record, line and field, and who acts next.",
            ""
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the response is usable: data, no changes, an empty stage or a confirmation",
            "1:it is not usable",
            "2:invalid usage, or the file cannot be read"
        })
final class ReadCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The saved response: XML, gzip or not.")
    private Path file;

    @ArgGroup(heading = "%nThe school that the response must be about; without it any school:%n")
    private SchoolOptions school;

    @Option(
            names = "--year",
            paramLabel = "2026-2027",
            description = "The school year that the response must be about; without it any year.")
    private Optional<SchoolYear> year;

    @Option(
            names = "--show-personal-data",
            description = "Prints the records too. Without it no name, date or key is printed.")
    private boolean showsPersonalData;

    ReadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Judgement judgement = judge();
        console.out().print(showsPersonalData ? Report.jsonWithPersonalData(judgement) : Report.json(judgement));
        return Report.isUsable(judgement) ? UwlrCommand.USABLE : UwlrCommand.NOT_USABLE;
    }

    private Judgement judge() {
        Asked asked = new Asked(Optional.empty(), Optional.ofNullable(school).map(SchoolOptions::identification), year);
        try (InputStream in = Files.newInputStream(file)) {
            return new AnswerJudge(asked).judge(in, "", OutputStream.nullOutputStream());
        } catch (IOException unreadable) {
            throw new Refused("The file cannot be read.");
        }
    }
}
