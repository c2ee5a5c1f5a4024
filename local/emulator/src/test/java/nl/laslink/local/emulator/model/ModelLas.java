package nl.laslink.local.emulator.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import nl.laslink.domain.delivery.BringOutcome;
import nl.laslink.domain.delivery.DeliveredGroup;
import nl.laslink.domain.delivery.DeliveredPupil;
import nl.laslink.domain.delivery.Delivery;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.Failed;
import nl.laslink.domain.delivery.FetchOutcome;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.delivery.NoAnswer;
import nl.laslink.domain.delivery.PersonName;
import nl.laslink.domain.delivery.SchoolIdentification;
import nl.laslink.domain.link.LasClient;
import nl.laslink.domain.school.SchoolYear;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.testing.Example;

/**
 * The LAS of one school, which knows who each child is. Nobody has had the full name of another child, so that a record's name
 * says which child it is about.
 */
final class ModelLas implements LasClient {
    private static final List<String> FIRST_NAMES = List.of(
            "Noor",
            "Thijs",
            "Fatima",
            "Willem",
            "Joppe",
            "Zeynep",
            "Mohammed",
            "Charlotte",
            "Sterre",
            "Esther",
            "Quinten",
            "Hugo",
            "Yara",
            "Bram",
            "Gijs",
            "Olaf",
            "Indy",
            "Klaas",
            "Ursula",
            "Xander");
    private static final List<String> SURNAMES = List.of(
            "Abspoel",
            "Bakker",
            "Cornelissen",
            "Dijkgraaf",
            "Eikenboom",
            "Fokkema",
            "Groothuis",
            "Hendriksen",
            "Jagersma",
            "Kuipers",
            "Lammertink",
            "Meindertsma",
            "Nieuwenhuis",
            "Oosterveld",
            "Pietersma",
            "Quist",
            "Roozendaal",
            "Schimmelpenninck",
            "Timmermans",
            "Uitenbroek",
            "Vlaanderen",
            "Westerhof",
            "Zandstra",
            "Brouwers",
            "Galema",
            "Hofstede",
            "Kloosterman",
            "Middelkoop",
            "Postuma",
            "Rietveld",
            "Slotboom",
            "Tuinstra",
            "Verhoeven",
            "Wijnberg",
            "Yildirim",
            "Achterberg",
            "Dorrestein",
            "Engelsman",
            "Faber",
            "Ottevanger",
            "Nagtegaal",
            "Loonstra",
            "Izarin",
            "Corstanje",
            "Pellikaan",
            "Sprangers",
            "Muusse");

    /** A child; it is the same child whatever its name, key and group become. */
    static final class Child {
        final int number;
        String first;
        String last;
        LocalDate born;
        Optional<String> key = Optional.empty();
        Optional<String> eckId = Optional.empty();
        String group = "";
        boolean enrolled = true;
        boolean isTwin;
        boolean isListedAsLeft;

        Child(int number) {
            this.number = number;
        }

        String fullName() {
            return first + " " + last;
        }

        @Override
        public String toString() {
            return "child " + number;
        }
    }

    private final Random random;
    private final List<Child> children = new ArrayList<>();
    private final Map<String, Child> byName = new HashMap<>();
    private final Set<LocalDate> birthDates = new HashSet<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final List<String> unusedSurnames = new ArrayList<>(SURNAMES);
    private int lastNumber;
    private String scheme = "L";
    private boolean hasEckIds;
    private boolean hasDisposableKeys;
    private boolean hasBirthDates = true;
    private Optional<Child> doubleKey = Optional.empty();

    ModelLas(Random random) {
        this.random = random;
        this.hasEckIds = random.nextBoolean();
        Collections.shuffle(unusedSurnames, random);
        addGroup();
        addGroup();
        int size = 4 + random.nextInt(random.nextInt(4) == 0 ? 22 : 8);
        for (int i = 0; i < size; i++) {
            enroll();
        }
    }

    List<Child> children() {
        return List.copyOf(children);
    }

    Map<String, String> groups() {
        return new LinkedHashMap<>(groups);
    }

    /** The child that ever had this name. */
    Child named(PersonName name) {
        Child child = byName.get(name.full());
        if (child == null) {
            throw new AssertionError("nobody ever had this name");
        }
        return child;
    }

    private Optional<Child> enroll() {
        if (unusedSurnames.isEmpty()) {
            return Optional.empty();
        }
        Child child = new Child(++lastNumber);
        child.first = any(FIRST_NAMES);
        child.last = unusedSurnames.removeLast();
        child.born = unusedBirthDate();
        begin(child);
        return Optional.of(child);
    }

