package nl.laslink.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.link.Readiness;
import nl.laslink.domain.score.ResultKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestCode;
import nl.laslink.domain.score.TestDefinition;
import org.junit.jupiter.api.Test;

/**
 * Whatever the test centre says of a test and a result, by chance and seed: what is not kept back with a reason is a message that
 * the published schemas take. The seed is in the failure's text.
 */
class ResultsAlwaysFitSchemaTest {
    private static final int SEEDS = 1_000;

    /** What a text may be made of: plain, space, what XML cannot carry, what it must escape, what counts for two. */
    private static final List<String> PIECES = List.of(
            "M5",
            "a",
            ".",
            " ",
            "\t",
            "\n",
            "\u0001",
            "\u0085",
            "\ud800",
            "\uffff",
            "<&>\"'",
            "]]>",
            "\uD83D\uDE00",
            "é");

    private static final LasEndpoint LAS =
            new LasEndpoint(URI.create("https://las.example/"), URI.create("https://las.example/"), "2.2", Map.of());

    @Test
    void whenItIsNotKeptBack() throws Exception {
        int sent = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Optional<ScoreMessage> message = new Invented(new Random(seed)).message();
            if (message.isPresent()) {
                sent++;
                byte[] written = SingleCall.bring(LAS, Messages.CREDENTIALS, message.get())
                        .message();
                assertThat(PublishedSchemas.complaints("base", new String(written, StandardCharsets.UTF_8)))
                        .as("seed " + seed)
                        .isEmpty();
            }
        }

        assertThat(sent).isBetween(SEEDS / 10, SEEDS - SEEDS / 10);
    }

    private record Invented(Random random) {
        /** Empty when laslink refuses it, at the door or in the ledger. */
        Optional<ScoreMessage> message() {
            TestDefinition test;
            List<ScoreMessage.Result> results = new ArrayList<>();
            try {
                test = test();
                for (Optional<String> part : List.of(
                        Optional.<String>empty(),
                        Optional.of(test.parts().getFirst().code()))) {
                    ScoreValue value = value();
                    if (Readiness.flaw(value, part, Optional.of(test)).isPresent()) {
                        return Optional.empty();
                    }
                    results.add(result(test, part, value));
                }
            } catch (IllegalArgumentException refused) {
                return Optional.empty();
            }
            return Optional.of(new ScoreMessage(
                    Messages.SCHOOL,
                    Messages.YEAR,
                    OffsetDateTime.parse("2026-11-24T03:30:00+01:00"),
                    List.of(new ScoreMessage.PupilResults(
                            new LasKey("1"), Optional.empty(), Optional.empty(), results)),
                    List.of(test)));
        }

        private ScoreMessage.Result result(TestDefinition test, Optional<String> part, ScoreValue value) {
            return new ScoreMessage.Result(
                    ResultKey.of(part.isPresent() ? "z2" + odd(3) : "z1", part),
                    LocalDate.of(2026, 11, 20),
                    test.code(),
                    test.version(),
                    part,
                    value,
                    maybe(() -> "https://toetscentrum.example/" + text()));
        }

        private TestDefinition test() {
            Map<TestDefinition.Field, TestDefinition.Vocabulary> vocabularies =
                    new EnumMap<>(TestDefinition.Field.class);
            for (TestDefinition.Field field : TestDefinition.Field.values()) {
                maybe(() -> new TestDefinition.Vocabulary("urn:lijst" + odd(30), maybe(() -> "https://x" + odd(30))))
                        .ifPresent(v -> vocabularies.put(field, v));
            }
            return new TestDefinition(
                    new TestCode("REK" + odd(6)),
                    maybe(() -> "2" + odd(6)),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::norming),
                    maybe(() -> new TestDefinition.Entrance(random.nextInt(5), "ingang" + text())).stream()
                            .toList(),
                    List.of(part(1 + random.nextInt(20), "L" + odd(6)), part(19 + random.nextInt(12), "S")),
                    vocabularies);
        }

        private TestDefinition.Part part(int number, String code) {
            return new TestDefinition.Part(number, code, maybe(this::text), maybe(this::norming));
        }

        private TestDefinition.Norming norming() {
            return new TestDefinition.Norming(
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::number),
                    List.of(new TestDefinition.Norm(
                            "I" + text(),
                            maybe(this::text),
                            random.nextInt(20) - odd(1).length(),
                            19 + random.nextInt(20),
                            maybe(() -> new TestDefinition.Colour(
                                    oneTooFar(255), random.nextInt(256), random.nextInt(256), oneTooFar(100))),
                            maybe(() -> BigDecimal.valueOf(random.nextInt(900) + 100L, 2)),
                            maybe(() -> BigDecimal.valueOf(random.nextInt(95) + 9L, 1)))));
        }

        private ScoreValue value() {
            return switch (random.nextInt(10)) {
                case 0 -> new ScoreValue.Unfit(new BigDecimal("-1"));
                case 1, 2, 3, 4 -> new ScoreValue.Plain(random.nextInt(100));
                default ->
                    new ScoreValue.Oso(
                            maybe(() -> random.nextInt(50)),
                            maybe(() -> random.nextInt(50)),
                            Optional.empty(),
                            maybe(() -> random.nextInt(50)),
                            maybe(this::number),
                            maybe(this::number),
                            maybe(this::text),
                            maybe(() -> new ScoreValue.Interval(number(), number())),
                            maybe(this::reference).stream().toList());
            };
        }

        private ScoreValue.Reference reference() {
            return new ScoreValue.Reference("IV", "Landelijk", random.nextBoolean() ? "II" : text(), maybe(this::text));
        }

        /** Seldom one more than the most. */
        private int oneTooFar(int most) {
            return random.nextInt(20) == 0 ? most + 1 : random.nextInt(most + 1);
        }

        private BigDecimal number() {
            return new BigDecimal(random.nextInt(100_000)).scaleByPowerOfTen(random.nextInt(9) - 5);
        }

        private <T> Optional<T> maybe(Supplier<T> value) {
            return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
        }

        /** Seldom anything, so that not every message is kept back for it. */
        private String odd(int most) {
            return random.nextInt(20) == 0 ? pieces(random.nextInt(most + 1)) : "";
        }

        private String text() {
            return pieces(random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(4));
        }

        private String pieces(int number) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < number; i++) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            return text.toString();
        }
    }
}
