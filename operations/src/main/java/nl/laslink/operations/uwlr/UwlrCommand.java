package nl.laslink.operations.uwlr;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Judgement;

/** The main class behind {@code bin/uwlr}. */
public final class UwlrCommand {
    private static final int USABLE = 0;
    private static final int NOT_USABLE = 1;
    private static final int WRONG_USE = 2;

    private UwlrCommand() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int status = run(List.of(arguments), out, err);
        out.flush();
        System.exit(status);
    }

    /** Gives the exit status. */
    static int run(List<String> given, PrintStream out, PrintStream err) {
        Arguments arguments;
        Judgement judgement;
        try {
            arguments = Arguments.parse(given);
            judgement = judge(arguments);
        } catch (Arguments.WrongUse wrong) {
            err.println(wrong.getMessage());
            return WRONG_USE;
        } catch (IOException e) {
            err.println("the file cannot be read");
            return WRONG_USE;
        }
        out.print(
                Json.write(arguments.showsPersonalData() ? Report.withPersonalData(judgement) : Report.of(judgement)));
        return Report.isUsable(judgement) ? USABLE : NOT_USABLE;
    }

    private static Judgement judge(Arguments arguments) throws IOException {
        // A folder opens, and fails only when it is read, where that would count against the answer.
        if (!Files.isRegularFile(arguments.file())) {
            throw new Arguments.WrongUse("there is no such file");
        }
        try (InputStream in = Files.newInputStream(arguments.file())) {
            return new AnswerJudge(arguments.asked()).judge(in, "", OutputStream.nullOutputStream());
        }
    }
}
