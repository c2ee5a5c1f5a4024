package nl.laslink.operations.uwlr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.operations.Console;
import nl.laslink.operations.Operations;
import nl.laslink.uwlr.http.CallTimes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UwlrCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    static Stream<Path> answers() throws Exception {
        return Files.list(folder());
    }

    private static Path folder() {
        return Path.of(System.getProperty("repository.root"), "shared/uwlr/src/test/resources/answers");
    }

    @Test
    void printsEverything_whenAnswerIsOdd() throws Exception {
        assertThat(read("q07-groups-that-are-not-listed.xml", "--brin", "99XX", "--year", "2026-2027"))
                .isEqualTo(0);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("""
                {
                  "outcome": "WHOLE_SCHOOL",
                  "usable": true,
                  "answers": "HaalLeerlinggegevens",
                  "means": {
                    "nl": "De hele school, volledig en leesbaar.",
                    "en": "The whole school, complete and readable."
                  },
                  "counts": {
                    "groups": 1,
                    "compositeGroups": 1,
                    "teachers": 1,
                    "pupils": 1,
                    "withKey": 1,
                    "withEckId": 0
                  },
                  "findings": [
                """)
                .contains("""
                    {
                      "code": "UNKNOWN_GROUP",
                      "means": {
                        "nl": "3 verwijzingen gaan naar een groep die niet is meegestuurd. Die verwijzingen tellen niet mee; de personen wel.",
                        "en": "3 references are to a group that was not sent. Those references do not count; the people do."
                      },
                      "count": 3,
                      "positions": [
                        {
                          "record": "leerkracht[1]",
                          "line": 36
                        },
                        {
                          "record": "leerling[1]",
                          "line": 23
                        },
                        {
                          "record": "leerling[1]",
                          "line": 23
                        }
                      ]
                    }
                """)
                .endsWith("""
                  "next": [
                    {
                      "who": "LAS_SUPPLIER",
                      "what": {
                        "nl": "Leg dit voor aan de leverancier van het LAS.",
                        "en": "Take this to the supplier of the LAS."
                      }
                    }
                  ]
                }
                """);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            whole-school.xml, WHOLE_SCHOOL, 0, NOBODY
            structure.xml, PART_OF_SCHOOL, 0, NOBODY
            pupils.xml, PART_OF_SCHOOL, 0, NOBODY
            teachers.xml, PART_OF_SCHOOL, 0, NOBODY
            confirmation.xml, CONFIRMED, 0, NOBODY
            q14-no-changes.xml, NO_CHANGES, 0, NOBODY
            no-data.xml, NO_DATA, 1, SCHOOL
            pupils-no-data.xml, NO_DATA, 0, NOBODY
            fault-topicus.xml, REFUSED, 1, SCHOOL
            fault-without-prefix.xml, REFUSED, 1, NOBODY
            fault-of-the-vendor.xml, REFUSED, 1, NOBODY
            other-dependance.xml, REJECTED, 1, SCHOOL
            login-page.html, REJECTED, 1, CUSTOMER_SERVICE
            cut-short.xml, REJECTED, 1, NOBODY
            empty.xml, REJECTED, 1, NOBODY
            national-numbers.xml, WHOLE_SCHOOL, 0, LAS_SUPPLIER
            """)
    void tellsOutcomeAndResponsibleParty(String answer, String outcome, int status, String who) throws Exception {
        assertThat(read(answer, "--brin", "99XX", "--dependance", "00", "--year", "2026-2027"))
                .isEqualTo(status);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"outcome\": \"" + outcome + "\"", "\"usable\": " + (status == 0));
        String next = out.toString(StandardCharsets.UTF_8).split("\"next\"")[1];
        assertThat(next.substring(next.indexOf("\"who\""))).startsWith("\"who\": \"" + who + "\"");
    }

    @Test
    void isUsable_whenNobodyIsInTheGroupsOfAStage(@TempDir Path folder) throws Exception {
        String pupils = Files.readString(folder().resolve("pupils.xml"));
        Path nobody =
                Files.writeString(folder.resolve("nobody.xml"), pupils.replaceAll("(?s)<leerling .*</leerling>", ""));

        assertThat(run("read", nobody.toString())).isEqualTo(0);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "\"outcome\": \"PART_OF_SCHOOL\"", "\"usable\": true", "\"pupils\": 0", "\"who\": \"NOBODY\"");
    }

    @Test
    void isNotUsable_whenThePupilsOfAStageHaveNoName(@TempDir Path folder) throws Exception {
        String pupils = Files.readString(folder().resolve("pupils.xml"));
        Path nameless = Files.writeString(
                folder.resolve("nameless.xml"),
                pupils.replaceAll("<(roepnaam|voorletters-1|achternaam)>.*?</\\1>", ""));

        assertThat(run("read", nameless.toString())).isEqualTo(1);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"code\": \"WITHOUT_PUPILS\"");
    }

    @Test
    void takesAnySchoolAndYear_whenNoneIsGiven() throws Exception {
        assertThat(read("other-school-and-year.xml")).isEqualTo(0);
        assertThat(read("other-school-and-year.xml", "--brin", "98YY", "--year", "2025-2026"))
                .isEqualTo(0);
        assertThat(read("other-school-and-year.xml", "--brin", "98YY", "--year", "2026-2027"))
                .isEqualTo(1);
        assertThat(read("other-school-and-year.xml", "--brin", "98YY", "--dependance", "01"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void showsNoPersonalData_unlessAsked(Path answer) {
        run("read", answer.toString());

        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain(
                        "Siri", "Noor", "Nergens", "Joris", "Nieuwenhuis", "Zoë", "2018", "100420", "eckid_", "@")
                .doesNotContain("12345", "6782", "Geen toegang");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void showsRecords_whenPersonalDataAreAskedFor() throws Exception {
        assertThat(read("byte-order-mark.xml", "--show-personal-data")).isEqualTo(0);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("""
                      {
                        "key": "100420",
                        "name": "Zoë van Nergens",
                        "birthDate": "2018-05-06",
                        "yearGroup": "5",
                        "group": "g5",
                        "compositeGroups": [
                          "plus"
                        ]
                      }
                """.indent(0))
                .contains("\"email\": \"j.nieuwenhuis@voorbeeldschool.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "read",
                "schrijf whole-school.xml",
                "read whole-school.xml nog.xml",
                "read whole-school.xml --brin",
                "read whole-school.xml --brin 99xx",
                "read whole-school.xml --dependance 00",
                "read whole-school.xml --brin 99XX --dependance 0",
                "read whole-school.xml --year 2026",
                "read whole-school.xml --anders",
                "read bestaat-niet.xml",
                "read ."
            })
    void tellsWrongUse(String line) throws Exception {
        List<String> words =
                Arrays.stream(line.split(" ")).filter(w -> !w.isEmpty()).toList();
        String[] given = words.stream().map(w -> w.endsWith(".xml") ? "" : w).toArray(String[]::new);
        for (int i = 0; i < given.length; i++) {
            given[i] = words.get(i).endsWith(".xml")
                    ? folder().resolve(words.get(i)).toString()
                    : given[i];
        }

        assertThat(run(given)).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank().doesNotContain("99xx", "nog.xml");
    }

    @Test
    void hasTheSameTextsInBothLanguages() {
        assertThat(Report.ENGLISH.keySet()).isEqualTo(Report.DUTCH.keySet()).isNotEmpty();
    }

    @Test
    void writesJson_whateverATextHolds() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a\"b", "\\ \n \u0000 \u007f \u2028 \ud800 😀 é");
        map.put("weg", Optional.empty());
        map.put("er", Optional.of(7));
        map.put("leeg", List.of());
        map.put("niets", Map.of());

        assertThat(Json.write(map)).isEqualTo("""
                {
                  "a\\"b": "\\\\ \\u000a \\u0000 \\u007f \\u2028 \\ud800 😀 é",
                  "er": 7,
                  "leeg": [],
                  "niets": {}
                }
                """);
    }

    private int read(String answer, String... options) {
        return run(Stream.concat(Stream.of("read", folder().resolve(answer).toString()), Arrays.stream(options))
                .toArray(String[]::new));
    }

    private int run(String... given) {
        out.reset();
        err.reset();
        try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
            return Operations.run(
                    Stream.concat(Stream.of("uwlr"), Arrays.stream(given)).toList(),
                    new Console(InputStream.nullInputStream(), outStream, errStream),
                    Clock.systemUTC(),
                    CallTimes.DEFAULT);
        }
    }
}
