package nl.laslink.uwlr.results;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.delivery.LasEndpoint;
import nl.laslink.domain.delivery.LasKey;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestDefinition;
import nl.laslink.domain.score.TestDefinition.Field;
import nl.laslink.uwlr.request.RequestWriter;
import nl.laslink.uwlr.request.Uwlr;

/** Writes {@code leerresultaten_verzoek}: school, toetsafnames, toetsen. */
public final class ResultsRequest {
    private static final int LABEL = 128;
    private static final int TERM = 64;
    private static final int TEXT = 256;

    private ResultsRequest() {}

    public static byte[] write(LasCredentials credentials, ScoreMessage message, LasEndpoint endpoint) {
        return RequestWriter.message(credentials, Uwlr.RESULTS, "leerresultaten_verzoek", out -> {
            out.element("school", _ -> school(out, message, endpoint));
            out.element("toetsafnames", _ -> {
                for (ScoreMessage.PupilResults pupil : message.pupils()) {
                    out.element("toetsafname", _ -> pupil(out, pupil));
                }
            });
            out.element("toetsen", _ -> {
                for (TestDefinition test : message.tests()) {
                    out.element("toets", _ -> test(out, test));
                }
            });
        });
    }

    private static void school(RequestWriter out, ScoreMessage message, LasEndpoint endpoint)
            throws XMLStreamException {
        out.text("schooljaar", message.schoolYear().toString());
        out.school(message.school(), endpoint.habits());
        // A .NET stack reads at most 7 digits behind the second.
        OffsetDateTime created = message.createdAt().truncatedTo(ChronoUnit.MILLIS);
        out.text("aanmaakdatum", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(created));
        out.text("xsdversie", endpoint.xsdVersion());
    }

    private static void pupil(RequestWriter out, ScoreMessage.PupilResults pupil) throws XMLStreamException {
        out.text("leerlingid", pupil.pupil().value());
        out.text("eckid", pupil.eckId().map(EckId::value));
        out.text("resultaatverwerkerid", pupil.teacher().map(LasKey::value));
        out.element("resultaten", _ -> {
            for (ScoreMessage.Result result : pupil.results()) {
                out.element("resultaat", _ -> result(out, result));
            }
        });
    }

    private static void result(RequestWriter out, ScoreMessage.Result result) throws XMLStreamException {
        out.attribute("key", result.key().value());
        out.text("afnamedatum", result.takenOn().toString());
        // The schema compares them with the definition's.
        out.text("toetscode", result.test().value().strip());
        out.text("versie", result.version().map(String::strip));
        out.text("toetsonderdeelcode", result.part().map(String::strip));
        switch (result.value()) {
            case ScoreValue.Plain(long score) -> out.text("score", Long.toString(score));
            case ScoreValue.Unfit _ ->
                throw new IllegalArgumentException("a score that is unfit waits and is never sent");
            case ScoreValue.Oso oso -> out.element("osoresultaat", _ -> oso(out.in("oso", Uwlr.OSO), oso));
        }
        // Cut short, an address leads nowhere.
        out.text("infourl", result.infoUrl().filter(url -> url.length() <= TEXT));
    }

    private static void oso(RequestWriter out, ScoreValue.Oso oso) throws XMLStreamException {
        out.root("toetsscore", _ -> {
            out.count("aantalopgaven", oso.items());
            out.count("aantalgoed", oso.right());
            out.count("aantalfout", oso.wrong());
            out.count("aantalgelezen", oso.read());
            out.number("tijd", oso.seconds());
            out.number("vaardigheidsscore", oso.abilityScore());
            out.text("codevaardigheidsschaal", oso.abilityScale());
            if (oso.confidence().isPresent()) {
                ScoreValue.Interval interval = oso.confidence().get();
                out.element("betrouwbaarheidsinterval", _ -> {
                    out.number("bivlaag", Optional.of(interval.low()));
                    out.number("bivhoog", Optional.of(interval.high()));
                });
            }
        });
        for (ScoreValue.Reference reference : oso.references()) {
            out.root("referentiescore", _ -> {
                out.text("codereferentiescore", reference.code());
                out.text("codevergelijkingsgroep", reference.comparisonGroup());
                out.text("waarde", reference.value());
                out.text("kwalificatie", reference.qualification());
            });
        }
    }

