package nl.laslink.local.lassimulator.soap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import nl.laslink.local.lassimulator.school.CompositeGroup;
import nl.laslink.local.lassimulator.school.Group;
import nl.laslink.local.lassimulator.school.PersonName;
import nl.laslink.local.lassimulator.school.Pupil;
import nl.laslink.local.lassimulator.school.School;
import nl.laslink.local.lassimulator.school.SchoolYear;
import nl.laslink.local.lassimulator.school.Teacher;
import nl.laslink.local.lassimulator.state.FaultSwitch;
import nl.laslink.local.lassimulator.state.Manner;
import nl.laslink.local.lassimulator.state.SimulatedSchool;

/** Writes what is asked about a school, with the fields of its profile and version. */
final class PupilDataWriter {
    /** Fictional, and what the LVS set wants: the last four digits of a national number. */
    private static final String NUMBER_ENDS = "0000";

    private final SoapWriter out;
    private final Manner manner;
    private final FetchPupilData.PupilDataRequest request;
    private final FaultSwitch fault;

    PupilDataWriter(SoapWriter out, Manner manner, FetchPupilData.PupilDataRequest request, FaultSwitch fault) {
        this.out = out;
        this.manner = manner;
        this.request = request;
        this.fault = fault;
    }

    /** @param groups whose people; all when there are none */
    void write(Stage stage, Optional<AskedGroups> groups, SimulatedSchool.Delivery delivery) throws XMLStreamException {
        School school = delivery.school();
        out.open(stage.content());
        writeSchool(school, delivery.year(), delivery.at());
        if (stage == Stage.WHOLE || stage == Stage.STRUCTURE) {
            writeGroups(school);
        }
        if (stage == Stage.WHOLE || stage == Stage.PUPILS) {
            out.open("leerlingen");
            OddPeople odd = new OddPeople(
                    fault, school, delivery.at().atZone(SchoolYear.ZONE).toLocalDate());
            for (Pupil pupil : odd.listed()) {
                if (groups.isEmpty() || groups.get().hold(pupil)) {
                    writePupil(pupil, odd);
                }
            }
            out.close();
        }
        if (stage == Stage.WHOLE || stage == Stage.TEACHERS) {
            writeTeachers(school.teachers().stream()
                    .filter(t -> groups.isEmpty() || groups.get().hold(t))
                    .toList());
        }
        out.close();
    }

    private void writeTeachers(List<Teacher> teachers) throws XMLStreamException {
        if (teachers.isEmpty()) {
            return;
        }
        out.open("leerkrachten");
        for (Teacher teacher : teachers) {
            writeTeacher(teacher);
        }
        out.close();
    }

    private void writeSchool(School school, SchoolYear year, Instant now) throws XMLStreamException {
        out.open("school");
        out.text("schooljaar", fault == FaultSwitch.OTHER_YEAR ? "2019-2020" : year.toString());
        out.text("peildatum", now.atZone(SchoolYear.ZONE).toLocalDate().toString());
        out.text(
                "brincode",
                fault == FaultSwitch.OTHER_SCHOOL ? "97ZZ" : school.code().brin());
        out.text("dependancecode", school.code().dependance());
        if (request.school() instanceof AskedSchool.ByKey(String key)) {
            out.text("schoolkey", fault == FaultSwitch.OTHER_SCHOOL ? "demo-school-97ZZ-00" : key);
        }
        out.text("aanmaakdatum", WireTime.local(now));
        out.text("auteur", "LAS-simulator");
        out.text("xsdversie", request.version());
        out.close();
    }

    private void writeGroups(School school) throws XMLStreamException {
        if (school.groups().isEmpty() && school.compositeGroups().isEmpty()) {
            return;
        }
        out.open("groepen");
        for (Group group : school.groups()) {
            out.open("groep", "key", group.key());
            out.text("naam", group.name());
            out.text("jaargroep", group.year().code());
            out.close();
        }
        for (CompositeGroup group : school.compositeGroups()) {
            out.open("samengestelde_groep", "key", group.key());
            out.text("naam", group.name());
            out.text("omschrijving", group.description());
            out.close();
        }
        out.close();
    }

    private void writePupil(Pupil pupil, OddPeople odd) throws XMLStreamException {
        openPerson("leerling", odd.key(pupil), odd.eckId(pupil));
        writeName(pupil.name());
        if (manner.profile() != Manner.Profile.SMALLE || request.version().equals("2.2")) {
            out.text("geboortedatum", odd.born(pupil));
        }
        if (manner.profile() != Manner.Profile.SMALLE) {
            out.text("geslacht", odd.gender(pupil));
        }
        out.text("jaargroep", odd.yearGroup(pupil));
        if (odd.group(pupil).isPresent()) {
            out.reference("groep", odd.group(pupil).get());
        }
        if (!pupil.compositeGroups().isEmpty()) {
            out.open("samengestelde_groepen");
            writeReferences("samengestelde_groep", pupil.compositeGroups());
            out.close();
        }
        if (manner.profile() == Manner.Profile.LVS && request.version().equals("2.2")) {
            out.text("bsn_ondwnr-4", NUMBER_ENDS);
        }
        out.text("uitstroomdatum", odd.leavesOn(pupil));
        out.close();
    }

    private void writeTeacher(Teacher teacher) throws XMLStreamException {
        openPerson("leerkracht", Optional.of(teacher.key()), teacher.eckId());
        writeName(teacher.name());
        if (manner.profile() != Manner.Profile.LVS) {
            out.text("emailadres", teacher.email());
        }
        if (!teacher.groups().isEmpty() || !teacher.compositeGroups().isEmpty()) {
            out.open("groepen");
            writeReferences("groep", teacher.groups());
            writeReferences("samengestelde_groep", teacher.compositeGroups());
            out.close();
        }
        out.close();
    }

    private void openPerson(String element, Optional<String> key, Optional<String> eckId) throws XMLStreamException {
        List<String> attributes = new ArrayList<>();
        if (key.isPresent() && (eckId.isEmpty() || manner.keys())) {
            attributes.addAll(List.of("key", key.get()));
        }
        eckId.ifPresent(id -> attributes.addAll(List.of("eckid", id)));
        out.open(element, attributes.toArray(String[]::new));
    }

    private void writeName(PersonName name) throws XMLStreamException {
        out.text("achternaam", name.surname());
        out.text("voorvoegsel", name.prefix());
        out.text("roepnaam", name.firstName());
    }

    private void writeReferences(String element, List<String> keys) throws XMLStreamException {
        for (String key : keys) {
            out.reference(element, key);
        }
    }
}
