package nl.laslink.uwlr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.uwlr.answer.AnswerJudge;
import nl.laslink.uwlr.answer.Asked;
import nl.laslink.uwlr.answer.Judgement;

/** What must hold for any bytes a LAS may answer. Jazzer looks for bytes for which it does not; see {@link ReaderFuzzTest}. */
public final class ReaderFuzz {
    private static final Pattern NATIONAL_NUMBER =
            Pattern.compile("<([\\w.-]*:)?(bsn|sofinummer|onderwijsnummer|bsn_ondwnr-4|rijksregisternummer)[\\s/>]");

    private ReaderFuzz() {}

    /** The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] answer) {
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        Judgement anySchool = judge(anything(), answer, copied);
        Judgement school =
                judge(Asked.wholeSchool(Messages.SCHOOL, Messages.YEAR), answer, OutputStream.nullOutputStream());
        if (anySchool instanceof Judgement.Rejected && !(school instanceof Judgement.Rejected)) {
            throw new Broken("what nobody can use was used");
        }
        if (school instanceof Judgement.WholeSchool whole
                && whole.delivery().pupils().isEmpty()) {
            throw new Broken("a full set without pupils");
        }
        if (anySchool instanceof Judgement.Rejected) {
            return;
        }
        String copy = copied.toString(StandardCharsets.UTF_8);
        if (NATIONAL_NUMBER.matcher(copy.toLowerCase(Locale.ROOT)).find()) {
            throw new Broken("a national number was copied");
        }
        Judgement again = judge(anything(), copied.toByteArray(), OutputStream.nullOutputStream());
        Optional<Delivery> delivery = delivery(anySchool);
        if (delivery.isPresent() && !delivery(again).equals(delivery)) {
            throw new Broken("the copy is judged otherwise");
        }
    }

    private static Asked anything() {
        return new Asked(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Judgement judge(Asked asked, byte[] answer, OutputStream copy) {
        return new AnswerJudge(asked).judge(new ByteArrayInputStream(answer), "", copy);
    }

    /** Without the warnings: what they warn of is not in the copy any more. */
    private static Optional<Delivery> delivery(Judgement judgement) {
        return switch (judgement) {
            case Judgement.WholeSchool whole -> Optional.of(withoutWarnings(whole.delivery()));
            case Judgement.PartOfSchool part -> Optional.of(withoutWarnings(part.delivery()));
            case Judgement.NoChanges _,
                    Judgement.NoData _,
                    Judgement.Confirmed _,
                    Judgement.Refused _,
                    Judgement.Rejected _ -> Optional.empty();
        };
    }

    private static Delivery withoutWarnings(Delivery d) {
        return new Delivery(d.schoolYear(), d.groups(), d.teachers(), d.pupils(), List.of());
    }

    /** A property that did not hold. */
    static final class Broken extends RuntimeException {
        Broken(String what) {
            super(what);
        }
    }
}