    private static void test(RequestWriter out, TestDefinition test) throws XMLStreamException {
        term(out, "toetscode", Optional.of(test.code().value()), Field.CODE, test);
        term(out, "versie", test.version(), Field.VERSION, test);
        out.label("toetsnaam", test.name(), LABEL);
        term(out, "leerjaar", test.year(), Field.YEAR, test);
        term(out, "vakgebied", test.subject(), Field.SUBJECT, test);
        norming(out, "toetsnormering", test.norming(), test);
        if (!test.hierarchy().isEmpty()) {
            out.element("toetshierarchie", _ -> {
                for (TestDefinition.Entrance entrance : test.hierarchy()) {
                    out.element("ingang", _ -> {
                        vocabulary(out, Field.HIERARCHY, test);
                        out.attribute("niveau", Integer.toString(entrance.level()));
                        out.characters(entrance.name(), TEXT);
                    });
                }
            });
        }
        if (!test.parts().isEmpty()) {
            out.element("toetsonderdelen", _ -> {
                for (TestDefinition.Part part : test.parts()) {
                    out.element("toetsonderdeel", _ -> part(out, part, test));
                }
            });
        }
    }

    /** A field whose term may come from a published list. */
    private static void term(RequestWriter out, String name, Optional<String> term, Field field, TestDefinition test)
            throws XMLStreamException {
        if (term.filter(RequestWriter::holds).isPresent()) {
            out.element(name, _ -> {
                vocabulary(out, field, test);
                out.characters(term.get(), TEXT);
            });
        }
    }

    private static void vocabulary(RequestWriter out, Field field, TestDefinition test) throws XMLStreamException {
        TestDefinition.Vocabulary vocabulary = test.vocabularies().get(field);
        if (vocabulary != null) {
            out.attribute("vocabulaire", vocabulary.name());
            if (vocabulary.location().isPresent()) {
                out.attribute("vocabulairelocatie", vocabulary.location().get());
            }
        }
    }

    private static void part(RequestWriter out, TestDefinition.Part part, TestDefinition test)
            throws XMLStreamException {
        out.text("toetsonderdeelvolgnummer", Integer.toString(part.number()));
        term(out, "toetsonderdeelcode", Optional.of(part.code()), Field.PART, test);
        out.label("toetsonderdeelnaam", part.name(), LABEL);
        norming(out, "toetsonderdeelnormering", part.norming(), test);
    }

    private static void norming(
            RequestWriter out, String name, Optional<TestDefinition.Norming> norming, TestDefinition test)
            throws XMLStreamException {
        if (norming.isPresent()) {
            out.element(name, _ -> norming(out, norming.get(), test));
        }
    }

    private static void norming(RequestWriter out, TestDefinition.Norming norming, TestDefinition test)
            throws XMLStreamException {
        term(out, "toetscategorie", norming.category(), Field.CATEGORY, test);
        term(out, "toetsniveau", norming.level(), Field.LEVEL, test);
        out.number("wegingsfactor", norming.weight());
        for (TestDefinition.Norm norm : norming.norms()) {
            out.element("norm", _ -> {
                out.label("term", Optional.of(norm.term()), TERM);
                out.label("omschrijving", norm.description(), LABEL);
                out.text("beginnormwaarde", Long.toString(norm.from()));
                out.text("eindnormwaarde", Long.toString(norm.through()));
                if (norm.colour().isPresent()) {
                    out.element("normkleur", _ -> colour(out, norm.colour().get()));
                }
                out.number("schoolcijfer_vanaf", norm.gradeFrom());
                out.number("schoolcijfer_totenmet", norm.gradeThrough());
            });
        }
    }

    private static void colour(RequestWriter out, TestDefinition.Colour colour) throws XMLStreamException {
        out.text("rood_code", Integer.toString(colour.red()));
        out.text("groen_code", Integer.toString(colour.green()));
        out.text("blauw_code", Integer.toString(colour.blue()));
        out.number("transparantie", Optional.of(BigDecimal.valueOf(colour.opacity(), 2)));
    }
}
