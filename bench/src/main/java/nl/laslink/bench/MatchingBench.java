package nl.laslink.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.laslink.bench.Noise.Kind;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.roster.Pupil;
import nl.laslink.domain.roster.RecordId;

/**
 * Measures the matching of pupils: {@code quality} of the proposals on schools with known truth, and the {@code time} of staging, each as a
 * table in Markdown. Times are taken in virtual machines of their own, which this one starts.
 *
 * <pre>
 * MatchingBench quality
 * MatchingBench time SIZES WARM_RUNS COLD_RUNS
 * MatchingBench compared NOISE
 * MatchingBench export NOISE FOLDER
 * </pre>
 */
public final class MatchingBench {
    private static final int SCHOOL_SIZE = 1000;
    private static final int WARM_UP_RUNS = 15;
    private static final long SEED = 12;

    private enum Case {
        SWITCH("switch of LAS", Noise.MEDIUM, GeneratedSchool.Keys.OF_OTHER_LAS),
        KNOWN("known keys", Noise.LIGHT, GeneratedSchool.Keys.KNOWN);

        private final String title;
        private final Noise noise;
        private final GeneratedSchool.Keys keys;

        Case(String title, Noise noise, GeneratedSchool.Keys keys) {
            this.title = title;
            this.noise = noise;
            this.keys = keys;
        }

        GeneratedSchool school(int size) {
            return GeneratedSchool.of(size, noise, keys, SEED);
        }
    }

    private enum Machine {
        C1("C1 alone", "-XX:TieredStopAtLevel=1"),
        ALL_TIERS("all tiers", "-XX:+TieredCompilation");

        private final String title;
        private final String flag;

        Machine(String title, String flag) {
            this.title = title;
            this.flag = flag;
        }
    }

    private MatchingBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "quality" -> printQuality();
            case "time" -> printTimes(sizes(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            case "cold" ->
                System.out.println(timed(Case.valueOf(args[1]).school(Integer.parseInt(args[2])))
                        .line());
            case "warm" -> warm(sizes(args[1]), Integer.parseInt(args[2]));
            case "compared" -> printCompared(Noise.valueOf(args[1]));
            case "export" -> export(Noise.valueOf(args[1]), Path.of(args[2]));
            default -> throw new IllegalArgumentException("quality, time, compared or export");
        }
    }

