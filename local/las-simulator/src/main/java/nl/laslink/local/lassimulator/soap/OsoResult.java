package nl.laslink.local.lassimulator.soap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.laslink.local.lassimulator.state.ReceivedResult.Reference;
import org.w3c.dom.Element;

/** A result in OSO's terms: what was measured, by the wire's names, and reference scores. */
record OsoResult(Map<String, String> measured, List<Reference> references) {
    static final OsoResult NONE = new OsoResult(Map.of(), List.of());

    private static final String INT = "-?[0-9]{1,9}";
    private static final String DECIMAL = "-?[0-9]+(\\.[0-9]+)?";

    static OsoResult read(Element element) throws Refused {
        try {
            Children parts = Children.of(element, Uwlr.OSO);
            Map<String, String> measured = new LinkedHashMap<>();
            Optional<Element> score = parts.optional("toetsscore");
            if (score.isPresent()) {
                readMeasured(Children.of(score.get()), measured);
            }
            List<Reference> references = new ArrayList<>();
            for (Element reference : parts.many("referentiescore")) {
                Children fields = Children.of(reference);
                references.add(new Reference(
                        fields.text("codereferentiescore", 256),
                        fields.text("codevergelijkingsgroep", 256),
                        fields.text("waarde", 256),
                        fields.optionalText("kwalificatie", 256)));
                fields.end();
            }
            parts.end();
            return new OsoResult(measured, references);
        } catch (Refused unreadable) {
            throw new Refused(Fault.INVALID_OSO_RESULT, unreadable.getMessage());
        }
    }

    private static void readMeasured(Children fields, Map<String, String> measured) throws Refused {
        for (String name : List.of("aantalopgaven", "aantalgoed", "aantalfout", "aantalgelezen")) {
            put(measured, name, fields.optionalText(name, 64), INT);
        }
        for (String name : List.of("tijd", "vaardigheidsscore")) {
            put(measured, name, fields.optionalText(name, 64), DECIMAL);
        }
        put(measured, "codevaardigheidsschaal", fields.optionalText("codevaardigheidsschaal", 256), "(?s).+");
        Optional<Element> interval = fields.optional("betrouwbaarheidsinterval");
        if (interval.isPresent()) {
            Children limits = Children.of(interval.get());
            put(measured, "bivlaag", Optional.of(limits.text("bivlaag", 64)), DECIMAL);
            put(measured, "bivhoog", Optional.of(limits.text("bivhoog", 64)), DECIMAL);
            limits.end();
        }
        fields.end();
    }

    private static void put(Map<String, String> measured, String name, Optional<String> value, String form)
            throws Refused {
        if (value.isPresent()) {
            if (!value.get().matches(form)) {
                throw Refused.malformed(name + " has another form");
            }
            measured.put(name, value.get());
        }
    }
}
