package nl.laslink.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.laslink.local.emulator.template.Template;
import nl.laslink.local.emulator.template.TemplateReader;
import nl.laslink.platform.http.Routes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** openapi.yaml, template.yaml and the handlers speak of the same routes. */
class RoutesAgreeTest {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final Map<String, String> IF_MATCH = Map.of("$ref", "#/components/parameters/IfMatch");

    /** What a handler's clients read when they are made; nothing is called. */
    private static final Map<String, String> SDK =
            Map.of("aws.region", "eu-west-1", "aws.accessKeyId", "local", "aws.secretAccessKey", "local");

    private static final Map<String, String> BEFORE = new HashMap<>();
    private static final Template TEMPLATE =
            TemplateReader.read(ROOT.resolve("template.yaml"), Map.of(), queue -> "http://localhost/" + queue);

    @BeforeAll
    static void setRegion() {
        SDK.forEach((name, value) -> BEFORE.put(name, System.setProperty(name, value)));
    }

    @AfterAll
    static void restore() {
        BEFORE.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Test
    void templateHasTheRoutesOfTheContract_andTheSameOnesWithoutSignIn() throws IOException {
        Map<String, Boolean> inTemplate = new TreeMap<>();
        TEMPLATE.functions()
                .forEach(f -> f.routes().forEach(r -> inTemplate.put(r.method() + " " + r.path(), r.signedIn())));

        assertThat(inTemplate).isEqualTo(contract());
    }

    @Test
    void everyHandlerAnswersTheRoutesThatTheTemplateGivesIt() throws ReflectiveOperationException {
        for (Template.Function function : withRoutes()) {
            Set<String> inTemplate = function.routes().stream()
                    .map(r -> r.method() + " " + r.path())
                    .collect(Collectors.toSet());

            assertThat(routes(function).names())
                    .as("the routes of %s", function.handler())
                    .isEqualTo(inTemplate);
        }
    }

    /** A write's answer shows no more than what its page has read, except an undo's preview. */
    @Test
    void everyRouteThatShowsPupilsOrScores_putsOnRecordWhoLooked() throws ReflectiveOperationException, IOException {
        Set<String> recorded = new TreeSet<>();
        for (Template.Function function : withRoutes()) {
            recorded.addAll(routes(function).recorded());
        }

        Map<?, ?> contract = contractFile();
        Set<String> showing = operations().entrySet().stream()
                .filter(operation -> operation.getKey().startsWith("GET "))
                .filter(operation -> !Collections.disjoint(
                        properties(operation.getValue().get("responses"), contract, Set.of()),
                        Set.of("birthDate", "pupilName", "changes", "leavers")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        showing.remove("GET /api/schools/{school}/import"); // its changes and leavers are numbers
        showing.add("GET /api/schools/{school}/choices"); // names of pupils, beside those of groups and teachers
        showing.add("POST /api/schools/{school}/imports/{commit}/undo-preview");
        assertThat(recorded).isEqualTo(showing).hasSize(9);
    }

    /** The names of all fields below a part of the contract. */
    private static Set<String> properties(Object part, Map<?, ?> contract, Set<String> seen) {
        Set<String> names = new TreeSet<>();
        if (part instanceof List<?> list) {
            list.forEach(one -> names.addAll(properties(one, contract, seen)));
        } else if (part instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("$ref")) {
                    String reference = value.toString();
                    if (!seen.contains(reference)) {
                        Set<String> more = new TreeSet<>(seen);
                        more.add(reference);
                        names.addAll(properties(referred(reference, contract), contract, more));
                    }
                } else {
                    if (key.equals("properties") && value instanceof Map<?, ?> fields) {
                        fields.keySet().forEach(field -> names.add(field.toString()));
                    }
                    names.addAll(properties(value, contract, seen));
                }
            });
        }
        return names;
    }

    private static Object referred(String reference, Map<?, ?> contract) {
        Object part = contract;
        for (String step : reference.substring("#/".length()).split("/")) {
            part = ((Map<?, ?>) part).get(step);
        }
        return part;
    }

    /** Without a version the answer is {@code if-match-missing}, 422; with a moved one 412. */
    @Test
    void contractHasTheRefusalsOfIfMatch_whereAnOperationTakesOne() throws IOException {
        Map<String, Set<String>> statuses = new TreeMap<>();
        operations().forEach((name, operation) -> {
            if (operation.get("parameters") instanceof List<?> list && list.contains(IF_MATCH)) {
                statuses.put(
                        name,
                        ((Map<?, ?>) operation.get("responses"))
                                .keySet().stream().map(Object::toString).collect(Collectors.toSet()));
            }
        });

        assertThat(statuses).hasSizeGreaterThan(4).allSatisfy((name, documented) -> assertThat(documented)
                .as(name)
                .contains("412", "422"));
    }

    private static List<Template.Function> withRoutes() {
        return TEMPLATE.functions().stream().filter(f -> !f.routes().isEmpty()).toList();
    }

    /** Every operation of openapi.yaml and whether it needs somebody signed in. */
    private static Map<String, Boolean> contract() throws IOException {
        Map<String, Boolean> signedIn = new TreeMap<>();
        operations().forEach((name, operation) -> signedIn.put(name, !List.of().equals(operation.get("security"))));
        return signedIn;
    }

    private static Map<?, ?> contractFile() throws IOException {
        return new Yaml().load(Files.readString(ROOT.resolve("openapi.yaml")));
    }

    private static Map<String, Map<?, ?>> operations() throws IOException {
        Map<?, ?> yaml = contractFile();
        Map<String, Map<?, ?>> operations = new TreeMap<>();
        ((Map<?, ?>) yaml.get("paths")).forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                operations.put(method.toString().toUpperCase(Locale.ROOT) + " " + path, (Map<?, ?>) operation);
            }
        }));
        return operations;
    }

    private static Routes routes(Template.Function function) throws ReflectiveOperationException {
        Object handler = Class.forName(function.handler())
                .getConstructor(Map.class, Clock.class)
                .newInstance(function.environment(), Clock.systemUTC());
        Field field = handler.getClass().getDeclaredField("routes");
        field.setAccessible(true);
        return (Routes) field.get(handler);
    }
}