    private static void printQuality() {
        System.out.println(
                "| noise | preselected | wrong | wrong per 1,000 | preselected and right | proposed | proposed first |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        Map<Kind, Integer> noisy = new EnumMap<>(Kind.class);
        for (Noise noise : Noise.values()) {
            Quality all = quality(noise, noisy);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.2f | %.3f | %.3f | %.3f |",
                    noise.title(),
                    all.preselected(),
                    all.wrong(),
                    all.wrongPerThousand(),
                    all.preselectedShare(),
                    all.recall(),
                    all.firstShare()));
        }
        int pupils = Noise.EXPECTED.schools() * SCHOOL_SIZE;
        System.out.println();
        System.out.println(
                "Share of the " + pupils + " pupils with each kind of the expected noise, meant and generated:");
        System.out.println();
        System.out.println("| kind | meant | generated |");
        System.out.println("| --- | --- | --- |");
        noisy.forEach((kind, changed) -> System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.1f %% | %.2f %% |",
                kind.title(),
                100 * Noise.EXPECTED.share(kind),
                100.0 * changed / pupils)));
    }

    /** @param noisy adds how many pupils each kind of the expected noise changed */
    private static Quality quality(Noise noise, Map<Kind, Integer> noisy) {
        Quality all = Quality.NONE;
        for (int i = 0; i < noise.schools(); i++) {
            GeneratedSchool school = school(noise, i);
            all = all.plus(Quality.of(school, StagedSchool.rowsOf(school)));
            if (noise == Noise.EXPECTED) {
                school.noisy().forEach((kind, pupils) -> noisy.merge(kind, pupils, Integer::sum));
            }
        }
        return all;
    }

    /** The line of this matching in the table of compare.py. */
    private static void printCompared(Noise noise) {
        Quality all = quality(noise, new EnumMap<>(Kind.class));
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | laslink | %d | %d | %.2f | %.3f | %.3f |",
                noise.title(),
                all.preselected(),
                all.wrong(),
                all.wrongPerThousand(),
                all.preselectedShare(),
                all.recall()));
    }

    private static GeneratedSchool school(Noise noise, int number) {
        return GeneratedSchool.of(SCHOOL_SIZE, noise, GeneratedSchool.Keys.OF_OTHER_LAS, SEED + number);
    }

    /** The same schools as files, for another library: what is here, what is delivered, and which is which. */
    private static void export(Noise noise, Path folder) throws IOException {
        List<String> existing = new ArrayList<>();
        List<String> delivered = new ArrayList<>();
        String header = String.join("\t", "school", "id", "first", "prefix", "surname", "born", "group", "truth");
        existing.add(header);
        delivered.add(header);
        for (int i = 0; i < noise.schools(); i++) {
            GeneratedSchool school = school(noise, i);
            for (Pupil p : school.roster().pupils()) {
                existing.add(line(i, p.id().value(), p.name(), p.birthDate(), group(p), ""));
            }
            for (DeliveredPupil p : school.delivery().pupils()) {
                LasKey key = p.key().orElseThrow();
                String truth = Optional.ofNullable(school.truth().get(key))
                        .map(RecordId::value)
                        .orElse("");
                String group = p.group().orElseThrow().value().substring(1);
                delivered.add(line(i, key.value(), p.name(), p.birthDate(), group, truth));
            }
        }
        Files.write(folder.resolve("existing.tsv"), existing);
        Files.write(folder.resolve("delivered.tsv"), delivered);
    }

    private static String group(Pupil pupil) {
        return pupil.group().orElseThrow().value();
    }

    private static String line(
            int school, String id, PersonName name, Optional<LocalDate> born, String group, String truth) {
        return String.join(
                "\t",
                Integer.toString(school),
                id,
                name.firstName().orElse(""),
                name.prefix().orElse(""),
                name.surname().orElse(""),
                born.map(LocalDate::toString).orElse(""),
                group,
                truth);
    }

    private static void printTimes(List<Integer> sizes, int warmRuns, int coldRuns)
            throws IOException, InterruptedException {
        System.out.println("| compiler | case | pupils | cold wall | cold thread CPU | cold process CPU"
                + (warmRuns > 0 ? " | warm wall | warm thread CPU | warm process CPU |" : " |"));
        System.out.println("| --- | --- | --- | --- | --- | ---" + (warmRuns > 0 ? " | --- | --- | --- |" : " |"));
        for (Machine machine : Machine.values()) {
            Map<String, Times> warm = new LinkedHashMap<>();
            if (warmRuns > 0) {
                for (String line : child(machine, "warm", join(sizes), Integer.toString(warmRuns))) {
                    String[] parts = line.split("=");
                    warm.put(parts[0], Times.parse(parts[1]));
                }
            }
            for (Case measured : Case.values()) {
                for (int size : sizes) {
                    List<Times> cold = new ArrayList<>();
                    for (int i = 0; i < coldRuns; i++) {
                        cold.add(Times.parse(child(machine, "cold", measured.name(), Integer.toString(size))
                                .getFirst()));
                    }
                    System.out.println("| %s | %s | %d | %s |%s"
                            .formatted(
                                    machine.title,
                                    measured.title,
                                    size,
                                    Times.median(cold).cells(),
                                    warmRuns > 0
                                            ? " "
                                                    + warm.get(measured + "-" + size)
                                                            .cells() + " |"
                                            : ""));
                }
            }
        }
    }

    /** Each round runs every case and size once, so that a disturbance of the machine does not hit one of them alone. */
    private static void warm(List<Integer> sizes, int runs) {
        Map<String, GeneratedSchool> schools = new LinkedHashMap<>();
        Map<String, List<Times>> times = new LinkedHashMap<>();
        for (Case measured : Case.values()) {
            for (int size : sizes) {
                schools.put(measured + "-" + size, measured.school(size));
                times.put(measured + "-" + size, new ArrayList<>());
            }
        }
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            schools.values().forEach(StagedSchool::rowsOf);
        }
        for (int i = 0; i < runs; i++) {
            schools.forEach((name, school) -> times.get(name).add(timed(school)));
        }
        times.forEach(
                (name, all) -> System.out.println(name + "=" + Times.median(all).line()));
    }

    private static Times timed(GeneratedSchool school) {
        return Times.of(() -> StagedSchool.rowsOf(school));
    }

    /** The lines that a virtual machine of its own prints, on one core and with the collector that Lambda uses. */
    private static List<String> child(Machine machine, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                "-Xmx768m",
                machine.flag,
                "-cp",
                System.getProperty("java.class.path"),
                MatchingBench.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException("A measured virtual machine failed.");
        }
        return lines;
    }

    private static List<Integer> sizes(String text) {
        return Stream.of(text.split(",")).map(Integer::valueOf).toList();
    }

    private static String join(List<Integer> sizes) {
        return String.join(",", sizes.stream().map(String::valueOf).toList());
    }
}
