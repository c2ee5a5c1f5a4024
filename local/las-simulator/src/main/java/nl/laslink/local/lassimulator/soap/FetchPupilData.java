package nl.laslink.local.lassimulator.soap;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.local.lassimulator.school.SchoolCode;
import nl.laslink.local.lassimulator.school.SchoolYear;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.SimulatedSchool;
import org.w3c.dom.Element;

/** HaalLeerlinggegevens: the whole school in one answer, or that nothing changed, or that there is nothing. */
final class FetchPupilData implements Operation<FetchPupilData.PupilDataRequest> {

    record PupilDataRequest(SchoolYear year, Optional<SchoolCode> school, Optional<Instant> lastReceived)
            implements Request {}

    @Override
    public String name() {
        return "HaalLeerlinggegevens";
    }

    @Override
    public PupilDataRequest read(Element payload) throws Refused {
        if (!"leerlinggegevens_verzoek".equals(payload.getLocalName())
                || !Uwlr.PUPIL_DATA.equals(payload.getNamespaceURI())) {
            throw Refused.malformed("the Body does not hold leerlinggegevens_verzoek of UWLR 2");
        }
        Children fields = Children.of(payload);
        RequestHead head = RequestHead.read(fields);
        RequestHead.version(fields);
        fields.optionalText("gegevenssetid", 64);
        Optional<String> lastReceived = fields.optionalText("laatstontvangengegevens", 64);
        fields.end();
        return new PupilDataRequest(
                head.year(),
                head.school(),
                lastReceived.isPresent() ? Optional.of(WireTime.moment(lastReceived.get())) : Optional.empty());
    }

    @Override
    public byte[] answer(PupilDataRequest request, SimulatedSchool school) {
        FaultSwitch fault = school.fault();
        if (fault == FaultSwitch.NO_CHANGES) {
            return answer(out -> out.empty("geenwijzigingen"));
        }
        SimulatedSchool.Delivery delivery = school.deliver();
        // Like ESIS, this LAS knows only the running school year; and the schema wants at least one pupil.
        if (fault == FaultSwitch.NO_DATA
                || !request.year().equals(delivery.year())
                || delivery.school().pupils().isEmpty()) {
            return answer(out -> out.empty("geengegevens"));
        }
        if (request.lastReceived().filter(last -> !school.changedSince(last)).isPresent()) {
            return answer(out -> out.empty("geenwijzigingen"));
        }
        return answer(out -> new PupilDataWriter(out).write(delivery.school(), delivery.year(), delivery.at()));
    }

    private static byte[] answer(SoapWriter.Content content) {
        return SoapWriter.answer(Uwlr.PUPIL_DATA, "leerlinggegevens_antwoord", content);
    }
}
