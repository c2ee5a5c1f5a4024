package nl.laslink.local.lassimulator.soap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Norm;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Part;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Result;
import nl.laslink.local.lassimulator.soap.ResultsRequest.Sitting;
import nl.laslink.local.lassimulator.soap.ResultsRequest.TestDefinition;
import org.w3c.dom.Element;

/** Reads {@code leerresultaten_verzoek} as UWLR_Leerresultaten_v2p2.xsd has it, element by element. */
final class ResultsReader {
    private ResultsReader() {}

    static ResultsRequest read(Element payload) throws Refused {
        if (!"leerresultaten_verzoek".equals(payload.getLocalName())
                || !Uwlr.RESULTS.equals(payload.getNamespaceURI())) {
            throw Refused.malformed("the Body does not hold leerresultaten_verzoek of UWLR 2");
        }
        Children parts = Children.of(payload);
        Children school = Children.of(parts.required("school"));
        RequestHead head = RequestHead.read(school);
        String created = school.text("aanmaakdatum", 64);
        school.optionalText("auteur", 128);
        String version = RequestHead.version(school);
        school.optionalText("commentaar", 128);
        school.end();
        List<Sitting> sittings = new ArrayList<>();
        for (Element sitting : Children.of(parts.required("toetsafnames")).atLeastOne("toetsafname")) {
            sittings.add(sitting(sitting));
        }
        List<TestDefinition> tests = new ArrayList<>();
        for (Element test : all(parts.required("toetsen"), "toets")) {
            tests.add(test(test));
        }
        parts.end();
        unique(
                "resultaat key",
                sittings.stream()
                        .flatMap(s -> s.results().stream())
                        .map(Result::key)
                        .toList());
        unique("toetscode", tests.stream().map(TestDefinition::code).toList());
        return new ResultsRequest(version, head.school(), WireTime.moment(created), sittings, tests);
    }

    private static List<Element> all(Element parent, String name) throws Refused {
        Children children = Children.of(parent);
        List<Element> found = children.atLeastOne(name);
        children.end();
        return found;
    }

    private static void unique(String what, List<String> values) throws Refused {
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw Refused.malformed(what + " " + value + " is there twice");
            }
        }
    }

    private static Sitting sitting(Element element) throws Refused {
        Children fields = Children.of(element);
        String pupil = fields.text("leerlingid", 256);
        Optional<String> eckId = fields.optionalText("eckid", 256);
        fields.optionalText("resultaatverwerkerid", 256);
        List<Result> results = new ArrayList<>();
        for (Element result : all(fields.required("resultaten"), "resultaat")) {
            results.add(result(result));
        }
        fields.end();
        return new Sitting(pupil, eckId, results);
    }

    private static Result result(Element element) throws Refused {
        String key = element.getAttribute("key").strip();
        if (key.isEmpty() || key.length() > 256) {
            throw Refused.malformed("a resultaat has a key of 1 to 256 characters");
        }
        Children fields = Children.of(element);
        String takenOn = fields.text("afnamedatum", 64);
        String test = fields.text("toetscode", 256);
        Optional<String> version = fields.optionalText("versie", 256);
        Optional<String> part = fields.optionalText("toetsonderdeelcode", 256);
        Element value = fields.optional("score")
                .or(() -> fields.optional("osoresultaat"))
                .orElseThrow(() -> Refused.malformed("resultaat " + key + " holds neither score nor osoresultaat"));
        fields.optionalText("infourl", 256);
        fields.end();
        return new Result(key, WireTime.day(takenOn), test, version, part, value);
    }

    private static TestDefinition test(Element element) throws Refused {
        Children fields = Children.of(element);
        String code = fields.text("toetscode", 256);
        Optional<String> version = fields.optionalText("versie", 256);
        Optional<String> name = fields.optionalText("toetsnaam", 128);
        fields.optionalText("leerjaar", 256);
        fields.optionalText("vakgebied", 256);
        List<Norm> norms = norms(fields.optional("toetsnormering"));
        Optional<Element> hierarchy = fields.optional("toetshierarchie");
        if (hierarchy.isPresent()) {
            for (Element entry : all(hierarchy.get(), "ingang")) {
                Children.textOf(entry, 256);
                number(entry.getAttribute("niveau"), "-?[0-9]+", "niveau");
            }
        }
        List<Part> parts = new ArrayList<>();
        Optional<Element> partList = fields.optional("toetsonderdelen");
        if (partList.isPresent()) {
            List<String> numbers = new ArrayList<>();
            for (Element part : all(partList.get(), "toetsonderdeel")) {
                parts.add(part(part, numbers));
            }
            unique("toetsonderdeelvolgnummer", numbers);
        }
        fields.end();
        return new TestDefinition(code, version, name, norms, parts);
    }

    private static Part part(Element element, List<String> numbers) throws Refused {
        Children fields = Children.of(element);
        numbers.add(number(fields.text("toetsonderdeelvolgnummer", 18), "[1-9][0-9]*", "toetsonderdeelvolgnummer"));
        Part part = new Part(
                fields.text("toetsonderdeelcode", 256),
                fields.optionalText("toetsonderdeelnaam", 128),
                norms(fields.optional("toetsonderdeelnormering")));
        fields.end();
        return part;
    }

    private static List<Norm> norms(Optional<Element> norming) throws Refused {
        if (norming.isEmpty()) {
            return List.of();
        }
        Children fields = Children.of(norming.get());
        fields.optionalText("toetscategorie", 256);
        fields.optionalText("toetsniveau", 256);
        Optional<String> weight = fields.optionalText("wegingsfactor", 64);
        if (weight.isPresent()) {
            number(weight.get(), "-?[0-9]+(\\.[0-9]+)?", "wegingsfactor");
        }
        List<Norm> norms = new ArrayList<>();
        for (Element norm : fields.atLeastOne("norm")) {
            norms.add(norm(norm));
        }
        fields.end();
        return norms;
    }

    private static Norm norm(Element element) throws Refused {
        Children fields = Children.of(element);
        String term = fields.text("term", 64);
        fields.optionalText("omschrijving", 128);
        Norm norm = new Norm(term, fields.text("beginnormwaarde", 64), fields.text("eindnormwaarde", 64));
        Optional<Element> colour = fields.optional("normkleur");
        if (colour.isPresent()) {
            Children values = Children.of(colour.get());
            for (String name : List.of("rood_code", "groen_code", "blauw_code")) {
                number(values.text(name, 3), "[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]", name);
            }
            number(values.text("transparantie", 64), "0(\\.[0-9]+)?|1(\\.0+)?", "transparantie");
            values.end();
        }
        for (String name : List.of("schoolcijfer_vanaf", "schoolcijfer_totenmet")) {
            Optional<String> mark = fields.optionalText(name, 64);
            if (mark.isPresent()) {
                number(mark.get(), "[1-9](\\.[0-9]+)?|10(\\.0+)?", name);
            }
        }
        fields.end();
        return norm;
    }

    private static String number(String text, String form, String what) throws Refused {
        if (!text.matches(form)) {
            throw Refused.malformed(what + " is no number that fits");
        }
        return text;
    }
}