    private void begin(Child child) {
        child.key = Optional.of(scheme + child.number);
        child.eckId = hasEckIds ? Optional.of("eck-" + child.number) : Optional.empty();
        child.group = any(List.copyOf(groups.keySet()));
        children.add(child);
        byName.put(child.fullName(), child);
    }

    private LocalDate unusedBirthDate() {
        LocalDate born;
        do {
            born = LocalDate.of(2014 + random.nextInt(4), 1 + random.nextInt(12), 1 + random.nextInt(28));
        } while (!birthDates.add(born));
        return born;
    }

    private void addGroup() {
        int number = groups.size() + 1;
        groups.put("G" + (++lastNumber), "Groep " + number + any(List.of("a", "b", "c")));
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Optional<Child> anyEnrolled() {
        List<Child> enrolled = children.stream().filter(c -> c.enrolled).toList();
        return enrolled.isEmpty() ? Optional.empty() : Optional.of(any(enrolled));
    }

    /** Something changes in the school; what, in words. */
    String change() {
        return switch (random.nextInt(22)) {
            case 0 -> enroll().map(c -> c + " enrolls").orElse("");
            case 1, 2, 3 -> leave();
            case 4 -> comeBack();
            case 5 -> anyEnrolled().map(this::marry).orElse("");
            case 6 -> anyEnrolled().map(this::nickname).orElse("");
            case 7 -> anyEnrolled().map(this::correctBirthDate).orElse("");
            case 8 -> anyEnrolled().map(this::move).orElse("");
            case 9 -> recycleKey();
            case 10 -> swapKeys();
            case 11 -> anyEnrolled().map(this::twin).orElse("");
            case 12 -> renameGroup();
            case 13 -> mergeGroups();
            case 14 -> {
                addGroup();
                yield "a group is added";
            }
            case 15 -> anyEnrolled().map(this::spellKeyOtherwise).orElse("");
            case 16 -> anyEnrolled().map(this::renewEckId).orElse("");
            case 17 -> {
                doubleKey = anyEnrolled();
                yield doubleKey + " has its key twice in the next answer";
            }
            case 18 -> {
                hasDisposableKeys = !hasDisposableKeys;
                yield "disposable keys: " + hasDisposableKeys;
            }
            case 19 -> {
                hasBirthDates = !hasBirthDates;
                yield "birth dates: " + hasBirthDates;
            }
            case 20 -> {
                hasEckIds = !hasEckIds;
                children.forEach(c -> c.eckId = hasEckIds ? Optional.of("eck-" + c.number) : Optional.empty());
                yield "ECK iDs: " + hasEckIds;
            }
            default -> random.nextBoolean() ? newScheme() : "";
        };
    }

    private String correctBirthDate(Child child) {
        LocalDate corrected = child.born.withDayOfMonth(1 + random.nextInt(28));
        if (child.isTwin || !birthDates.add(corrected)) {
            return "";
        }
        child.born = corrected;
        return child + " has another birth date";
    }

    private String spellKeyOtherwise(Child child) {
        child.key = child.key.map(key -> random.nextBoolean() ? key.toLowerCase(Locale.ROOT) : "0" + key);
        return child + " has key " + child.key.orElse("-");
    }

    private String renewEckId(Child child) {
        child.eckId = child.eckId.map(eckId -> eckId + "x");
        return child + " has ECK iD " + child.eckId.orElse("-");
    }

    private String mergeGroups() {
        if (groups.size() < 2) {
            return "";
        }
        List<String> keys = List.copyOf(groups.keySet());
        String gone = any(keys);
        groups.remove(gone);
        children.stream()
                .filter(c -> c.group.equals(gone))
                .forEach(c -> c.group = groups.keySet().iterator().next());
        return "group " + gone + " goes";
    }

    private String leave() {
        if (children.stream().filter(c -> c.enrolled).count() < 3) {
            return "";
        }
        return anyEnrolled()
                .map(c -> {
                    c.enrolled = false;
                    c.isListedAsLeft = random.nextInt(3) == 0;
                    return c + (c.isListedAsLeft ? " is listed as left" : " leaves");
                })
                .orElse("");
    }

    private String comeBack() {
        List<Child> left = children.stream().filter(c -> !c.enrolled).toList();
        if (left.isEmpty()) {
            return "";
        }
        Child child = any(left);
        boolean isKeyFree = children.stream().noneMatch(c -> c != child && c.key.equals(child.key));
        if (!isKeyFree || random.nextInt(3) == 0) {
            child.key = Optional.of(scheme + (++lastNumber));
        }
        child.enrolled = true;
        child.isListedAsLeft = false;
        return child + " comes back with key " + child.key.orElse("-");
    }

    private String marry(Child child) {
        if (unusedSurnames.isEmpty()) {
            return "";
        }
        child.last = unusedSurnames.removeLast();
        byName.put(child.fullName(), child);
        return child + " has another surname";
    }

    private String nickname(Child child) {
        String first = any(FIRST_NAMES);
        if (byName.containsKey(first + " " + child.last)) {
            return "";
        }
        child.first = first;
        byName.put(child.fullName(), child);
        return child + " has another first name";
    }

    private String move(Child child) {
        child.group = any(List.copyOf(groups.keySet()));
        return child + " moves";
    }

    /** To a child whom nothing but the key has in common with the child who had it. */
    private String recycleKey() {
        List<Child> left = children.stream()
                .filter(c -> !c.enrolled && c.key.isPresent() && !c.isTwin)
                .filter(c -> children.stream().noneMatch(o -> o != c && o.key.equals(c.key)))
                .toList();
        if (left.isEmpty()) {
            return "";
        }
        Child former = any(left);
        return enroll().map(c -> {
                    c.key = former.key;
                    former.isListedAsLeft = false;
                    if (random.nextBoolean()) {
                        former.key = Optional.empty();
                    }
                    return c + " enrolls with the key of " + former;
                })
                .orElse("");
    }

    private String swapKeys() {
        Optional<Child> one = anyEnrolled();
        Optional<Child> other = anyEnrolled();
        if (one.isEmpty() || one.equals(other)) {
            return "";
        }
        Optional<String> key = one.get().key;
        one.get().key = other.get().key;
        other.get().key = key;
        return one.get() + " and " + other.get() + " exchange keys";
    }

    private String twin(Child child) {
        String first = any(FIRST_NAMES);
        if (byName.containsKey(first + " " + child.last)) {
            return "";
        }
        Child twin = new Child(++lastNumber);
        twin.first = first;
        twin.last = child.last;
        twin.born = child.born;
        twin.isTwin = true;
        child.isTwin = true;
        begin(twin);
        return twin + " enrolls, a twin of " + child;
    }

    private String renameGroup() {
        String key = any(List.copyOf(groups.keySet()));
        groups.put(key, "Groep " + any(List.of("Rood", "Geel", "Groen", "Blauw", "Wit", "Paars")) + lastNumber++);
        return "group " + key + " has another name";
    }

    private String newScheme() {
        scheme = scheme + "x";
        children.forEach(c -> c.key = Optional.of(scheme + c.number));
        return "all keys are of another scheme";
    }

    private Delivery delivery() {
        List<DeliveredGroup> deliveredGroups = groups.entrySet().stream()
                .map(g -> new DeliveredGroup(new LasKey(g.getKey()), false, g.getValue(), Optional.of("5")))
                .toList();
        List<DeliveredPupil> pupils = children.stream()
                .filter(c -> c.enrolled || c.isListedAsLeft)
                .filter(c -> c.key.isPresent() || c.eckId.isPresent())
                .map(this::delivered)
                .toList();
        List<Delivery.Warning> warnings =
                random.nextInt(15) == 0 ? List.of(new Delivery.Warning(Delivery.Kind.PUPIL_LEFT_OUT, 1)) : List.of();
        doubleKey = Optional.empty();
        return new Delivery(Example.YEAR, deliveredGroups, List.of(), pupils, warnings);
    }

    private DeliveredPupil delivered(Child child) {
        boolean isDouble = doubleKey
                .filter(d -> d != child && !child.isListedAsLeft && d.number % 5 == child.number % 5)
                .isPresent();
        Optional<String> key = isDouble ? doubleKey.get().key : child.key;
        return new DeliveredPupil(
                child.eckId.map(EckId::new),
                hasDisposableKeys ? Optional.of(new LasKey("#" + child.number)) : key.map(LasKey::new),
                PersonName.of(child.first, null, child.last),
                hasBirthDates ? Optional.of(child.born) : Optional.empty(),
                Optional.empty(),
                Optional.of(new LasKey(child.group)),
                List.of(),
                child.enrolled ? Optional.empty() : Optional.of(LocalDate.of(2026, 10, 1)));
    }

    @Override
    public FetchOutcome fetch(
            LasEndpoint endpoint,
            LasCredentials credentials,
            SchoolIdentification school,
            SchoolYear year,
            Optional<Instant> lastReceived) {
        return switch (random.nextInt(12)) {
            case 0 -> new Failed.Unanswered(NoAnswer.TIMEOUT);
            case 1 -> random.nextBoolean() ? new FetchOutcome.NoChanges() : new FetchOutcome.NoData();
            default -> new FetchOutcome.Delivered(delivery(), new byte[0]);
        };
    }

    @Override
    public BringOutcome bring(LasEndpoint endpoint, LasCredentials credentials, ScoreMessage message) {
        throw new AssertionError("an import brings nothing");
    }
}
