package nl.laslink.local.lassimulator.soap;

import java.time.Instant;
import java.util.Optional;
import nl.laslink.local.lassimulator.school.SchoolYear;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;
import nl.laslink.local.lassimulator.state.SimulatedSchool;
import org.w3c.dom.Element;

/** Asks about a school, all in one or one stage: the answer, or that nothing changed, or that there is nothing. */
final class FetchPupilData implements Operation<FetchPupilData.PupilDataRequest> {
    private final Stage stage;

    FetchPupilData(Stage stage) {
        this.stage = stage;
    }

    record PupilDataRequest(
            SchoolYear year,
            AskedSchool school,
            String version,
            Optional<Instant> lastReceived,
            Optional<AskedGroups> groups)
            implements Request {}

    @Override
    public String name() {
        return stage.operation();
    }

    @Override
    public String action() {
        return stage.action();
    }

    @Override
    public PupilDataRequest read(Element payload) throws Refused {
        if (!stage.request().equals(payload.getLocalName()) || !Uwlr.PUPIL_DATA.equals(payload.getNamespaceURI())) {
            throw Refused.malformed("the Body does not hold " + stage.request() + " of UWLR 2");
        }
        Children fields = Children.of(payload);
        RequestHead head = RequestHead.read(fields);
        String version = RequestHead.version(fields);
        fields.optionalText("gegevenssetid", 64);
        Optional<String> lastReceived = fields.optionalText("laatstontvangengegevens", 64);
        Optional<AskedGroups> groups = stage.hasPeople() ? Optional.of(AskedGroups.read(fields)) : Optional.empty();
        fields.end();
        return new PupilDataRequest(
                head.year(),
                head.school(),
                version,
                lastReceived.isPresent() ? Optional.of(WireTime.moment(lastReceived.get())) : Optional.empty(),
                groups);
    }

    @Override
    public byte[] answer(PupilDataRequest request, SimulatedSchool school) throws Refused {
        Manner manner = school.manner();
        Manner.Transfer other = stage == Stage.WHOLE ? Manner.Transfer.STAGED : Manner.Transfer.WHOLE;
        if (manner.transfer() == other) {
            throw Refused.malformed(name() + " is not offered, by the manner");
        }
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
        if (request.groups().isPresent()) {
            request.groups().get().check(delivery.school());
        }
        if (stage == Stage.PUPILS
                && delivery.school().pupils().stream()
                        .noneMatch(request.groups().orElseThrow()::hold)) {
            return answer(out -> out.empty("geengegevens"));
        }
        return answer(out -> new PupilDataWriter(out, manner, request, fault).write(stage, request.groups(), delivery));
    }

    private byte[] answer(SoapWriter.Content content) {
        return SoapWriter.answer(Uwlr.PUPIL_DATA, stage.answer(), content);
    }
}
