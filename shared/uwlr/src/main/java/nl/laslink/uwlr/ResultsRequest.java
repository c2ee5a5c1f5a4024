package nl.laslink.uwlr;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import nl.laslink.domain.delivery.EckId;
import nl.laslink.domain.delivery.LasCredentials;
import nl.laslink.domain.score.ScoreMessage;
import nl.laslink.domain.score.ScoreValue;
import nl.laslink.domain.score.TestDefinition;

/** Writes {@code leerresultaten_verzoek}: school, toetsafnames, toetsen. */
final class ResultsRequest {
    private static final int LABEL = 128;
    private static final int TERM = 64;

    private ResultsRequest() {}

    static byte[] write(LasCredentials credentials, ScoreMessage message, String xsdVersion) {
        return RequestWriter.message(credentials, Uwlr.RESULTS, "leerresultaten_verzoek", out -> {
            out.element("school", _ -> school(out, message, xsdVersion));
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

    private static void school(RequestWriter out, ScoreMessage message, String xsdVersion) throws XMLStreamException {
        out.text("schooljaar", message.schoolYear().toString());
        out.school(message.school());
        // A .NET stack reads at most 7 digits behind the second.
        OffsetDateTime created = message.createdAt().truncatedTo(ChronoUnit.MILLIS);
        out.text("aanmaakdatum", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(created));
        out.text("xsdversie", xsdVersion);
    }

    private static void pupil(RequestWriter out, ScoreMessage.PupilResults pupil) throws XMLStreamException {
        out.text("leerlingid", pupil.pupil().value());
        out.text("eckid", pupil.eckId().map(EckId::value));
        out.element("resultaten", _ -> {
            for (ScoreMessage.Result result : pupil.results()) {
                out.element("resultaat", _ -> result(out, result));
            }
        });
    }

    private static void result(RequestWriter out, ScoreMessage.Result result) throws XMLStreamException {
        out.attribute("key", result.key().value());
        out.text("afnamedatum", result.takenOn().toString());
        out.text("toetscode", result.test().value());
        out.text("versie", result.version());
        out.text("toetsonderdeelcode", result.part());
        switch (result.value()) {
            case ScoreValue.Plain(long score) -> out.text("score", Long.toString(score));
            case ScoreValue.Oso oso -> out.element("osoresultaat", _ -> oso(out.in("oso", Uwlr.OSO), oso));
        }
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
        out.text("toetscode", test.code().value());
        out.text("versie", test.version());
        out.label("toetsnaam", test.name(), LABEL);
        out.text("leerjaar", test.year());
        out.text("vakgebied", test.subject());
        norming(out, "toetsnormering", test.norming());
        if (!test.parts().isEmpty()) {
            out.element("toetsonderdelen", _ -> {
                for (TestDefinition.Part part : test.parts()) {
                    out.element("toetsonderdeel", _ -> part(out, part));
                }
            });
        }
    }

    private static void part(RequestWriter out, TestDefinition.Part part) throws XMLStreamException {
        out.text("toetsonderdeelvolgnummer", Integer.toString(part.number()));
        out.text("toetsonderdeelcode", part.code());
        out.label("toetsonderdeelnaam", part.name(), LABEL);
        norming(out, "toetsonderdeelnormering", part.norming());
    }

    private static void norming(RequestWriter out, String name, Optional<TestDefinition.Norming> norming)
            throws XMLStreamException {
        if (norming.isPresent()) {
            out.element(name, _ -> norming(out, norming.get()));
        }
    }

    private static void norming(RequestWriter out, TestDefinition.Norming norming) throws XMLStreamException {
        out.text("toetscategorie", norming.category());
        out.text("toetsniveau", norming.level());
        out.number("wegingsfactor", norming.weight());
        for (TestDefinition.Norm norm : norming.norms()) {
            out.element("norm", _ -> {
                out.label("term", Optional.of(norm.term()), TERM);
                out.label("omschrijving", norm.description(), LABEL);
                out.text("beginnormwaarde", Long.toString(norm.from()));
                out.text("eindnormwaarde", Long.toString(norm.through()));
            });
        }
    }
}
